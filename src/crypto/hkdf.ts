import { concatBytes } from '../bytes/octets.ts';
import { sodium } from './sodium.ts';

function hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  // The streaming form takes keys of any length, as HMAC is defined; the one-shot form insists on 32 bytes.
  const state = sodium.crypto_auth_hmacsha256_init(key);
  sodium.crypto_auth_hmacsha256_update(state, message);
  return sodium.crypto_auth_hmacsha256_final(state);
}

/** HKDF-Extract with SHA-256 (RFC 5869 section 2.2): 32 bytes. */
export function hkdfExtract(salt: Uint8Array, inputKey: Uint8Array): Uint8Array {
  return hmac(salt.length === 0 ? new Uint8Array(32) : salt, inputKey);
}

/** HKDF-Expand with SHA-256 (RFC 5869 section 2.3). @param size at most 255 × 32 bytes */
export function hkdfExpand(key: Uint8Array, info: Uint8Array, size: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  let block: Uint8Array = new Uint8Array(0);
  for (let i = 1; blocks.length * 32 < size; i++) {
    block = hmac(key, concatBytes(block, info, Uint8Array.of(i)));
    blocks.push(block);
  }
  return concatBytes(...blocks).slice(0, size);
}
