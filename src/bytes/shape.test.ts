import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Cbor } from './cbor.ts';
import { bool, bytes, bytesUpTo, hex, id, list, nullable, oneOf, record, type Shape, text, uint } from './shape.ts';

/** What a shape reads, what it does not. */
function reads<T>(shape: Shape<T>, good: readonly Cbor[], bad: readonly Cbor[]): void {
  for (const value of good) {
    const read = shape.read(value);
    assert.notEqual(read, undefined, JSON.stringify(value));
    assert.deepEqual(shape.write(read as T), value);
  }
  for (const value of bad) assert.equal(shape.read(value), undefined, JSON.stringify(value));
}

test('a shape reads what fits it, writes it back the same, and nothing else', () => {
  const octets = (size: number) => new Uint8Array(size).fill(7);
  reads(uint(9), [0, 9], [10, '1', null, true, [1]]);
  reads(bool, [true, false], [0, null, 'true']);
  reads(text(4), ['', 'abcd', 'éé'], ['abcde', 'ééé', 4, null]);
  reads(bytes(3), [octets(3)], [octets(2), octets(4), 'abc', [7, 7, 7]]);
  reads(bytesUpTo(3), [octets(0), octets(3)], [octets(4), '']);
  reads(hex(2), [octets(2)], [octets(3), '0707']);
  reads(id, [octets(32)], [octets(31), octets(33)]);
  reads<string | number>(oneOf<string | number>('a', 'b', 3), ['a', 'b', 3], ['c', 4, null, ['a']]);
  reads(nullable(uint(1)), [null, 0], [2, false]);
  reads(list(uint(1), 2), [[], [0, 1]], [[0, 0, 0], [2], 0, null, [[0]]]);
  reads(record<{ a: number; b: string }>({ a: uint(1), b: text(1) }), [[1, 'x']], [[1], [1, 'x', 1], ['x', 1], 1, null]);
});

test('a field is written in the order of the shape, whatever the order in the object', () => {
  assert.deepEqual(record<{ a: number; b: string }>({ a: uint(), b: text(9) }).write({ b: 'x', a: 1 }), [1, 'x']);
});

test('no shape throws, whatever it is given', () => {
  const value = fc.letrec<{ value: Cbor }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.maxSafeNat(),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array(),
      fc.array(tie('value')),
    ),
  })).value;
  const all = record<{ a: readonly string[] | null; b: string; c: { d: number; e: Uint8Array } | null }>({
    a: nullable(list(id, 3)),
    b: oneOf<string>('x', 'y'),
    c: nullable(record<{ d: number; e: Uint8Array }>({ d: uint(5), e: bytesUpTo(5) })),
  });
  fc.assert(fc.property(fc.oneof(value, fc.array(value, { minLength: 3, maxLength: 3 })), (given) => void all.read(given)));
});
