import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { openingShape, recordOpening } from './opening.ts';
import type { Record } from './record.ts';
import { SHOWN, Stories } from './stories.ts';
import { World } from './world.fixture.ts';

const ID = 'ab'.repeat(32);

test('LIMITS.topicBytes: a topic of a chain', () => {
  const read = (size: number) =>
    openingShape.read(openingShape.write({ device: ID, lane: 'talk', topic: 'x'.repeat(size), turn: 0 })) !== undefined;
  assert.deepEqual([read(LIMITS.topicBytes), read(LIMITS.topicBytes + 1)], [true, false]);
});

/** Learns of a fork of a log at a place, and says of how many stories that was. */
function learnAt(record: Record, log: string, seq: number, device = ID): number {
  const branch = (byte: number) => ({ contents: [new Uint8Array(32).fill(byte)], signature: new Uint8Array(64) });
  return record.learnFork({ log, device, seq, previous: ID, branches: [branch(1), branch(2)] }).length;
}

const nth = (n: number): string => n.toString(16).padStart(64, '0');

test('LIMITS.stories: of a log that was told in more stories, those that were proved first are kept', () => {
  const record = new World().record();
  for (let n = 0; n < LIMITS.stories / 2; n++) assert.equal(learnAt(record, nth(1), n), 2);
  assert.equal(learnAt(record, nth(1), LIMITS.stories / 2), 0);
  assert.equal(learnAt(record, nth(2), 0), 2, 'of another log');
});

test('LIMITS.storiesOfDevice: who tells stories in ever more channels fills no memory, and their record has its own room', () => {
  const record = new World().record();
  for (let n = 0; n < LIMITS.storiesOfDevice / 2; n++) assert.equal(learnAt(record, nth(n), 0), 2);
  assert.equal(learnAt(record, nth(LIMITS.storiesOfDevice), 0), 0);
  assert.equal(learnAt(record, idOf(record.logOf(recordOpening(bytesOf(ID)))), 0), 2);
  assert.equal(learnAt(record, nth(LIMITS.storiesOfDevice), 0, nth(1)), 2, 'of another device');
});

test('LIMITS.allStories: of more than that no story is taken', () => {
  const record = new World().record();
  for (let n = 0; n < LIMITS.allStories / 2; n++) assert.equal(learnAt(record, nth(n), 0, nth(n)), 2);
  assert.equal(learnAt(record, nth(LIMITS.allStories), 0, nth(LIMITS.allStories)), 0);
});

test('a second story is shown once; one too many of its device is not shown at all, and only so many are remembered', () => {
  const stories = new Stories();
  const of = { log: nth(1), device: ID };
  const wasShown = (n: number): boolean => stories.wasShown(nth(n), of, nth(2));
  assert.deepEqual([wasShown(0), wasShown(0)], [false, true]);
  for (let n = 1; n <= SHOWN; n++) assert.equal(wasShown(n), false);
  assert.deepEqual([wasShown(SHOWN), wasShown(0)], [true, false]);
  const branch = (byte: number) => ({ contents: [new Uint8Array(32).fill(byte)], signature: new Uint8Array(64) });
  for (let seq = 0; seq < LIMITS.stories / 2; seq++) stories.learn({ ...of, seq, previous: ID, branches: [branch(1), branch(2)] }, nth(2));
  assert.equal(wasShown(SHOWN + 1), true);
});
