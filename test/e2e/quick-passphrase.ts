// Preloaded into the processes of a device whose passphrase is none of what is tried: a guess at it costs the least that Argon2id takes.
import { LEAST_PASSPHRASE_COST } from '../../src/crypto/passphrase.ts';
import { sodium } from '../../src/crypto/sodium.ts';

const hash = sodium.crypto_pwhash;
const { passes, memory } = LEAST_PASSPHRASE_COST;
sodium.crypto_pwhash = ((length: number, passphrase: string, salt: Uint8Array, _passes: number, _memory: number, algorithm: number) =>
  hash(length, passphrase, salt, passes, memory, algorithm)) as typeof hash;
