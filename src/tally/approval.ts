import type { Alternative, RankedBallots } from './ballots.ts';

/** Votes of each alternative. */
export type Votes = ReadonlyMap<Alternative, number>;

/**
 * How many people approve of each alternative. A ballot approves of all that it names, but of its last tier only where it leaves somebody out: whoever
 * ranks everything cannot have meant to approve of everything, for that says nothing.
 * Source: Steven J. Brams and Peter C. Fishburn, "Approval Voting", American Political Science Review 72 (1978), section 2.
 */
export function countApprovals({ alternatives, ballots }: RankedBallots): Votes {
  const votes = new Map(alternatives.map((alternative) => [alternative, 0]));
  for (const { count, tiers } of ballots) {
    const named = tiers.reduce((sum, tier) => sum + tier.length, 0);
    const approved = named === alternatives.length && tiers.length > 1 ? tiers.slice(0, -1) : tiers;
    for (const alternative of approved.flat()) votes.set(alternative, (votes.get(alternative) as number) + count);
  }
  return votes;
}

/** How many people put each alternative first; a ballot with several at the top is split among them. */
export function countFirstPlaces({ alternatives, ballots }: RankedBallots): Votes {
  const votes = new Map(alternatives.map((alternative) => [alternative, 0]));
  for (const { count, tiers } of ballots) {
    const [first = []] = tiers;
    for (const alternative of first) votes.set(alternative, (votes.get(alternative) as number) + count / first.length);
  }
  return votes;
}

/** Alternatives by their votes, most first; those with as many share a place. */
export function rankByVotes(votes: Votes): Alternative[][] {
  const ranking: Alternative[][] = [];
  let last: number | null = null;
  for (const [alternative, count] of [...votes].sort(([, a], [, b]) => b - a)) {
    if (count === last) ranking[ranking.length - 1]?.push(alternative);
    else ranking.push([alternative]);
    last = count;
  }
  return ranking;
}
