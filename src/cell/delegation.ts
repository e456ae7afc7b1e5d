import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { id, list, nullable, record, text, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Entry } from '../log/chain.ts';
import { actionKind } from './action.ts';
import { dayOf } from './day.ts';

/** Gives one's voice to another member for a time, or takes it back: see design/deciding.md. */
export interface Delegate {
  /** Who speaks; null takes the voice back. */
  readonly to: Id | null;
  /** The subject of agreements that it is given for, as they write it; empty for all that is counted. */
  readonly subject: string;
  /** The last day, in days since 1970; 0 where it is taken back. */
  readonly until: number;
  /** Versions of which the device that wrote it knew otherwise than their proposer's clock says: it had seen them end already, or they were still open there. */
  readonly otherwise: readonly Id[];
}

/** The action by which somebody gives their voice, or takes it back. */
export const delegate = actionKind<Delegate>(
  'delegate',
  record({
    to: nullable(id),
    subject: text(LIMITS.nameBytes),
    until: uint(LIMITS.reviewDay),
    otherwise: list(id, LIMITS.otherwise),
  }),
);

/** What a cell agrees on where nobody can give their voice; else a digit: how many others one person can speak for in a vote. */
export const NO_VOICES = 'off';

/** How many others one person can speak for; 0 where it is off. @param agreed a value of the setting `delegation` */
export function voicesAgreed(agreed: string): number {
  return /^[1-9]$/.test(agreed) ? Number(agreed) : 0;
}

/** A voice is given where the cell has agreed to it; taken back it is anywhere. @param agreed how many one person can speak for, in the entry's past */
export function aVoiceIsGivenWhereItIsAgreed({ to }: Delegate, agreed: number): Verdict<null> {
  return to === null || agreed > 0 ? accept(null) : refuse('delegation-not-agreed');
}

/** A voice is given to another. @param wasMember judged from the entry's past */
export function aVoiceIsGivenToAnotherMember({ to }: Delegate, member: Id, wasMember: (one: Id) => boolean): Verdict<null> {
  if (to === null) return accept(null);
  if (to === member) return refuse('delegation-to-oneself');
  return wasMember(to) ? accept(null) : refuse('member-unknown');
}

/** A voice comes back by itself, half a year later at the latest, by the clock of whoever gives it. */
export function aVoiceIsGivenForATime({ to, until }: Delegate, { time }: Pick<Entry, 'time'>): Verdict<null> {
  if (to === null) return accept(null);
  const today = dayOf(time * 1000);
  if (until < today) return refuse('delegation-over');
  return until - today <= LIMITS.delegationDays ? accept(null) : refuse('delegation-too-long');
}
