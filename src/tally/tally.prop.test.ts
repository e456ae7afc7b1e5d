import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Alternative, RankedBallot, RankedBallots } from './ballots.ts';
import { bestOf, votersOf } from './ballots.ts';
import { countInstantRunoff } from './instant-runoff.ts';
import { countPairs, preferring } from './pairwise.ts';
import { rankBySchulze } from './schulze.ts';
import { countTransferableVote } from './transferable-vote.ts';

const OPEN = { by: 'open' } as const;

/** Rankings of up to six alternatives, with equal places and with some left out. */
function someBallots(most: number): fc.Arbitrary<RankedBallots> {
  const alternatives = fc.integer({ min: 1, max: most }).map((size) => Array.from({ length: size }, (_, i) => i + 1));
  return alternatives.chain((all) =>
    fc.array(fc.record({ count: fc.integer({ min: 1, max: 9 }), tiers: tiersOf(all) }), { minLength: 1, maxLength: 9 }).map((ballots) => ({
      alternatives: all,
      names: new Map(),
      ballots,
    })),
  );
}

function tiersOf(all: readonly Alternative[]): fc.Arbitrary<Alternative[][]> {
  return fc
    .array(fc.option(fc.integer({ min: 1, max: all.length }), { nil: null }), { minLength: all.length, maxLength: all.length })
    .map((ranks) => {
      const tiers = all.map((_, rank) => all.filter((_each, i) => ranks[i] === rank + 1));
      return tiers.filter((tier) => tier.length > 0);
    });
}

const schulze = (all: RankedBallots) => rankBySchulze(countPairs(all, 'last')).ranking;

/** The strongest paths by the plainest means: every path is walked. */
function strengthByWalking(all: RankedBallots, from: Alternative, to: Alternative): number {
  const pairs = countPairs(all, 'last');
  const walk = (at: Alternative, seen: readonly Alternative[], strength: number): number =>
    at === to
      ? strength
      : Math.max(
          0,
          ...all.alternatives
            .filter((next) => !seen.includes(next) && preferring(pairs, at, next) > preferring(pairs, next, at))
            .map((next) => walk(next, [...seen, next], Math.min(strength, preferring(pairs, at, next)))),
        );
  return walk(from, [from], Number.MAX_SAFE_INTEGER);
}

test('Schulze: strongest paths are those that walking every path finds', () => {
  fc.assert(
    fc.property(someBallots(5), (all) => {
      const { paths } = rankBySchulze(countPairs(all, 'last'));
      for (const a of all.alternatives)
        for (const b of all.alternatives) if (a !== b) assert.equal(preferring(paths, a, b), strengthByWalking(all, a, b));
    }),
  );
});

test('Schulze: whoever beats each other one leads alone, and whoever loses to each other one is last', () => {
  fc.assert(
    fc.property(someBallots(6), (all) => {
      const pairs = countPairs(all, 'last');
      const ranking = schulze(all);
      const others = (a: Alternative) => all.alternatives.filter((b) => b !== a);
      for (const a of all.alternatives) {
        if (others(a).every((b) => preferring(pairs, a, b) > preferring(pairs, b, a))) assert.deepEqual(ranking[0], [a]);
        if (others(a).every((b) => preferring(pairs, b, a) > preferring(pairs, a, b))) assert.deepEqual(ranking.at(-1), [a]);
      }
    }),
  );
});

test('Schulze: somebody who leads alone still leads when somebody puts them higher', () => {
  fc.assert(
    fc.property(someBallots(5), fc.nat(), (all, which) => {
      const [lead = []] = schulze(all);
      fc.pre(lead.length === 1);
      const [winner] = lead as [Alternative];
      const raised = all.ballots.map((ballot, i) => (i === which % all.ballots.length ? putFirst(ballot, winner) : ballot));
      assert.deepEqual(schulze({ ...all, ballots: raised })[0], [winner]);
    }),
  );
});

test('Schulze: a clone beside an alternative changes nothing for the others', () => {
  fc.assert(
    fc.property(someBallots(5), fc.nat(), (all, which) => {
      const cloned = all.alternatives[which % all.alternatives.length] as Alternative;
      const clone = all.alternatives.length + 1;
      const withClone = (tiers: RankedBallot['tiers']) => tiers.flatMap((tier) => (tier.includes(cloned) ? [tier, [clone]] : [tier]));
      const lead = (ranking: readonly (readonly Alternative[])[]) => (ranking[0] ?? []).filter((each) => each !== cloned && each !== clone);
      // A clone that some people put in one tier with others would tell them apart; one that stands alone does not.
      fc.pre(all.ballots.every(({ tiers }) => tiers.every((tier) => !tier.includes(cloned) || tier.length === 1)));
      const more = {
        ...all,
        alternatives: [...all.alternatives, clone],
        ballots: all.ballots.map((ballot) => ({ ...ballot, tiers: withClone(ballot.tiers) })),
      };
      assert.deepEqual(lead(schulze(more)), lead(schulze(all)));
    }),
  );
});

test('Schulze: with every ballot turned round, whoever led alone leads no more', () => {
  fc.assert(
    fc.property(someBallots(6), (all) => {
      fc.pre(all.alternatives.length > 1);
      const complete = all.ballots.map(({ count, tiers }) => ({ count, tiers: completed(tiers, all.alternatives) }));
      const [lead = []] = schulze({ ...all, ballots: complete });
      fc.pre(lead.length === 1);
      const turned = { ...all, ballots: complete.map(({ count, tiers }) => ({ count, tiers: tiers.toReversed() })) };
      const [leadOfTurned = []] = schulze(turned);
      assert.ok(leadOfTurned.length > 1 || leadOfTurned[0] !== lead[0]);
    }),
  );
});

test('instant run-off: whoever is first for more than a half wins, and no vote is lost on the way', () => {
  fc.assert(
    fc.property(someBallots(6), (all) => {
      const { ranking, rounds } = countInstantRunoff(all, OPEN);
      const voters = votersOf(all);
      for (const { votes, exhausted } of rounds)
        assert.ok(Math.abs([...votes.values()].reduce((a, b) => a + b, exhausted) - voters) < 1e-6);
      assert.deepEqual(ranking.flat().toSorted(), all.alternatives.toSorted());
      for (const [alternative, votes] of rounds[0]?.votes ?? []) if (votes * 2 > voters) assert.deepEqual(ranking[0], [alternative]);
    }),
  );
});

test('transferable vote: as many as there are seats, no vote twice, and one seat goes as in a run-off', () => {
  fc.assert(
    fc.property(someBallots(6), fc.integer({ min: 1, max: 4 }), (all, seats) => {
      const { elected, ranking, rounds } = countTransferableVote(all, seats, { by: 'number' });
      assert.equal(new Set(elected).size, Math.min(seats, all.alternatives.length));
      assert.deepEqual(ranking.flat().toSorted(), all.alternatives.toSorted());
      const voters = votersOf(all);
      for (const { votes, exhausted } of rounds) {
        assert.ok(exhausted >= 0);
        assert.ok([...votes.values()].reduce((a, b) => a + b, 0) <= voters + 1e-6);
      }
      const plain = all.ballots.every(({ tiers }) => tiers.every((tier) => tier.length === 1));
      if (plain && seats === 1) assert.deepEqual(elected, countInstantRunoff(all, { by: 'number' }).ranking[0]);
    }),
  );
});

test('transferable vote: a group that puts some before all others, and has a quota for each of k of them, gets k of them', () => {
  fc.assert(
    fc.property(someBallots(6), fc.integer({ min: 1, max: 4 }), fc.subarray([1, 2, 3, 4, 5, 6], { minLength: 1 }), (all, seats, some) => {
      const backed = some.filter((each) => each <= all.alternatives.length);
      const strict = all.ballots.filter(({ tiers }) => tiers.length > 0 && tiers.every((tier) => tier.length === 1));
      fc.pre(backed.length > 0 && strict.length > 0);
      const ballots = { ...all, ballots: strict };
      const { elected, quota } = countTransferableVote(ballots, seats, OPEN);
      const supporters = strict
        .filter(({ tiers }) => backed.every((each) => tiers.slice(0, backed.length).flat().includes(each)))
        .reduce((sum, { count }) => sum + count, 0);
      const due = Math.min(Math.floor(supporters / quota), backed.length, seats);
      assert.ok(elected.filter((each) => backed.includes(each)).length >= due, `${due} of ${backed} were due, ${elected} were elected`);
    }),
  );
});

test('the best of a ballot are those of its first tier that are still there', () => {
  const ballot: RankedBallot = { count: 1, tiers: [[1], [2, 3], [4]] };
  assert.deepEqual(bestOf(ballot, new Set([2, 3, 4])), [2, 3]);
  assert.deepEqual(bestOf(ballot, new Set([3, 4])), [3]);
  assert.deepEqual(bestOf(ballot, new Set([5])), []);
});

function putFirst({ count, tiers }: RankedBallot, first: Alternative): RankedBallot {
  const rest = tiers.map((tier) => tier.filter((each) => each !== first)).filter((tier) => tier.length > 0);
  return { count, tiers: [[first], ...rest] };
}

function completed(tiers: RankedBallot['tiers'], all: readonly Alternative[]): RankedBallot['tiers'] {
  const rest = all.filter((each) => !tiers.flat().includes(each));
  return rest.length === 0 ? tiers : [...tiers, rest];
}
