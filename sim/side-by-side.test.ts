import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Choice, Outcome } from './playing.ts';
import { playSideBySide } from './side-by-side.ts';

/** What is left of a world when nobody does anything in it. */
const still = (seed: number): Choice => ({ seed, cut: { steps: 20, only: [], without: [] } });

test('worlds that are played side by side tell the same as those that are played one after the other, in the same order', async () => {
  const choices = [still(5), still(6), still(7)];
  const [alone, beside]: [Outcome[], Outcome[]] = [[], []];
  await playSideBySide(choices, 1, (outcome) => alone.push(outcome));
  await playSideBySide(choices, 2, (outcome) => beside.push(outcome));
  assert.deepEqual(
    alone.map(({ seed }) => seed),
    [5, 6, 7],
  );
  assert.ok(alone.every(({ counts }) => counts.size > 0));
  assert.deepEqual(beside, alone);
});
