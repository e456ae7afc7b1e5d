import type { Votes } from './approval.ts';
import { rankByVotes } from './approval.ts';
import type { Alternative, RankedBallot } from './ballots.ts';

/** How much each alternative is worth to one person: alternatives by their place, from 1; 0 is nothing. */
export type Marks = readonly number[];

/**
 * The sum of all marks of each alternative: for score voting, and for dots, where each has so many to share out.
 * Source: Warren D. Smith, "Range voting" (2000), section 2; dots are cumulative voting, as in Illinois until 1980.
 * @param size how many alternatives there are
 */
export function sumMarks(ballots: readonly Marks[], size: number): Votes {
  return new Map(Array.from({ length: size }, (_, i) => [i + 1, ballots.reduce((sum, marks) => sum + (marks[i] ?? 0), 0)]));
}

/** What marks say as ranks: the highest first, equal marks in one tier, and what has none is not named. */
export function ranksOf(marks: Marks): RankedBallot {
  const heights = [...new Set(marks)].filter((mark) => mark > 0).sort((a, b) => b - a);
  return { count: 1, tiers: heights.map((height) => marks.flatMap((mark, i) => (mark === height ? [i + 1] : []))) };
}

/** Who can at which time. */
export interface TimesCount {
  /** How many can, those counted who can only if need be. */
  readonly can: Votes;
  /** How many of them can only if need be. */
  readonly ifNeedBe: Votes;
  /** The time at which most can first; of those the one that suits most. */
  readonly ranking: readonly (readonly Alternative[])[];
}

/** Counts answers to times: 2 is yes, 1 if need be, 0 no. */
export function countTimes(ballots: readonly Marks[], size: number): TimesCount {
  const having = (isIt: (mark: number) => boolean): Votes =>
    sumMarks(
      ballots.map((marks) => marks.map((mark) => (isIt(mark) ? 1 : 0))),
      size,
    );
  const [can, ifNeedBe] = [having((mark) => mark > 0), having((mark) => mark === 1)];
  // Whoever can weighs more than all likings together.
  const weighed = [...can].map(([time, count]) => [time, count * (ballots.length + 1) - (ifNeedBe.get(time) ?? 0)] as const);
  return { can, ifNeedBe, ranking: rankByVotes(new Map(weighed)) };
}
