import { sodium } from './sodium.ts';

/** Argon2id (RFC 9106) with 64 MiB and 3 passes, the second recommended option of section 4. */
export const PASSPHRASE_COST = { memory: 64 * 1024 * 1024, passes: 3 } as const;

/**
 * The 32-byte key of a passphrase.
 * @param passphrase any text; taken in NFKC, so that it is the same on every keyboard
 * @param salt 16 random bytes, kept beside what the key locks
 */
export function passphraseKey(passphrase: string, salt: Uint8Array): Uint8Array {
  const { memory, passes } = PASSPHRASE_COST;
  return sodium.crypto_pwhash(32, passphrase.normalize('NFKC'), salt, passes, memory, sodium.crypto_pwhash_ALG_ARGON2ID13);
}
