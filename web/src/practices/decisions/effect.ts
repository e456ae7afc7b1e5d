import type { Say } from '../../texts/words.tsx';
import type { Decision } from './standing.ts';

type Effect = Decision['effects'][number];

/** Lengths of time that a group agrees on, as the letters of `7d` have them. */
export const UNITS = ['m', 'h', 'd', 'w'] as const;
export type Unit = (typeof UNITS)[number];

/** Parts of the group that may have to agree. */
export const QUORUMS = ['1/2', '2/3', '3/4', '1/1'] as const;

/** Reads a length of time such as `7d`; null where it is none. */
export function readLength(text: string): { readonly count: number; readonly unit: Unit } | null {
  const found = /^(\d{1,6})([mhdw])$/.exec(text);
  return found === null ? null : { count: Number(found[1]), unit: found[2] as Unit };
}

/** What one effect changes, as the end of a sentence. */
export function tellEffect({ kind, setting, value, name }: Effect, say: Say): string {
  if (kind === 'admit') return say('effect.admit', { name: String(name) });
  if (kind !== 'agreement') return say('effect.unknown');
  const text = String(value);
  switch (setting) {
    case 'name':
      return say('effect.name', { value: text });
    case 'quorum': {
      const known = QUORUMS.find((one) => one === text);
      return say('effect.quorum', { part: known === undefined ? text : say(`quorum.${known}`) });
    }
    case 'respondWithin': {
      const length = readLength(text);
      return say('effect.respondWithin', { length: length === null ? text : say(`length.${length.unit}`, { count: length.count }) });
    }
    default:
      return say('effect.unknown');
  }
}

/** What a decision changes by itself, in words. */
export function tellEffects(effects: readonly Effect[], say: Say): string {
  return effects.length === 0 ? say('effect.none') : effects.map((effect) => tellEffect(effect, say)).join(' ');
}
