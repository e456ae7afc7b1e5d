import type { Alternative } from './ballots.ts';
import { favouredFirst, type TieBreak } from './ties.ts';

/** One step of a count in rounds. */
export interface CountingRound {
  /** Votes of each alternative that is still in the count. Parts of votes come from ballots with equal places and from surpluses. */
  readonly votes: ReadonlyMap<Alternative, number>;
  /** Votes that count for nobody any more: ballots that name nobody who is left, and what rounding leaves. */
  readonly exhausted: number;
  readonly elected: readonly Alternative[];
  /** Whose votes go on to others after this round, because they have too few. */
  readonly excluded: readonly Alternative[];
  /** Whether the ballots and the rounds before did not tell apart who is excluded, or whose surplus goes first, so that the rule for ties did. */
  readonly byTie: boolean;
}

/** Votes of each alternative in the rounds so far, the newest last. */
export type Tallies = readonly ReadonlyMap<Alternative, bigint>[];

/**
 * Who of some has the fewest votes, or the most. Where they are equal, whoever had fewer (or more) in the latest earlier round that tells them apart;
 * where none does, by the rule for ties: the favoured is last to be taken as the fewest, and first to be taken as the most.
 * Source of looking back: Scottish Local Government Elections Order 2007, rules 49 and 50.
 */
export function extremeOf(
  which: 'fewest' | 'most',
  among: readonly Alternative[],
  tallies: Tallies,
  ties: TieBreak,
): { readonly alternative: Alternative; readonly byTie: boolean } {
  let equal = [...among];
  for (const votes of tallies.toReversed()) {
    const of = (alternative: Alternative): bigint => votes.get(alternative) ?? 0n;
    const extreme = equal.map(of).reduce((a, b) => ((which === 'fewest') === a < b ? a : b));
    equal = equal.filter((alternative) => of(alternative) === extreme);
    if (equal.length === 1) break;
  }
  const ordered = favouredFirst(equal, ties);
  const chosen = which === 'fewest' ? ordered[ordered.length - 1] : ordered[0];
  return { alternative: chosen as Alternative, byTie: equal.length > 1 };
}
