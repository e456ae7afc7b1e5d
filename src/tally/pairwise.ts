import type { Alternative, RankedBallots } from './ballots.ts';

/** What a ballot says of alternatives that it does not name: that they are all worse than those it names, or nothing. */
export type Unranked = 'last' | 'ignored';

/** For each pair how many people put the first before the second. */
export type Pairwise = ReadonlyMap<Alternative, ReadonlyMap<Alternative, number>>;

/** Counts for each pair who is put before whom. */
export function countPairs({ alternatives, ballots }: RankedBallots, unranked: Unranked): Pairwise {
  const place = new Map(alternatives.map((alternative, i) => [alternative, i]));
  const size = alternatives.length;
  const wins = new Float64Array(size * size);
  for (const { count, tiers } of ballots) {
    const ranked = tiers.map((tier) => tier.map((alternative) => place.get(alternative) as number));
    if (unranked === 'last') {
      const named = new Set(ranked.flat());
      ranked.push([...alternatives.keys()].filter((i) => !named.has(i)));
    }
    const worse = ranked.flat();
    for (const tier of ranked) {
      worse.splice(0, tier.length);
      for (const a of tier) for (const b of worse) wins[a * size + b] = (wins[a * size + b] as number) + count;
    }
  }
  const others = (a: number) =>
    alternatives.flatMap((alternative, b) => (a === b ? [] : [[alternative, wins[a * size + b] as number] as const]));
  return new Map(alternatives.map((alternative, a) => [alternative, new Map(others(a))]));
}

/** How many people put one alternative before another. */
export function preferring(pairs: Pairwise, a: Alternative, b: Alternative): number {
  return pairs.get(a)?.get(b) ?? 0;
}

/** The alternative that beats each other one, pair by pair (the Condorcet winner); null when there is none. */
export function beatsAll(pairs: Pairwise): Alternative | null {
  for (const [a, others] of pairs) {
    if ([...others].every(([b, count]) => count > preferring(pairs, b, a))) return a;
  }
  return null;
}
