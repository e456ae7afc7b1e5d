import { concatBytes } from '../bytes/octets.ts';
import { equalSecrets, keyedHash } from './hash.ts';
import { sodium } from './sodium.ts';

/** Bytes that sealing adds: the commitment to the key and the tag. */
export const SEAL_BYTES = 32 + 16;

// Each key is used once, because each context holds a fresh salt: so the nonce may stay zero.
const NONCE = new Uint8Array(12);

/**
 * Key-committing encryption: one keyed BLAKE2b-512 call gives a 32-byte key and a 32-byte commitment to it, then
 * ChaCha20-Poly1305 (RFC 8439). A ciphertext opens under one secret only (design/keys.md says why that matters).
 * @param secret 32 bytes, shared by all who may read
 * @param domain what is sealed
 * @param context everything that the ciphertext is bound to; must hold a salt never used before under this secret
 * @returns commitment, ciphertext and tag: `SEAL_BYTES` longer than `plain`
 */
export function seal(secret: Uint8Array, domain: string, context: Uint8Array, plain: Uint8Array): Uint8Array {
  const derived = keyedHash(secret, domain, context, 64);
  const sealed = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plain, null, null, NONCE, derived.subarray(0, 32));
  return concatBytes(derived.subarray(32), sealed);
}

/** What `seal` sealed, or null when secret, domain, context or a single bit differ. */
export function unseal(secret: Uint8Array, domain: string, context: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < SEAL_BYTES) return null;
  const derived = keyedHash(secret, domain, context, 64);
  if (!equalSecrets(derived.subarray(32), sealed.subarray(0, 32))) return null;
  try {
    return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed.subarray(32), null, NONCE, derived.subarray(0, 32));
  } catch {
    return null;
  }
}
