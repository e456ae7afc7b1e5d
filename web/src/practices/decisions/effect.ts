import { inWords } from '../../names/in-words.ts';
import { deviceLetters } from '../../people/device-letters.ts';
import { tellRetention } from '../../retention/retention.ts';
import { formatLocale } from '../../texts/language.ts';
import type { Say } from '../../texts/words.tsx';
import type { Decision } from './standing.ts';

type Effect = Decision['effects'][number];

/** Lengths of time that a group agrees on, as the letters of `7d` have them. */
export const UNITS = ['m', 'h', 'd', 'w'] as const;
export type Unit = (typeof UNITS)[number];

/** Parts of the group that may have to agree. */
export const QUORUMS = ['1/2', '2/3', '3/4', '1/1'] as const;

/** After how many amendments ways out may be offered. */
export const AMENDMENTS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Ways out that a cell can agree on. */
export const WAYS_OUT = ['helping-circle', 'mediation', 'trial', 'another-method'] as const;
export type WayOutName = (typeof WAYS_OUT)[number];

/** Ways to decide that have names here. */
const METHODS = [
  'consent',
  'consensus',
  'rough-consensus',
  'advice',
  'lazy-consensus',
  'sense-check',
  'majority',
  'supermajority',
  'approval',
  'score',
  'dot',
  'schulze',
  'irv',
  'stv',
  'meeting-time',
  'sortition',
] as const;

/** Reads a length of time such as `7d`; null where it is none. */
export function readLength(text: string): { readonly count: number; readonly unit: Unit } | null {
  const found = /^(\d{1,6})([mhdw])$/.exec(text);
  return found === null ? null : { count: Number(found[1]), unit: found[2] as Unit };
}

/** What one effect changes, as the end of a sentence. */
export function tellEffect(effect: Effect, say: Say): string {
  const { kind, setting, value, name, device, entries } = effect;
  const text = String(value);
  if (kind === 'admit' || kind === 'remove' || kind === 'recover') return say(`effect.${kind}`, { name: String(name) });
  if (kind === 'reinstate') return say('effect.reinstate', { name: String(name), letters: deviceLetters(String(device)) });
  if (kind === 'readmit') return say('effect.readmit', { count: Array.isArray(entries) ? entries.length : 1 });
  if (kind === 'register' || kind === 'end') return tellTerms(effect, say);
  if (kind !== 'agreement') return say('effect.unknown');
  switch (setting) {
    case 'name':
      return say('effect.name', { value: text });
    case 'quorum': {
      const known = QUORUMS.find((one) => one === text);
      return say('effect.quorum', { part: known === undefined ? text : say(`quorum.${known}`) });
    }
    case 'waysOutAfter':
      return say('effect.waysOutAfter', { count: Number(text) });
    case 'waysOut':
      return say('effect.waysOut', { ways: inWords(tellWaysOut(text, say)) });
    case 'respondWithin': {
      const length = readLength(text);
      return say('effect.respondWithin', { length: length === null ? text : say(`length.${length.unit}`, { count: length.count }) });
    }
    case 'retention':
      return tellRetention(text, say);
    case 'delegation':
      return say('effect.delegation', { most: text === 'off' ? 0 : Number(text) });
    case 'methods':
      return say('effect.methods', { methods: tellMethods(text, say) });
    default:
      return say('effect.unknown');
  }
}

/** Ways out, in words. @param names of them with spaces between */
function tellWaysOut(names: string, say: Say): string[] {
  return WAYS_OUT.filter((way) => names.split(' ').includes(way)).map((way) => say(`way.name.${way}`));
}

/** Ways to decide, in words. @param names of them as a cell agrees on them, with spaces between; one that this page does not know stands as it is */
function tellMethods(names: string, say: Say): string {
  const all = names.split(' ');
  if (METHODS.every((method) => all.includes(method))) return say('method.all');
  const words = all.map((name) => {
    const known = METHODS.find((method) => method === name);
    return known === undefined ? name : say(`method.${known}`);
  });
  return inWords(words);
}

/** What a decision does to the register of agreements. */
function tellTerms({ kind, titles, ownerName, review, afterwards }: Effect, say: Say): string {
  const named = Array.isArray(titles) ? titles.map(String) : [];
  if (kind === 'end') return say('effect.end', { titles: inWords(named), count: named.length });
  return [
    named.length === 0 ? say('effect.register') : say('effect.register-for', { titles: inWords(named) }),
    ...(typeof ownerName === 'string' ? [say('effect.owner', { name: ownerName })] : []),
    ...(typeof review === 'string' ? [say(afterwards === 'lapse' ? 'effect.lapse' : 'effect.review', { day: dayInWords(review) })] : []),
  ].join(' ');
}

/** A day of the calendar, by the reader's own. @param day such as `2027-05-21` */
function dayInWords(day: string): string {
  return new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
}

/** What a decision changes by itself, in words. */
export function tellEffects(effects: readonly Effect[], say: Say): string {
  return effects.length === 0 ? say('effect.none') : effects.map((effect) => tellEffect(effect, say)).join(' ');
}
