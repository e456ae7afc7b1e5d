import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LIMITS } from '../bytes/limits.ts';
import { ArrivalHeap } from './arrival-heap.ts';
import { SYNC } from './limits.ts';
import { decodeMessage, type Part } from './messages.ts';
import { PartJoiner, PartPacker } from './parts.ts';

const LARGEST_ENTRY = LIMITS.headBytes + LIMITS.bodyBytes + 64;
const size = fc.oneof({ weight: 5, arbitrary: fc.nat(600) }, { weight: 1, arbitrary: fc.nat(LARGEST_ENTRY) });
const run = fc.record({
  from: fc.nat(10_000),
  sizes: fc.array(size, { minLength: 1, maxLength: 40 }),
  cuts: fc.array(fc.nat(40), { maxLength: 3 }),
});

test('runs of any size, packed in any pieces, fit their messages and come out whole and in order', () => {
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 12 }), (runs) => {
      const packer = new PartPacker();
      const messages: Uint8Array[] = [];
      const put = runs.map(({ from, sizes, cuts }, i) => {
        const entries = sizes.slice(0, LIMITS.signedEvery - (from % LIMITS.signedEvery)).map((length, n) => new Uint8Array(length).fill(n));
        const log = i.toString(16).padStart(64, '0');
        const signature = new Uint8Array(64).fill(i);
        const ends = [...new Set([...cuts.map((cut) => cut % entries.length), entries.length])]
          .filter((end) => end > 0)
          .sort((a, b) => a - b);
        let begin = 0;
        for (const end of ends) {
          packer.add(log, from + begin, entries.slice(begin, end), end === entries.length ? signature : null);
          messages.push(...packer.take());
          begin = end;
        }
        return { log, from, entries, signature };
      });
      messages.push(...packer.finish());
      const joiner = new PartJoiner();
      const got = messages.flatMap((octets) => {
        assert.ok(octets.length <= SYNC.messageBytes);
        const message = decodeMessage(octets, 1);
        assert.ok(message.ok && message.value.type === 'parts');
        return message.value.parts.flatMap((part) => {
          const joined = joiner.add(part);
          assert.ok(joined.ok, JSON.stringify(joined));
          return joined.value === null ? [] : [{ ...joined.value, log: joined.value.log.toHex() }];
        });
      });
      assert.deepEqual(got, put);
    }),
    { numRuns: 60 },
  );
});

test('what is sent unasked stays in one piece, so it may come between the pieces of something else', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(3000), { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 20 }), (runs) => {
      const packer = new PartPacker();
      for (const [i, sizes] of runs.entries())
        packer.addWhole(
          i.toString(16).padStart(64, '0'),
          0,
          sizes.map((length) => new Uint8Array(length)),
          new Uint8Array(64),
        );
      for (const octets of packer.finish()) {
        const message = decodeMessage(octets, 1);
        assert.ok(message.ok && message.value.type === 'parts' && octets.length <= SYNC.messageBytes);
        assert.ok(message.value.parts.every(({ signature }) => signature !== null));
      }
    }),
    { numRuns: 60 },
  );
});

test('whatever parts come, what is kept of them is less than one segment', () => {
  const part: fc.Arbitrary<Part> = fc.record({
    log: fc.constantFrom('a'.repeat(64), 'b'.repeat(64)),
    from: fc.nat(300),
    entries: fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 30 }),
    signature: fc.constantFrom(null, new Uint8Array(64)),
  });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const joiner = new PartJoiner();
      for (const one of parts) {
        const joined = joiner.add(one);
        if (!joined.ok) return;
        if (joined.value !== null) assert.ok(joined.value.entries.length <= LIMITS.signedEvery);
      }
    }),
  );
});

test('the heap gives back what it was given, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), (arrivals) => {
      const heap = new ArrivalHeap<{ arrival: number }>();
      for (const arrival of arrivals) heap.push({ arrival });
      const out: number[] = [];
      for (let next = heap.pop(); next !== undefined; next = heap.pop()) out.push(next.arrival);
      assert.deepEqual(
        out,
        arrivals.toSorted((a, b) => a - b),
      );
      assert.equal(heap.size, 0);
    }),
  );
});

test('entries stay in the message in which they came, and the signature, which is kept, does not', () => {
  const packer = new PartPacker();
  packer.add('ab'.repeat(32), 0, [new Uint8Array(400)], new Uint8Array(64).fill(3));
  const [message] = packer.finish();
  assert.ok(message !== undefined);
  const decoded = decodeMessage(message, SYNC.version);
  assert.ok(decoded.ok && decoded.value.type === 'parts');
  const segment = new PartJoiner().add(decoded.value.parts[0] as Part);
  assert.ok(segment.ok && segment.value !== null);
  const { entries, signature } = segment.value;
  assert.equal(entries[0]?.buffer, message.buffer);
  assert.deepEqual([signature, signature.buffer.byteLength], [new Uint8Array(64).fill(3), 64]);
});
