import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from './fuzzing/fuzzing.ts';

test('hostile input harms nobody, and a seed gives the same input and the same answers twice', async () => {
  const [first, again] = [await fuzz(1500, 2), await fuzz(1500, 2)];
  assert.deepEqual(first.findings, []);
  const answers = ({ lines }: typeof first) => lines.filter((line) => !line.includes(' ms ') && !line.startsWith('memory'));
  assert.ok(answers(first).length > 20);
  assert.deepEqual(answers(first), answers(again));
});
