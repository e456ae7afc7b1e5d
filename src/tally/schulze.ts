import type { Alternative } from './ballots.ts';
import { type Pairwise, preferring } from './pairwise.ts';

/** What the method of Schulze makes of a matrix of pairs. */
export interface SchulzeResult {
  /** Who leads, then who leads among the rest, and so on; those in one place are not told apart by the ballots. */
  readonly ranking: readonly (readonly Alternative[])[];
  /** Strength of the strongest path from one alternative to another; 0 where there is none. */
  readonly paths: Pairwise;
}

/**
 * Ranks by strongest paths. A pair's link is as strong as the number of people who put the first before the second, where they are more than
 * those who say the opposite ("winning votes"); a path is as strong as its weakest link; a goes before b when its strongest path to b is stronger than b's to a.
 * That relation is transitive, so somebody always leads. The time grows with the cube of the number of alternatives.
 * Source: Markus Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method",
 * Social Choice and Welfare 36 (2011), sections 2.1 to 2.3.
 */
export function rankBySchulze(pairs: Pairwise): SchulzeResult {
  const alternatives = [...pairs.keys()];
  const strength = alternatives.map((a) =>
    alternatives.map((b) => {
      const count = preferring(pairs, a, b);
      return count > preferring(pairs, b, a) ? count : 0;
    }),
  );
  for (const [k, fromK] of strength.entries()) {
    for (const [i, fromI] of strength.entries()) {
      const throughK = fromI[k] as number;
      if (i === k || throughK === 0) continue;
      for (const [j, direct] of fromI.entries()) {
        if (j !== i) fromI[j] = Math.max(direct, Math.min(throughK, fromK[j] as number));
      }
    }
  }
  const at = (i: number, j: number): number => strength[i]?.[j] ?? 0;
  const ranking: Alternative[][] = [];
  let left = [...alternatives.keys()];
  while (left.length > 0) {
    const lead = left.filter((i) => left.every((j) => at(j, i) <= at(i, j)));
    ranking.push(lead.map((i) => alternatives[i] as Alternative));
    left = left.filter((i) => !lead.includes(i));
  }
  const pathsFrom = (i: number) => alternatives.flatMap((b, j) => (i === j ? [] : [[b, at(i, j)] as const]));
  return { ranking, paths: new Map(alternatives.map((a, i) => [a, new Map(pathsFrom(i))])) };
}
