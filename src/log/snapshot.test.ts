import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { LIMITS } from '../bytes/limits.ts';
import type { Verdict } from '../bytes/verdict.ts';
import { WHOLE_CELL } from './lane.ts';
import { decodeSnapshot, encodeSnapshot, type KeptLog, type Snapshot } from './snapshot.ts';

const idOfAll = (letter: string): string => letter.repeat(64);

const sleeper = (seq: number) => ({
  id: idOfAll('a'),
  seq,
  lamport: seq + 3,
  past: { scope: [0, 4], record: [2] },
  charter: idOfAll('c'),
  circle: WHOLE_CELL,
  time: 1_790_000_000,
  arrival: seq + 2,
});

const RECORD: KeptLog = {
  opening: { device: idOfAll('d'), lane: 'record', topic: '', turn: 0 },
  length: 2,
  tip: idOfAll('e'),
  base: 0,
  known: [],
};
const TALK: KeptLog = {
  opening: { device: idOfAll('d'), lane: 'talk', topic: 'everyone', turn: 2900 },
  length: 5,
  tip: idOfAll('f'),
  base: 4,
  known: [sleeper(1), sleeper(3)],
};
const SNAPSHOT: Snapshot = { logs: [RECORD, TALK], order: [0, 0, 1] };

const reason = (verdict: Verdict<unknown>): string | null => (verdict.ok ? null : verdict.reason);
const written = (snapshot: Snapshot): Uint8Array => encodeSnapshot(snapshot) ?? assert.fail('a snapshot that is small enough');

test('a snapshot comes back from its bytes as it was', () => {
  const read = decodeSnapshot(written(SNAPSHOT));
  assert.ok(read.ok);
  assert.deepEqual(read.value, SNAPSHOT);
});

test('one of another format or other rules is known as such, however it goes on', () => {
  const value = decodeCbor(written(SNAPSHOT));
  assert.ok(value.ok && Array.isArray(value.value));
  const [version, fold, ...rest] = value.value;
  assert.deepEqual([version, fold], [1, 1]);
  for (const other of [[2, fold, ...rest], [version, 2, ...rest], [2, 'anything'], []])
    assert.equal(reason(decodeSnapshot(encodeCbor(other))), 'snapshot-of-another-version');
});

test('numbers that do not go together are no snapshot', () => {
  const wrong: readonly Snapshot[] = [
    { logs: [RECORD, TALK], order: [0, 0] },
    { logs: [RECORD, TALK], order: [0, 0, 1, 1] },
    { logs: [RECORD, TALK], order: [0, 0, 2] },
    { logs: [RECORD, { ...TALK, known: [] }], order: [0, 0, 1] },
    { logs: [RECORD, { ...TALK, known: [sleeper(1)] }], order: [0, 0, 1] },
    { logs: [RECORD, { ...TALK, known: [sleeper(3), sleeper(3)] }], order: [0, 0, 1] },
    { logs: [RECORD, { ...TALK, known: [sleeper(3), sleeper(4)] }], order: [0, 0, 1] },
    { logs: [RECORD, { ...TALK, length: 3 }], order: [0, 0] },
    { logs: [{ ...RECORD, length: 0 }, TALK], order: [1] },
    // Nothing but talk sleeps.
    { logs: [{ ...RECORD, base: 2, known: [sleeper(1)] }, TALK], order: [1] },
  ];
  for (const snapshot of wrong) assert.equal(reason(decodeSnapshot(written(snapshot))), 'snapshot-malformed');
});

test('LIMITS.snapshotBytes: a snapshot that would be larger is not kept, and none is read', () => {
  const ofSize = (count: number): Snapshot => ({ logs: [{ ...RECORD, length: count }, TALK], order: [...new Array(count).fill(0), 1] });
  const half = LIMITS.snapshotBytes / 2;
  const count = LIMITS.snapshotBytes - (written(ofSize(half)).length - half);
  const largest = written(ofSize(count));
  assert.equal(largest.length, LIMITS.snapshotBytes);
  assert.equal(reason(decodeSnapshot(largest)), null);
  assert.equal(encodeSnapshot(ofSize(count + 1)), null);
  assert.equal(reason(decodeSnapshot(new Uint8Array(LIMITS.snapshotBytes + 1))), 'snapshot-too-large');
});

test('whatever bytes come, they are a snapshot or a reason', () => {
  const bytes = written(SNAPSHOT);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), fc.nat(bytes.length), (at, byte, end) => {
      for (const changed of [bytes.with(at, byte), bytes.subarray(0, end)]) {
        const read = decodeSnapshot(changed);
        if (read.ok) assert.deepEqual(encodeSnapshot(read.value), changed);
      }
    }),
  );
});
