import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthOf, tellGrowth } from './growth.ts';

const took = (name: string, n: number, processor?: number) => ({
  name,
  n,
  value: 1,
  unit: 's',
  ...(processor === undefined ? {} : { processor }),
});

test('an exponent is that of the power by which time grows', () => {
  for (const exponent of [0.5, 1, 2]) {
    const [growth] = growthOf([1000, 10_000, 100_000].map((n) => took('open', n, 0.003 * n ** exponent)));
    assert.ok(Math.abs((growth?.exponent ?? 0) - exponent) < 1e-9);
  }
});

test('what is not measured by the processor, or for one number of entries alone, has none', () => {
  assert.deepEqual(growthOf([took('open', 1000, 2), took('live', 1000), took('live', 10_000), took('open', 1000, 3)]), []);
});

test('it is told with what it was fitted over', () => {
  const [growth] = growthOf([took('open', 1000, 1), took('open', 100_000, 10)]);
  assert.ok(growth !== undefined);
  assert.equal(tellGrowth(growth), 'open: processor time grows as entries^0.50 (fitted over 1,000, 100,000)');
});
