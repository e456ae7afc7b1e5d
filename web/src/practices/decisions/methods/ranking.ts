import type { Marks } from '../vote-choice.ts';

/** Options by their letters in the order of somebody's wishes, the best first; what stands together is equally good. */
export type Ranking = readonly (readonly string[])[];

/** A ranking from places that stand for each option: the lowest number first, what is equal as it stands there; what has none is not in it. */
export function rankingOf(marks: Marks): Ranking {
  const placed = Object.entries(marks).flatMap(([letter, mark]) => {
    const place = Number(mark);
    return place > 0 ? [{ letter, place }] : [];
  });
  const places = [...new Set(placed.map(({ place }) => place))].sort((a, b) => a - b);
  return places.map((place) => placed.filter((one) => one.place === place).map(({ letter }) => letter));
}

/** The places of a ranking, from 1. */
export function placesOf(ranking: Ranking): Marks {
  return Object.fromEntries(ranking.flatMap((tier, i) => tier.map((letter) => [letter, String(i + 1)] as const)));
}

/** Puts an option that has no place behind all that have. */
export function putLast(ranking: Ranking, letter: string): Ranking {
  return [...takeOut(ranking, letter), [letter]];
}

/** Takes the place from an option. */
export function takeOut(ranking: Ranking, letter: string): Ranking {
  return ranking.map((tier) => tier.filter((one) => one !== letter)).filter((tier) => tier.length > 0);
}

/** Moves an option before what stands before it, or behind what stands behind it; out of a place that it shares it moves first. */
export function move(ranking: Ranking, letter: string, by: -1 | 1): Ranking {
  const at = ranking.findIndex((tier) => tier.includes(letter));
  const tier = ranking[at];
  if (tier === undefined) return ranking;
  const others = tier.filter((one) => one !== letter);
  if (others.length > 0) {
    const apart = by < 0 ? [[letter], others] : [others, [letter]];
    return [...ranking.slice(0, at), ...apart, ...ranking.slice(at + 1)];
  }
  const to = Math.min(ranking.length - 1, Math.max(0, at + by));
  const rest = ranking.filter((_, i) => i !== at);
  return [...rest.slice(0, to), tier, ...rest.slice(to)];
}

/** Gives an option the place of what stands before it; where it shares its place with others, a place of its own behind them. */
export function level(ranking: Ranking, letter: string): Ranking {
  const at = ranking.findIndex((tier) => tier.includes(letter));
  const [tier, before] = [ranking[at] ?? [], ranking[at - 1]];
  if (tier.indexOf(letter) > 0) return move(ranking, letter, 1);
  if (before === undefined) return ranking;
  const others = tier.filter((one) => one !== letter);
  return [...ranking.slice(0, at - 1), [...before, letter], ...(others.length > 0 ? [others] : []), ...ranking.slice(at + 1)];
}
