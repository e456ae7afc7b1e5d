import type { ResponseKind } from '../../cell/actions.ts';
import type { Speaker } from '../people.ts';
import type { ReasonKind } from './answers.ts';

/** A proposal of the visitor's, as far as it matters for how others respond. */
export interface Proposed {
  readonly title: string;
  readonly text: string;
  /** Number of the version that is asked about, from 1. */
  readonly version: number;
  /** What it changes: kinds of effects, and of settings. */
  readonly effects: readonly string[];
  readonly settings: readonly string[];
  /** How many proposals the visitor has made before. */
  readonly before: number;
  /** Who objected to an earlier version. */
  readonly objected: readonly Speaker[];
}

/** How somebody will respond. */
export interface Response {
  readonly who: Speaker;
  readonly response: ResponseKind;
  readonly reason: ReasonKind;
  /** Milliseconds from when they were asked. */
  readonly after: number;
}

/** In which order people come to it, in milliseconds, and how long whoever asks waits for the answer. */
export const TURNS: readonly (readonly [Speaker, number])[] = [
  ['farida', 5_000],
  ['ana', 9_000],
  ['dina', 12_000],
  ['bo', 17_000],
  ['cy', 21_000],
  ['guel', 24_000],
  ['hana', 25_000],
  ['emre', 28_000],
];
const LOOK_AGAIN =
  /\b(?:weeks?|months?|spring|summer|autumn|winter|until|review|look (?:at (?:it|this) )?again|try|trial|january|february|march|april|may|june|july|august|september|october|november|december)\b/iu;
const SOMEBODY = /\b(?:ana|bo|cy|dina|emre|farida|hana|who(?:ever)?|two of us|i|we take turns|everybody)\b|gül/iu;
const MONEY = /\b(?:euros?|money|costs?|pay|price|free)\b|[€$£\d]/iu;
const SHORTEST_TEXT = 12;

/** How the others respond to a proposal of the visitor's: mostly they consent; what they say against it can be mended. */
export function responsesTo(proposed: Proposed): readonly Response[] {
  if (proposed.version > 1) return afterAmendment(proposed);
  const other = proposed.before % 2 === 0 ? lookedAtClosely(proposed) : OTHERWISE;
  const said = proposed.effects.length === 0 ? other : aboutTheCell(proposed);
  return TURNS.map(([who, after]) => ({ who, after, ...(said[who] ?? CONSENT) }));
}

type Said = Pick<Response, 'response' | 'reason'>;
const CONSENT: Said = { response: 'consent', reason: 'consent' };
const OTHERWISE: Partial<Record<Speaker, Said>> = { emre: { response: 'concern', reason: 'concern-load' } };

/** Every second proposal is looked at closely: somebody asks, and somebody objects where there is something to object to. */
function lookedAtClosely(proposed: Proposed): Partial<Record<Speaker, Said>> {
  const objection = objectionTo(proposed);
  return {
    dina: { response: 'question', reason: questionOn(proposed) },
    cy: objection === null ? { response: 'concern', reason: 'concern-small' } : { response: 'object', reason: objection },
  };
}

/** What the cell agrees on for itself it can change again at any time; to part from somebody is another thing. */
function aboutTheCell({ effects, settings }: Proposed): Partial<Record<Speaker, Said>> {
  if (effects.includes('remove')) return { cy: { response: 'object', reason: 'object-parting' } };
  return settings.includes('name') ? { bo: { response: 'concern', reason: 'concern-name' } } : OTHERWISE;
}

function afterAmendment({ objected }: Proposed): readonly Response[] {
  return TURNS.map(([who, after]) => ({
    who,
    after: objected.includes(who) ? 6_000 : 4_000 + after / 2,
    response: 'consent',
    reason: objected.includes(who) ? 'resolved' : 'consent',
  }));
}

function objectionTo({ title, text }: Proposed): ReasonKind | null {
  if (text.trim().length < SHORTEST_TEXT) return 'object-empty';
  return LOOK_AGAIN.test(`${title} ${text}`) ? null : 'object-for-good';
}

function questionOn({ title, text }: Proposed): ReasonKind {
  const all = `${title} ${text}`;
  if (!SOMEBODY.test(all)) return 'question-who';
  return MONEY.test(all) ? 'question-works' : 'question-cost';
}
