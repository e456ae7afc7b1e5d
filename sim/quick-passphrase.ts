import sodium from 'libsodium-wrappers-sumo';

/**
 * Argon2id takes most of a second, on purpose, and a world starts hundreds of devices. In the simulator a plain hash stands in for it, the one piece
 * of the program that is not the real one; `src/crypto/crypto.test.ts` tests the real one.
 */
export function hurryPassphrases(): void {
  const quick = (size: number, passphrase: string | Uint8Array, salt: Uint8Array): Uint8Array =>
    sodium.crypto_generichash(size, passphrase, salt);
  Object.assign(sodium, { crypto_pwhash: quick });
}
