import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, encode, rfc8949EncodeOptions } from 'cborg';
import fc from 'fast-check';
import { canonicalEnd } from './canonical.ts';
import { type Cbor, decodeCbor, decodeCborPrefix, encodeCbor } from './cbor.ts';
import { LIMITS } from './limits.ts';
import { equalBytes } from './octets.ts';

const values = fc.letrec<{ value: Cbor }>((tie) => ({
  value: fc.oneof(
    { maxDepth: LIMITS.depth, withCrossShrink: true },
    fc.maxSafeNat(),
    fc.string({ unit: 'grapheme' }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 300 }),
    fc.array(tie('value'), { maxLength: 5 }),
  ),
})).value;

/** Bytes of a value with a few of them changed, put in or taken away. */
const nearlyGood = fc
  .tuple(values, fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('set', 'insert', 'remove')), { maxLength: 3 }))
  .map(([value, changes]) => {
    const octets = [...encodeCbor(value)];
    for (const [at, octet, what] of changes)
      octets.splice(at % (octets.length + 1), what === 'insert' ? 0 : 1, ...(what === 'remove' ? [] : [octet]));
    return Uint8Array.from(octets);
  });

/** The definition, plainly: good is what the codec reads and would write in just this way. */
function isGood(octets: Uint8Array): boolean {
  try {
    const value = decode(octets, { strict: true, allowIndefinite: false, allowUndefined: false, allowBigInt: false });
    return isOurs(value, 0) && equalBytes(encode(value, rfc8949EncodeOptions), octets);
  } catch {
    return false;
  }
}

function isOurs(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'boolean' || value instanceof Uint8Array) return true;
  // The codec swallows a byte order mark, and then the comparison fails where it should not.
  if (typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0;
  return Array.isArray(value) && depth < LIMITS.depth && value.every((item) => isOurs(item, depth + 1));
}

test('what is encoded is canonical and decodes to the same value', () => {
  fc.assert(
    fc.property(values, (value) => {
      const octets = encodeCbor(value);
      assert.equal(canonicalEnd(octets), octets.length);
      assert.deepEqual(decodeCbor(octets), { ok: true, value });
    }),
  );
});

test('bytes are accepted exactly if the plain definition accepts them', () => {
  fc.assert(
    fc.property(fc.oneof(nearlyGood, fc.uint8Array({ maxLength: 20 })), (octets) => {
      fc.pre(!Buffer.from(octets).includes('efbbbf', 'hex'));
      const decoded = decodeCbor(octets);
      assert.equal(decoded.ok, isGood(octets), octets.toHex());
      if (decoded.ok) assert.deepEqual(encodeCbor(decoded.value), octets);
    }),
    { numRuns: 3000 },
  );
});

test('a prefix ends where its value ends, whatever follows', () => {
  fc.assert(
    fc.property(values, fc.uint8Array(), (value, rest) => {
      const octets = Uint8Array.from([...encodeCbor(value), ...rest]);
      assert.deepEqual(decodeCborPrefix(octets), { ok: true, value: { value, rest } });
    }),
  );
});
