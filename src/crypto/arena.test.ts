import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concatBytes } from '../bytes/octets.ts';
import { blake2b, blake2bInto, keyedBlake2b, sealCommitted, unsealCommitted } from './arena.ts';
import { passphraseKey } from './passphrase.ts';
import { sodium } from './sodium.ts';

const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const parts = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 4 });
const NONCE = new Uint8Array(12);

/** The plain form, by the wrappers, of what the arena does by itself. */
function plainSeal(secret: Uint8Array, context: readonly Uint8Array[], plain: Uint8Array): Uint8Array {
  const derived = sodium.crypto_generichash(64, concatBytes(...context), secret);
  return concatBytes(
    derived.subarray(32),
    sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plain, null, null, NONCE, derived.subarray(0, 32)),
  );
}

test('hashes are those of the wrappers, whatever the parts', () => {
  fc.assert(
    fc.property(parts, key, fc.integer({ min: 16, max: 64 }), (message, secret, size) => {
      assert.deepEqual(blake2b(size, ...message), sodium.crypto_generichash(size, concatBytes(...message), null));
      const target = new Uint8Array(40).fill(7);
      blake2bInto(target, 5, ...message);
      assert.deepEqual(target, Uint8Array.of(7, 7, 7, 7, 7, ...blake2b(32, ...message), 7, 7, 7));
      assert.deepEqual(keyedBlake2b(size, secret, ...message), sodium.crypto_generichash(size, concatBytes(...message), secret));
    }),
  );
});

test('what is sealed is what the wrappers would seal, and opens unless a bit differs', () => {
  fc.assert(
    fc.property(key, parts, fc.uint8Array({ maxLength: 3000 }), fc.nat(), (secret, context, plain, flip) => {
      const sealed = sealCommitted(secret, context, plain);
      assert.deepEqual(new Uint8Array(sealed), plainSeal(secret, context, plain));
      assert.deepEqual(unsealCommitted(secret, context, sealed), plain);
      const broken = sealed.slice();
      broken[flip % broken.length] = (broken[flip % broken.length] as number) ^ (1 << (flip % 8));
      assert.equal(unsealCommitted(secret, context, broken), null);
    }),
  );
});

test('results stay as they are when others are made after them', () => {
  const secret = new Uint8Array(32).fill(1);
  const made = Array.from({ length: 500 }, (_, i) => {
    const plain = new Uint8Array(i).fill(i);
    const sealed = sealCommitted(secret, [Uint8Array.of(i >> 8, i)], plain);
    return { i, plain, sealed, again: unsealCommitted(secret, [Uint8Array.of(i >> 8, i)], sealed)?.slice(), hash: blake2b(32, plain) };
  });
  for (const { i, plain, sealed, again, hash } of made) {
    assert.deepEqual(again, plain);
    assert.deepEqual(new Uint8Array(sealed), plainSeal(secret, [Uint8Array.of(i >> 8, i)], plain));
    assert.deepEqual(hash, sodium.crypto_generichash(32, plain, null));
  }
});

test('room grows for what is large, and stands when the memory moves', () => {
  const secret = new Uint8Array(32).fill(2);
  for (const size of [65_535, 65_536, 65_537, 3_000_000, 10]) {
    const plain = new Uint8Array(size).fill(5);
    const sealed = sealCommitted(secret, [plain.subarray(0, 20)], plain);
    // Argon2id takes 64 MiB: the memory grows, and what pointed into the old one points nowhere.
    if (size === 65_537) passphraseKey('bread and salt', new Uint8Array(16));
    assert.deepEqual(unsealCommitted(secret, [plain.subarray(0, 20)], sealed), plain);
    assert.deepEqual(blake2b(32, plain), sodium.crypto_generichash(32, plain, null));
  }
});

test('a key of another length, or a hash of another size, is a mistake in the program', () => {
  assert.throws(() => sealCommitted(new Uint8Array(31), [], new Uint8Array(0)));
  assert.throws(() => keyedBlake2b(32, new Uint8Array(64)));
  assert.throws(() => blake2b(65));
});
