import { inDomain } from './hash.ts';
import { sodium } from './sodium.ts';

/** An Ed25519 key pair. The public key is the device's id. */
export interface SigningKeys {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 64 bytes, libsodium's form: seed and public key. */
  readonly secretKey: Uint8Array;
}

/** The Ed25519 key pair (RFC 8032) of a 32-byte seed. */
export function signingKeys(seed: Uint8Array): SigningKeys {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed);
  return { publicKey, secretKey: privateKey };
}

/** A 64-byte Ed25519 signature over a message in a domain. */
export function sign(secretKey: Uint8Array, domain: string, message: Uint8Array): Uint8Array {
  return sodium.crypto_sign_detached(inDomain(domain, message), secretKey);
}

/**
 * Whether a signature is good. libsodium's verdict is the only one: it refuses small-order keys and non-canonical encodings,
 * where other libraries differ, and two verdicts would split a cell for good.
 */
export function verify(publicKey: Uint8Array, domain: string, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  return sodium.crypto_sign_verify_detached(signature, inDomain(domain, message), publicKey);
}
