import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MESSAGE_BYTES } from '../../ports/network.ts';
import { FrameGatherer, FrameReader, WRITE_BYTES } from './frames.ts';

const size = fc.oneof(
  fc.constantFrom(0, 1, WRITE_BYTES - 5, WRITE_BYTES - 4, WRITE_BYTES, MESSAGE_BYTES),
  fc.integer({ min: 0, max: 2000 }),
);
const step = fc.oneof(
  { weight: 8, arbitrary: size },
  { weight: 1, arbitrary: fc.constant('heartbeat' as const) },
  { weight: 2, arbitrary: fc.constant('take' as const) },
);

test('whatever is gathered, and however it is cut up on its way, the same messages are read', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 40 }),
      fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 20 }),
      (steps, cuts) => {
        const gatherer = new FrameGatherer();
        const sent: Uint8Array[] = [];
        const writes: Uint8Array[] = [];
        const take = (): boolean => {
          const write = gatherer.take();
          if (write !== null) writes.push(write);
          return write !== null;
        };
        for (const [i, one] of steps.entries()) {
          if (one === 'take') take();
          else if (one === 'heartbeat') gatherer.addHeartbeat();
          else {
            const message = new Uint8Array(one).fill(i);
            gatherer.add(message);
            sent.push(message);
          }
        }
        while (take());
        assert.equal(gatherer.waiting, 0);
        assert.ok(writes.every((write) => write.length > 0 && write.length <= WRITE_BYTES));

        const read: Uint8Array[] = [];
        const reader = new FrameReader((message) => read.push(message));
        const bytes = Buffer.concat(writes);
        for (let from = 0, i = 0; from < bytes.length; i++) {
          const to = from + (cuts[i % cuts.length] ?? 1);
          assert.ok(reader.read(bytes.subarray(from, to)));
          from = to;
        }
        assert.deepEqual(read, sent);
      },
    ),
    { numRuns: 200 },
  );
});

test('a reader stops at a message that is too long, before it takes room for it', () => {
  const read: Uint8Array[] = [];
  const reader = new FrameReader((message) => read.push(message));
  assert.equal(reader.read(new Uint8Array([0, 0, 0, 1, 9, 0, 1, 0, 0])), true);
  assert.deepEqual(read, [new Uint8Array([9])]);
  assert.equal(new FrameReader(() => assert.fail()).read(new Uint8Array([0, 1, 0, 1])), false);
});
