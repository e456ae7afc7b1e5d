import { utf8 } from '../bytes/octets.ts';
import { hash } from '../crypto/hash.ts';
import type { Alternative } from './ballots.ts';

/**
 * How alternatives are told apart that the ballots do not tell apart:
 * `open` not at all, so they share a place; `number` the lower number goes first; `lot` by a lot that everybody can draw again from its seed.
 */
export type TieBreak = { readonly by: 'open' } | { readonly by: 'number' } | { readonly by: 'lot'; readonly seed: string };

/**
 * Puts alternatives that are equal in an order, the favoured first. With `open` in that of their numbers, for methods that have to take one out before they can go on.
 * The lot: ascending by BLAKE2b-256 of seed and number, so that whoever agrees on a seed before the ballots are known cannot choose whom it favours.
 */
export function favouredFirst(equal: readonly Alternative[], ties: TieBreak): Alternative[] {
  const byNumber = [...equal].sort((a, b) => a - b);
  if (ties.by !== 'lot') return byNumber;
  const lots = new Map(byNumber.map((alternative) => [alternative, lotOf(ties.seed, alternative)]));
  return byNumber.sort((a, b) => ((lots.get(a) as string) < (lots.get(b) as string) ? -1 : 1));
}

/** A ranking in which places are shared only where ties stay open. */
export function breakTies(ranking: readonly (readonly Alternative[])[], ties: TieBreak): Alternative[][] {
  if (ties.by === 'open') return ranking.map((tier) => favouredFirst(tier, ties));
  return ranking.flatMap((tier) => favouredFirst(tier, ties).map((alternative) => [alternative]));
}

function lotOf(seed: string, alternative: Alternative): string {
  return hash('moot/lot', utf8(`${alternative}:${seed}`)).toHex();
}
