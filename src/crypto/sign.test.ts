import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concatBytes } from '../bytes/octets.ts';
import { inDomain } from './hash.ts';
import { sign, signingKeys, verify } from './sign.ts';
import { sodium } from './sodium.ts';

// Attack 15: keys and signatures that libraries differ about. One verdict, for it would split a cell for good if two devices had two.

const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const P = 2n ** 255n - 19n;

function littleEndian(number: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((number >> BigInt(8 * i)) & 255n));
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytes.toReversed().toHex()}`);
}

/** The eight points of small order, and all other ways of writing them (Cremers and Jackson, "Prime, Order Please!", table of small-order points). */
const ORDER_8 = Uint8Array.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
const SMALL_ORDER: readonly Uint8Array[] = [
  littleEndian(1n),
  littleEndian(1n + (1n << 255n)),
  littleEndian(0n),
  littleEndian(1n << 255n),
  littleEndian(P - 1n),
  littleEndian(P - 1n + (1n << 255n)),
  littleEndian(P),
  littleEndian(P + (1n << 255n)),
  littleEndian(P + 1n),
  littleEndian(P + 1n + (1n << 255n)),
  ORDER_8,
  Uint8Array.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85'),
  Uint8Array.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'),
  Uint8Array.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'),
];

const keys = signingKeys(new Uint8Array(32).fill(7));
const message = Uint8Array.of(1, 2, 3);
const signature = sign(keys.secretKey, 'test', message);

test('a key of small order signs for nobody, however it is written', () => {
  for (const key of SMALL_ORDER) {
    // With such a key, this signature would be good for every eighth message at least.
    const forged = concatBytes(littleEndian(1n), littleEndian(0n));
    for (let i = 0; i < 16; i++) assert.equal(verify(key, 'test', Uint8Array.of(i), forged), false, key.toHex());
  }
});

test('a signature whose first half is of small order is refused', () => {
  for (const point of SMALL_ORDER) assert.equal(verify(keys.publicKey, 'test', message, concatBytes(point, signature.subarray(32))), false);
});

test('a signature has one second half: adding the order of the group is refused', () => {
  const s = numberOf(signature.subarray(32));
  for (const times of [1n, 2n, 7n]) {
    const other = s + times * L;
    assert.equal(verify(keys.publicKey, 'test', message, concatBytes(signature.subarray(0, 32), littleEndian(other))), false);
  }
});

test('a key that is written with a number beyond the field is refused', () => {
  for (let y = 0n; y < 19n; y++) {
    for (const sign of [0n, 1n << 255n]) assert.equal(verify(littleEndian(P + y + sign), 'test', message, signature), false);
  }
});

test('with a mixed-order key a signature is good exactly if the equation holds without the cofactor', () => {
  const mixed = sodium.crypto_core_ed25519_add(keys.publicKey, ORDER_8);
  const scalar = sodium.crypto_hash_sha512(new Uint8Array(32).fill(7)).slice(0, 32);
  scalar[0] = (scalar[0] as number) & 248;
  scalar[31] = ((scalar[31] as number) & 127) | 64;
  const secret = sodium.crypto_core_ed25519_scalar_reduce(concatBytes(scalar, new Uint8Array(32)));
  const verdicts = { true: 0, false: 0 };
  for (let i = 0; i < 64; i++) {
    const text = Uint8Array.of(i);
    const r = littleEndian(BigInt(i) * 1234567n + 1n);
    const point = sodium.crypto_scalarmult_ed25519_base_noclamp(r);
    const digest = sodium.crypto_hash_sha512(concatBytes(point, mixed, inDomain('test', text)));
    const challenge = sodium.crypto_core_ed25519_scalar_reduce(digest);
    const s = sodium.crypto_core_ed25519_scalar_add(r, sodium.crypto_core_ed25519_scalar_mul(challenge, secret));
    const verdict = verify(mixed, 'test', text, concatBytes(point, s));
    // The part of small order falls away only where the challenge is a multiple of eight.
    assert.equal(verdict, ((challenge[0] as number) & 7) === 0, `message ${i}`);
    verdicts[`${verdict}`]++;
  }
  assert.ok(verdicts.true > 0 && verdicts.false > 0);
});

test('any change of key, domain, message or signature makes it bad, and nothing throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 100 }), fc.nat(511), (seed, text, bit) => {
      const own = signingKeys(seed);
      const good = sign(own.secretKey, 'test', text);
      assert.equal(verify(own.publicKey, 'test', text, good), true);
      assert.equal(verify(own.publicKey, 'tes', concatBytes(Uint8Array.of(116), text), good), false);
      assert.equal(verify(own.publicKey, 'test', concatBytes(text, Uint8Array.of(0)), good), false);
      const broken = good.slice();
      broken[bit >> 3] = (broken[bit >> 3] as number) ^ (1 << (bit & 7));
      assert.equal(verify(own.publicKey, 'test', text, broken), false);
    }),
    { numRuns: 50 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 70 }), (key, garbage) => {
      assert.equal(verify(key, 'test', message, garbage), false);
    }),
  );
});
