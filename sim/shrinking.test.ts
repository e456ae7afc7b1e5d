import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fewestThatFail } from './shrinking.ts';

test('of a hundred parts only those are left that it takes to fail', async () => {
  const all = Array.from({ length: 100 }, (_, i) => i);
  let looked = 0;
  const fewest = await fewestThatFail(
    all,
    async (parts) => {
      looked++;
      return [3, 4, 77].every((part) => parts.includes(part));
    },
    1000,
  );
  assert.deepEqual(fewest, [3, 4, 77]);
  assert.ok(looked < 100, `${looked}`);
});

test('it stops after so many tries, with what it has', async () => {
  const all = Array.from({ length: 100 }, (_, i) => i);
  const fewest = await fewestThatFail(all, async (parts) => parts.includes(99), 3);
  assert.ok(fewest.length < 100 && fewest.includes(99));
});

test('where everything is needed, everything stays', async () => {
  assert.deepEqual(await fewestThatFail([1, 2, 3], async (parts) => parts.length === 3, 100), [1, 2, 3]);
});
