import { concatBytes } from '../bytes/octets.ts';
import { blake2b, sealCommitted, unsealCommitted } from './arena.ts';
import { sodium } from './sodium.ts';

// node src/crypto/crypto.bench.ts: what the arena saves against the wrappers, on the sizes of an entry of 200 bytes.
const RUNS = 100_000;
const NONCE = new Uint8Array(12);
const secret = new Uint8Array(32).fill(1);
const context = new Uint8Array(57).fill(2);
const plain = new Uint8Array(212).fill(3);
const parts = [context.subarray(0, 12), context];
const sealed = sealCommitted(secret, parts, plain);

function measure(name: string, byWrappers: () => unknown, byArena: () => unknown): void {
  const [wrappers, arena] = [byWrappers, byArena].map((run) => {
    for (let i = 0; i < RUNS / 10; i++) run();
    const began = performance.now();
    for (let i = 0; i < RUNS; i++) run();
    return ((performance.now() - began) * 1000) / RUNS;
  }) as [number, number];
  console.log(`${name.padEnd(8)} ${wrappers.toFixed(2)} µs by the wrappers, ${arena.toFixed(2)} µs in the arena`);
}

const derive = () => sodium.crypto_generichash(64, concatBytes(...parts), secret);
measure(
  'hash',
  () => sodium.crypto_generichash(32, concatBytes(context, sealed), null),
  () => blake2b(32, context, sealed),
);
measure(
  'seal',
  () => {
    const derived = derive();
    const ciphertext = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plain, null, null, NONCE, derived.subarray(0, 32));
    return concatBytes(derived.subarray(32), ciphertext);
  },
  () => sealCommitted(secret, parts, plain),
);
measure(
  'unseal',
  () => {
    const derived = derive();
    sodium.memcmp(derived.subarray(32), sealed.subarray(0, 32));
    return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed.subarray(32), null, NONCE, derived.subarray(0, 32));
  },
  () => unsealCommitted(secret, parts, sealed),
);
