/** What can be chosen, by its number. */
export type Alternative = number;

/** How some people rank: tiers of alternatives that are equally good to them, the best tier first. No alternative stands in it twice. */
export interface RankedBallot {
  /** How many people said just this. */
  readonly count: number;
  readonly tiers: readonly (readonly Alternative[])[];
}

/** All that was said about a question, by rank. */
export interface RankedBallots {
  /** All that could be chosen, ascending. */
  readonly alternatives: readonly Alternative[];
  /** What alternatives are called, where they are. */
  readonly names: ReadonlyMap<Alternative, string>;
  readonly ballots: readonly RankedBallot[];
}

/** How many people have spoken. */
export function votersOf({ ballots }: RankedBallots): number {
  return ballots.reduce((sum, { count }) => sum + count, 0);
}

/** The best of a ballot among some alternatives: one, several that are equal, or none when it names none of them. */
export function bestOf({ tiers }: RankedBallot, among: ReadonlySet<Alternative>): readonly Alternative[] {
  for (const tier of tiers) {
    const best = tier.filter((alternative) => among.has(alternative));
    if (best.length > 0) return best;
  }
  return [];
}
