import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../bytes/limits.ts';
import { openingShape } from './opening.ts';
import { World } from './world.fixture.ts';

const ID = 'ab'.repeat(32);

test('LIMITS.topicBytes: a topic of a chain', () => {
  const read = (size: number) =>
    openingShape.read(openingShape.write({ device: ID, lane: 'talk', topic: 'x'.repeat(size), turn: 0 })) !== undefined;
  assert.deepEqual([read(LIMITS.topicBytes), read(LIMITS.topicBytes + 1)], [true, false]);
});

test('LIMITS.stories: of a log that was told in more stories, those that were proved first are kept', () => {
  const record = new World().record();
  const branch = (byte: number) => ({ contents: [new Uint8Array(32).fill(byte)], signature: new Uint8Array(64) });
  const learn = (n: number) =>
    record.learnFork({ log: ID, device: ID, seq: n, previous: ID, branches: [branch(2 * n), branch(2 * n + 1)] }).length;
  for (let n = 0; n < LIMITS.stories / 2; n++) assert.equal(learn(n), 2);
  assert.equal(learn(LIMITS.stories / 2), 0);
});
