import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LIMITS } from '../bytes/limits.ts';
import { concatBytes, equalBytes } from '../bytes/octets.ts';
import { padmeSize } from '../bytes/padme.ts';
import { hash } from '../crypto/hash.ts';
import {
  bodyDigest,
  decodeEntry,
  decodeEntryByShape,
  ENTRY_BYTES,
  encodeEntry,
  hashContent,
  hashEntry,
  linkContent,
  type SealedEntry,
} from './entry.ts';
import { eraseBody } from './erasure.ts';
import { decodeHead, decodeHeadByShape, encodeHead, type Head } from './head.ts';
import { LANES } from './lane.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const hex = (length: number) => bytes(length).map((octets) => octets.toHex());

const PLAIN = { noNullPrototype: true } as const;

const entries: fc.Arbitrary<SealedEntry> = fc
  .record({
    epoch: hex(4),
    salt: bytes(16),
    head: fc.uint8Array({ minLength: 48, maxLength: 300 }),
    size: fc.nat(2000),
    fill: fc.nat(255),
    erased: fc.boolean(),
    hash: bytes(32),
  })
  .map(({ size, fill, erased, hash, ...rest }) => {
    const padded = padmeSize(rest.head.length - 48 + size, LIMITS.paddingFloor) - (rest.head.length - 48) + 48;
    return { version: 1, ...rest, body: erased ? { size: padded, hash } : new Uint8Array(padded).fill(fill) };
  });

const heads: fc.Arbitrary<Head> = fc.record(
  {
    opening: fc.option(
      fc.record(
        { device: hex(32), lane: fc.constantFrom(...LANES), topic: fc.string({ unit: 'grapheme', maxLength: 8 }), turn: fc.maxSafeNat() },
        PLAIN,
      ),
    ),
    deps: fc.uniqueArray(hex(32), { maxLength: 5 }).map((ids) => ids.sort()),
    lamport: fc.nat(LIMITS.lamport),
    charter: fc.option(hex(32)),
    circle: hex(8),
    bodyEpoch: hex(4),
    time: fc.nat(LIMITS.time),
  },
  PLAIN,
);

/** A few bytes changed, put in or taken away. */
const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom(0, 1)), { minLength: 1, maxLength: 3 });
function change(octets: Uint8Array, wrong: readonly (readonly [number, number, number])[]): Uint8Array {
  const changed = [...octets];
  for (const [at, octet, removed] of wrong) changed.splice(at % changed.length, removed, octet);
  return Uint8Array.from(changed);
}

test('an entry goes to its compact form and back', () => {
  fc.assert(
    fc.property(entries, (entry) => {
      const octets = encodeEntry(entry);
      assert.ok(octets.length <= ENTRY_BYTES);
      assert.deepEqual(decodeEntry(octets), { ok: true, value: entry });
    }),
  );
});

test('changed or chance bytes are refused, or are the one form of another entry', () => {
  const near = fc.tuple(entries, changes).map(([entry, wrong]) => change(encodeEntry(entry), wrong));
  fc.assert(
    fc.property(fc.oneof(near, fc.uint8Array()), (octets) => {
      const entry = decodeEntry(octets);
      if (entry.ok) assert.ok(equalBytes(encodeEntry(entry.value), octets));
      assert.deepEqual(entry, decodeEntryByShape(octets));
    }),
    { numRuns: 1000 },
  );
});

test('a head goes to bytes and back; changed or chance bytes are refused, or are the one form of another head', () => {
  fc.assert(fc.property(heads, (head) => assert.deepEqual(decodeHead(encodeHead(head)), { ok: true, value: head })));
  const near = fc.tuple(heads, changes).map(([head, wrong]) => change(encodeHead(head), wrong));
  fc.assert(
    fc.property(fc.oneof(near, fc.uint8Array()), (octets) => {
      const head = decodeHead(octets);
      if (head.ok) assert.ok(equalBytes(encodeHead(head.value), octets));
      assert.deepEqual(head, decodeHeadByShape(octets));
    }),
    { numRuns: 1000 },
  );
});

/** The hash as design/log.md spells it out, byte by byte. */
function plainHash(log: Uint8Array, seq: number, previous: Uint8Array, entry: SealedEntry): Uint8Array {
  const number = (value: number, width: number) => Uint8Array.fromHex(value.toString(16).padStart(2 * width, '0'));
  const digest = bodyDigest(entry.body);
  const frame = [
    number(entry.version, 1),
    Uint8Array.fromHex(entry.epoch),
    entry.salt,
    number(entry.head.length, 4),
    number(digest.size, 4),
    digest.hash,
  ];
  const content = hash('moot/content', concatBytes(...frame, entry.head));
  return hash('moot/entry', concatBytes(log, number(seq, 8), previous, content));
}

test('the hash of an entry is the one that is specified, whether its body is there or erased', () => {
  fc.assert(
    fc.property(entries, fc.maxSafeNat(), bytes(32), bytes(32), (entry, seq, log, previous) => {
      const expected = plainHash(log, seq, previous, entry);
      assert.deepEqual(hashEntry(log, seq, previous, entry), expected);
      assert.deepEqual(linkContent(log, seq, previous, hashContent(entry)), expected);
      const erased = decodeEntry(eraseBody(encodeEntry(entry)));
      assert.ok(erased.ok);
      assert.deepEqual(hashEntry(log, seq, previous, erased.value), expected);
    }),
  );
});

test('whatever differs in an entry or its place differs in the hash', () => {
  fc.assert(
    fc.property(entries, fc.nat(1000), bytes(32), bytes(32), (entry, seq, log, previous) => {
      const whole = bodyDigest(entry.body);
      const flip = (octets: Uint8Array) => octets.map((value, i) => (i === 0 ? value ^ 1 : value));
      const hashes = [
        hashEntry(log, seq, previous, entry),
        hashEntry(flip(log), seq, previous, entry),
        hashEntry(log, seq + 1, previous, entry),
        hashEntry(log, seq + 2 ** 32, previous, entry),
        hashEntry(log, seq, flip(previous), entry),
        hashEntry(log, seq, previous, { ...entry, version: 2 }),
        hashEntry(log, seq, previous, { ...entry, epoch: flip(Uint8Array.fromHex(entry.epoch)).toHex() }),
        hashEntry(log, seq, previous, { ...entry, salt: flip(entry.salt) }),
        hashEntry(log, seq, previous, { ...entry, head: flip(entry.head) }),
        hashEntry(log, seq, previous, { ...entry, head: concatBytes(entry.head, Uint8Array.of(0)) }),
        hashEntry(log, seq, previous, { ...entry, body: { ...whole, size: whole.size + 1 } }),
        hashEntry(log, seq, previous, { ...entry, body: { ...whole, hash: flip(whole.hash) } }),
      ];
      assert.equal(new Set(hashes.map((octets) => octets.toHex())).size, hashes.length);
    }),
  );
});
