import { sealCommitted, unsealCommitted } from './arena.ts';
import { prefixOf } from './hash.ts';

/** Bytes that sealing adds: the commitment to the key and the tag. */
export const SEAL_BYTES = 32 + 16;

/**
 * Key-committing encryption: one keyed BLAKE2b-512 call gives a 32-byte key and a 32-byte commitment to it, then
 * ChaCha20-Poly1305 (RFC 8439) with a nonce of zeros, as each key is used once: each context holds a fresh salt. A ciphertext opens
 * under one secret only (design/keys.md says why that matters).
 * @param secret 32 bytes, shared by all who may read
 * @param domain what is sealed
 * @param context everything that the ciphertext is bound to; must hold a salt never used before under this secret
 * @returns commitment, ciphertext and tag: `SEAL_BYTES` longer than `plain`
 */
export function seal(secret: Uint8Array, domain: string, context: Uint8Array, plain: Uint8Array): Uint8Array {
  return sealCommitted(secret, [prefixOf(domain), context], plain);
}

/** What `seal` sealed, or null when secret, domain, context or a single bit differ. */
export function unseal(secret: Uint8Array, domain: string, context: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  return unsealBriefly(secret, domain, context, sealed)?.slice() ?? null;
}

/**
 * The same, to be read at once: the next call that seals, opens or hashes writes over it. To copy each head and body of a cell that is opened would take
 * as long as to read them.
 */
export function unsealBriefly(secret: Uint8Array, domain: string, context: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  return sealed.length < SEAL_BYTES ? null : unsealCommitted(secret, [prefixOf(domain), context], sealed);
}
