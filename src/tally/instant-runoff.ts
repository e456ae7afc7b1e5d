import { type Alternative, bestOf, type RankedBallots } from './ballots.ts';
import { type CountingRound, extremeOf } from './counting-round.ts';
import type { TieBreak } from './ties.ts';

/** What a count by instant run-off gives. */
export interface RunoffResult {
  /** Whoever was excluded last goes first: the winner, then those who stayed longest. */
  readonly ranking: readonly (readonly Alternative[])[];
  readonly rounds: readonly CountingRound[];
}

/**
 * Excludes whoever has the fewest votes, one after the other, and hands their ballots on to the next best that is left; whoever stays to the end wins.
 * That is whoever first has more than half of the votes that still count, for nobody overtakes them any more; the count goes on behind that to rank all.
 * A ballot that names several as equally good is split among them, exactly. Ties: see `extremeOf`.
 * Source: Robert's Rules of Order Newly Revised, section 45, "preferential voting", which excludes at once all who are tied for the fewest.
 */
export function countInstantRunoff(all: RankedBallots, ties: TieBreak): RunoffResult {
  const unit = unitFor(all);
  const left = new Set(all.alternatives);
  const tallies: Map<Alternative, bigint>[] = [];
  const rounds: CountingRound[] = [];
  const ranking: (readonly Alternative[])[] = [];
  while (left.size > 0) {
    const votes = new Map([...left].map((alternative) => [alternative, 0n]));
    let exhausted = 0;
    for (const ballot of all.ballots) {
      const best = bestOf(ballot, left);
      if (best.length === 0) exhausted += ballot.count;
      const part = best.length === 0 ? 0n : (BigInt(ballot.count) * unit) / BigInt(best.length);
      for (const alternative of best) votes.set(alternative, (votes.get(alternative) as bigint) + part);
    }
    tallies.push(votes);
    const { alternative, byTie } = extremeOf('fewest', [...left], tallies, ties);
    const isLast = left.size === 1;
    rounds.push({
      votes: new Map([...votes].map(([each, count]) => [each, Number(count) / Number(unit)])),
      exhausted,
      elected: isLast ? [alternative] : [],
      excluded: isLast ? [] : [alternative],
      byTie,
    });
    left.delete(alternative);
    ranking.unshift([alternative]);
  }
  return { ranking, rounds };
}

/** One vote as a whole number that can be split by every size of a tier that occurs. */
function unitFor({ ballots }: RankedBallots): bigint {
  let longest = 1;
  for (const { tiers } of ballots) for (const tier of tiers) longest = Math.max(longest, tier.length);
  let unit = 1n;
  for (let i = 2n; i <= BigInt(longest); i++) unit = (unit / greatestCommonDivisor(unit, i)) * i;
  return unit;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
