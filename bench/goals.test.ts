import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goalsOf, tellGoal } from './goals.ts';

test('a goal is reached at its figure and missed above it, and only what was measured at its size counts', () => {
  const figure = (name: string, n: number, value: number, unit: string) => ({ name, n, value, unit });
  const goals = goalsOf([
    figure('rekey-30', 1000, 900, 'ms'),
    figure('rekey-30', 100_000, 100, 'ms'),
    figure('cold-open', 100_000, 1.21, 's'),
    figure('rss', 100_000, 300, 'MiB'),
  ]);
  assert.deepEqual(goals.map(tellGoal), ['cold-open: 1.2 s, goal 1.2: missed', 'rekey-30: 100 ms, goal 100: reached']);
  assert.deepEqual(goalsOf([]), []);
});
