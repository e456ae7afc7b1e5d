import { concatBytes, utf8 } from '../bytes/octets.ts';
import { hkdfExpand, hkdfExtract } from './hkdf.ts';
import { sodium } from './sodium.ts';

/** An X-Wing key pair (X25519 and ML-KEM-768 together), for sealing to one device. */
export interface SealingKeys {
  /** 1216 bytes. */
  readonly publicKey: Uint8Array;
  /** 32 bytes: the seed is the secret key. */
  readonly secretKey: Uint8Array;
}

/** Length of a sealing public key. */
export const SEALING_KEY_BYTES = 1216;
/** Length of the encapsulated key that stands before the ciphertext. */
export const ENCAPSULATED_BYTES = 1120;
/** Bytes that sealing to a device adds. */
export const HPKE_BYTES = ENCAPSULATED_BYTES + 16;
/** Random bytes that one sealing needs. */
export const HPKE_SEED_BYTES = 64;

// RFC 9180 section 7: KEM X-Wing (draft-connolly-cfrg-xwing-kem), KDF HKDF-SHA256, AEAD ChaCha20-Poly1305.
const SUITE = concatBytes(utf8('HPKE'), Uint8Array.of(0x64, 0x7a, 0x00, 0x01, 0x00, 0x03));
const VERSION = utf8('HPKE-v1');
const BASE_MODE = Uint8Array.of(0);
const NOTHING = new Uint8Array(0);

function labeledExtract(salt: Uint8Array, label: string, inputKey: Uint8Array): Uint8Array {
  return hkdfExtract(salt, concatBytes(VERSION, SUITE, utf8(label), inputKey));
}

function labeledExpand(key: Uint8Array, label: string, info: Uint8Array, size: number): Uint8Array {
  return hkdfExpand(key, concatBytes(Uint8Array.of(size >> 8, size & 255), VERSION, SUITE, utf8(label), info), size);
}

/** RFC 9180 section 5.1, key schedule in base mode; one message a context, so the base nonce is the nonce. */
function schedule(sharedSecret: Uint8Array, info: Uint8Array): { key: Uint8Array; nonce: Uint8Array } {
  const context = concatBytes(BASE_MODE, labeledExtract(NOTHING, 'psk_id_hash', NOTHING), labeledExtract(NOTHING, 'info_hash', info));
  const secret = labeledExtract(sharedSecret, 'secret', NOTHING);
  return { key: labeledExpand(secret, 'key', context, 32), nonce: labeledExpand(secret, 'base_nonce', context, 12) };
}

/** The sealing keys of a 32-byte seed. */
export function sealingKeys(seed: Uint8Array): SealingKeys {
  const { publicKey, privateKey } = sodium.crypto_kem_xwing_seed_keypair(seed);
  return { publicKey, secretKey: privateKey };
}

/**
 * Seals to a device: HPKE in base mode, single shot (RFC 9180 section 6.1).
 * @param seed `HPKE_SEED_BYTES` fresh random bytes
 * @param info what the sealing is bound to
 * @returns encapsulated key and ciphertext, or null for a public key that is none
 */
export function sealTo(publicKey: Uint8Array, info: Uint8Array, plain: Uint8Array, seed: Uint8Array): Uint8Array | null {
  if (publicKey.length !== SEALING_KEY_BYTES) return null;
  try {
    const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc_deterministic(publicKey, seed);
    const { key, nonce } = schedule(sharedSecret, info);
    return concatBytes(ciphertext, sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plain, NOTHING, null, nonce, key));
  } catch {
    return null;
  }
}

/** What `sealTo` sealed to this device with this `info`, or null. */
export function openSealed(secretKey: Uint8Array, info: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < HPKE_BYTES) return null;
  try {
    const sharedSecret = sodium.crypto_kem_xwing_dec(sealed.subarray(0, ENCAPSULATED_BYTES), secretKey);
    const { key, nonce } = schedule(sharedSecret, info);
    return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed.subarray(ENCAPSULATED_BYTES), NOTHING, nonce, key);
  } catch {
    return null;
  }
}
