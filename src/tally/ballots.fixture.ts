import type { Alternative, RankedBallots } from './ballots.ts';

/** Ballots as people write them: `{ 'A>B=C': 3 }`, letters for alternatives, which get the numbers 1, 2, … in the order of the alphabet. */
export function ballotsOf(counts: Readonly<Record<string, number>>): RankedBallots {
  const letters = [...new Set(Object.keys(counts).join('').replace(/[>=]/g, ''))].sort();
  const numberOf = (letter: string): Alternative => letters.indexOf(letter) + 1;
  return {
    alternatives: letters.map(numberOf),
    names: new Map(letters.map((letter) => [numberOf(letter), letter])),
    ballots: Object.entries(counts).map(([order, count]) => ({
      count,
      tiers: order.split('>').map((tier) => tier.split('=').map(numberOf)),
    })),
  };
}

/** A ranking in the letters of its ballots: `A>B=C`. */
export function inLetters({ names }: RankedBallots, ranking: readonly (readonly Alternative[])[]): string {
  return ranking.map((tier) => tier.map((alternative) => names.get(alternative)).join('=')).join('>');
}
