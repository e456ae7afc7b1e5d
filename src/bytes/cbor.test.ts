import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Cbor, decodeCbor, decodeCborPrefix, decodeCborViews, encodeCbor } from './cbor.ts';
import { LIMITS } from './limits.ts';

const GOOD: readonly [Cbor, string][] = [
  [0, '00'],
  [23, '17'],
  [24, '1818'],
  [255, '18ff'],
  [256, '190100'],
  [65535, '19ffff'],
  [65536, '1a00010000'],
  [2 ** 32 - 1, '1affffffff'],
  [2 ** 32, '1b0000000100000000'],
  [Number.MAX_SAFE_INTEGER, '1b001fffffffffffff'],
  [false, 'f4'],
  [true, 'f5'],
  [null, 'f6'],
  ['', '60'],
  ['Brot', '6442726f74'],
  ['🌱', '64f09f8cb1'],
  ['\ufeffmark', '67efbbbf6d61726b'],
  [Uint8Array.of(), '40'],
  [Uint8Array.of(1, 2), '420102'],
  [[], '80'],
  [[1, [null, 'a']], '820182f66161'],
];

const BAD: readonly [string, string][] = [
  ['nothing at all', ''],
  ['a number longer than it needs to be', '1817'],
  ['a number longer than it needs to be', '1900ff'],
  ['a number longer than it needs to be', '1a0000ffff'],
  ['a number longer than it needs to be', '1b00000000ffffffff'],
  ['a number beyond 2^53 - 1', '1b0020000000000000'],
  ['a number that is cut off', '19ff'],
  ['a negative number', '20'],
  ['a map', 'a0'],
  ['a tag', 'c000'],
  ['a float', 'f93c00'],
  ['undefined', 'f7'],
  ['a simple value that means nothing', 'f8ff'],
  ['bytes of open length', '5f4101ff'],
  ['an array of open length', '9f01ff'],
  ['a reserved length', '1c'],
  ['bytes that are cut off', '4301'],
  ['a text that is cut off', '6361'],
  ['an array that is cut off', '8201'],
  ['an array that says it is huge', '9b001fffffffffffff'],
  ['a length longer than it needs to be', '580101'],
  ['broken UTF-8', '61ff'],
  ['an overlong letter', '62c0af'],
  ['half of a surrogate pair', '63eda080'],
  ['something behind the value', '0000'],
];

test('each value has one encoding, and is read back from it', () => {
  for (const [value, octets] of GOOD) {
    assert.equal(encodeCbor(value).toHex(), octets);
    assert.deepEqual(decodeCbor(Uint8Array.fromHex(octets)), { ok: true, value });
    assert.deepEqual(decodeCborViews(Uint8Array.fromHex(octets)), { ok: true, value });
  }
});

test('whatever would not be written is refused', () => {
  for (const [why, octets] of BAD) {
    assert.deepEqual(decodeCbor(Uint8Array.fromHex(octets)), { ok: false, reason: 'not-canonical' }, why);
    assert.deepEqual(decodeCborViews(Uint8Array.fromHex(octets)), { ok: false, reason: 'not-canonical' }, why);
  }
});

test('arrays lie in arrays to the limit and no deeper, so that no stack decides what is good', () => {
  const nested = (depth: number) => Uint8Array.from([...Array(depth - 1).fill(0x81), 0x80]);
  assert.equal(decodeCbor(nested(LIMITS.depth)).ok, true);
  assert.equal(decodeCbor(nested(LIMITS.depth + 1)).ok, false);
  assert.equal(decodeCbor(nested(100_000)).ok, false);
});

test('a value is read from the front, and what stands behind it is given back', () => {
  const prefix = decodeCborPrefix(Uint8Array.fromHex('8101f4f4'));
  assert.ok(prefix.ok);
  assert.deepEqual(prefix.value.value, [1]);
  assert.equal(prefix.value.rest.toHex(), 'f4f4');
});

test('copies stand by themselves, views lie in what was read', () => {
  const octets = Uint8Array.fromHex('420102');
  const [copy, view] = [decodeCbor(octets), decodeCborViews(octets)];
  octets[1] = 9;
  assert.deepEqual(copy, { ok: true, value: Uint8Array.of(1, 2) });
  assert.deepEqual(view, { ok: true, value: Uint8Array.of(9, 2) });
});

test('a Buffer is read and written like any other bytes', () => {
  const octets = Buffer.from('83420102', 'hex');
  const whole = Buffer.concat([octets, Buffer.from('6161', 'hex'), Buffer.from(encodeCbor('long'.repeat(100)))]);
  const copy = decodeCbor(whole);
  assert.ok(copy.ok);
  whole.fill(0);
  assert.deepEqual(copy.value, [Uint8Array.of(1, 2), 'a', 'long'.repeat(100)]);
  assert.equal(encodeCbor(copy.value).constructor, Uint8Array);
});
