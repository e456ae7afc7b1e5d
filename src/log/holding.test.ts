import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../bytes/limits.ts';
import { heldEntries } from './holding.ts';
import { World } from './world.fixture.ts';
import { segmentsOf } from './writing.ts';

/** A message of so many bytes, and views of it. */
const viewsOf = (size: number, lengths: readonly number[]): Uint8Array[] => {
  const message = new Uint8Array(size).fill(7);
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return message.subarray(at - length, at);
  });
};

test('entries that fill most of their messages stay there, and count for all that they hold on to', () => {
  const views = [...viewsOf(1000, [400, 400]), ...viewsOf(1000, [200])];
  const { entries, share } = heldEntries(views);
  assert.equal(entries, views);
  assert.equal(share, 2);
});

test('entries that are little of their messages are taken out of them', () => {
  const views = viewsOf(65536, [400, 300]);
  const { entries, share } = heldEntries(views);
  assert.deepEqual(entries, views);
  assert.deepEqual(
    entries.map(({ buffer }) => buffer.byteLength),
    [400, 300],
  );
  assert.equal(share, 1);
  assert.deepEqual(heldEntries([]), { entries: [], share: 1 });
});

test('what waits counts for all the memory that it holds on to', () => {
  const world = new World('held');
  const [ana, bo] = [world.device(), world.device()];
  bo.write(['missing']);
  ana.hear(bo);
  const record = world.record();
  let refused: string | null = null;
  let held = 0;
  while (refused === null && held < 2 * LIMITS.waitingBytes) {
    const [segment] = segmentsOf(ana.write(['x'.repeat(40_000)]));
    assert.ok(segment !== undefined);
    const [bytes] = segment.entries as [Uint8Array];
    const message = new Uint8Array(3 * bytes.length);
    message.set(bytes);
    ({ refused } = record.receive({ ...segment, entries: [message.subarray(0, bytes.length)] }));
    if (refused === null) held += message.length;
  }
  assert.equal(refused, 'too-many-waiting');
  assert.ok(held <= LIMITS.waitingBytes && held > LIMITS.waitingBytes - 200_000, `${held} bytes`);
});
