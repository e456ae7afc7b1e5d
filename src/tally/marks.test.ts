import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countTimes, ranksOf, sumMarks } from './marks.ts';
import { countPairs } from './pairwise.ts';
import { readPreflib, writePreflib } from './preflib.ts';

test('marks are added up', () => {
  assert.deepEqual(
    [...sumMarks([[5, 0, 3], [0, 1, 3], [1]], 3)],
    [
      [1, 6],
      [2, 1],
      [3, 6],
    ],
  );
  assert.deepEqual(
    [...sumMarks([], 2)],
    [
      [1, 0],
      [2, 0],
    ],
  );
});

// The English Wikipedia on score voting: the capital of Tennessee, with marks from 0 to 10 for Memphis, Nashville, Chattanooga, Knoxville.
test('by score the capital of Tennessee is Nashville', () => {
  const groups = [
    [42, [10, 4, 2, 0]],
    [26, [0, 10, 4, 2]],
    [15, [0, 6, 10, 6]],
    [17, [0, 5, 7, 10]],
  ] as const;
  const ballots = groups.flatMap(([count, marks]) => Array.from({ length: count }, () => [...marks]));
  assert.deepEqual([...sumMarks(ballots, 4).values()], [420, 603, 457, 312]);
});

test('marks say ranks: the highest first, the same in one tier, none not at all', () => {
  assert.deepEqual(ranksOf([5, 0, 3, 5]), { count: 1, tiers: [[1, 4], [3]] });
  assert.deepEqual(ranksOf([0, 0]), { count: 1, tiers: [] });
});

test('the best time is the one at which most can, whatever the others would like better', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }), { maxLength: 9 }), (ballots) => {
      const { can, ifNeedBe, ranking } = countTimes(ballots, 4);
      const of = (time: number) => [can.get(time) ?? 0, (can.get(time) ?? 0) - (ifNeedBe.get(time) ?? 0)] as const;
      for (const [i, tier] of ranking.entries()) {
        for (const a of tier) for (const b of tier) assert.deepEqual(of(a), of(b));
        for (const after of ranking[i + 1] ?? []) {
          const [[can1, yes1], [can2, yes2]] = [of(tier[0] as number), of(after)];
          assert.ok(can1 > can2 || (can1 === can2 && yes1 > yes2));
        }
      }
      assert.equal(ranking.flat().length, 4);
    }),
  );
});

test('what is written as a PrefLib file is read back as the same ballots', () => {
  const marks = fc.array(fc.nat(3), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(marks, { minLength: 1, maxLength: 9 }), (all) => {
      const alternatives = [1, 2, 3, 4];
      const names = new Map(alternatives.map((number) => [number, `Option ${number}: {1,2}`]));
      const ballots = { alternatives, names, ballots: all.map(ranksOf) };
      const read = readPreflib(writePreflib(ballots, ['What do we bake?', '3: 1,2,3']));
      assert.ok(read.ok);
      assert.deepEqual([read.value.alternatives, read.value.names], [alternatives, names]);
      assert.deepEqual(countPairs(read.value, 'last'), countPairs(ballots, 'last'));
      assert.equal(
        read.value.ballots.reduce((sum, { count }) => sum + count, 0),
        all.length,
      );
    }),
  );
});
