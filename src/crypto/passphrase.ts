import { sodium } from './sodium.ts';

/** What one guess at a passphrase costs: memory in bytes, and passes over it. */
export interface PassphraseCost {
  readonly memory: number;
  readonly passes: number;
}

/** Argon2id (RFC 9106) with 64 MiB and 3 passes, the second recommended option of section 4. */
export const PASSPHRASE_COST: PassphraseCost = { memory: 64 * 1024 * 1024, passes: 3 };

/** The least that Argon2id takes. Only for what never leaves this process's memory, where the key itself lies beside it. */
export const LEAST_PASSPHRASE_COST: PassphraseCost = { memory: 8192, passes: 1 };

/**
 * The 32-byte key of a passphrase.
 * @param passphrase any text; taken in NFKC, so that it is the same on every keyboard
 * @param salt 16 random bytes, kept beside what the key locks
 */
export function passphraseKey(passphrase: string, salt: Uint8Array, { memory, passes } = PASSPHRASE_COST): Uint8Array {
  return sodium.crypto_pwhash(32, passphrase.normalize('NFKC'), salt, passes, memory, sodium.crypto_pwhash_ALG_ARGON2ID13);
}
