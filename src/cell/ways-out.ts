import { accept, refuse, type Verdict } from '../bytes/verdict.ts';

/** Ways out of a round that is stuck, as far as one of us asks for them. Parting ways needs nobody's leave, so it is none that a cell agrees on. */
export const WAYS_OUT = ['helping-circle', 'mediation', 'trial', 'another-method'] as const;
export type WayOut = (typeof WAYS_OUT)[number];

/** After so many amendments ways out are offered, unless the cell agrees otherwise. */
export const WAYS_OUT_AFTER = '2';

/** What a cell offers unless it agrees otherwise. */
export const ALL_WAYS_OUT = WAYS_OUT.join(' ');

/** Ways out by their names, in the one form in which a cell agrees on them: one at least. Refuses `value-no-way-out`. */
export function parseWaysOut(typed: string): Verdict<string> {
  const named = new Set(typed.split(/[\s,]+/).filter((name) => name !== ''));
  for (const name of named) if (!WAYS_OUT.includes(name as WayOut)) return refuse('value-no-way-out');
  return named.size === 0 ? refuse('value-no-way-out') : accept(WAYS_OUT.filter((way) => named.has(way)).join(' '));
}
