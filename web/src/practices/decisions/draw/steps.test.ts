import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DrawState, stepsOfDraw } from './steps.ts';

const draw: DrawState = {
  step: 'putting-in',
  of: 6,
  put: 4,
  missing: [],
  fixed: 2,
  toFix: 4,
  opened: 3,
  toOpen: 4,
  checked: 7,
  toCheck: 20,
  seats: 1,
  from: [],
  drawn: [],
  next: [],
  seed: null,
  twofold: [],
};

test('one step is taken at a time, and what lies behind is done', () => {
  const are = (step: DrawState['step']) => stepsOfDraw({ ...draw, step }).map(({ is }) => is);
  assert.deepEqual(are('putting-in'), ['now', 'later', 'later', 'later']);
  assert.deepEqual(are('fixing'), ['done', 'now', 'later', 'later']);
  assert.deepEqual(are('parted'), ['done', 'now', 'later', 'later']);
  assert.deepEqual(are('opening'), ['done', 'done', 'now', 'later']);
  assert.deepEqual(are('checking'), ['done', 'done', 'done', 'now']);
  assert.deepEqual(are('drawn'), ['done', 'done', 'done', 'done']);
  assert.deepEqual(
    stepsOfDraw(draw).map(({ count, of }) => [count, of]),
    [
      [4, 6],
      [2, 4],
      [3, 4],
      [7, 20],
    ],
  );
});
