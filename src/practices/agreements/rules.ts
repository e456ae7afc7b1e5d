import { accept, refuse, type Verdict } from '../../bytes/verdict.ts';
import { termsOf } from '../../cell/agreements.ts';
import type { Version } from '../../cell/decision.ts';
import type { Entry } from '../../log/chain.ts';
import { WHOLE_CELL } from '../../log/lane.ts';
import { hasSeen } from '../../log/past.ts';

/** A note says something. */
export function aNoteNeedsWords(text: string): Verdict<null> {
  return text.trim() === '' ? refuse('note-empty') : accept(null);
}

/** Whoever notes something has read what was proposed as an agreement. */
export function aNoteFollowsItsAgreement(entry: Entry, version: Version | undefined): Verdict<Version> {
  const isThere = version !== undefined && hasSeen(entry, version.entry) && termsOf(version) !== null;
  return isThere ? accept(version) : refuse('agreement-unread');
}

/** Notes stand in the record, for the whole cell, as decisions do. */
export function notesStandInTheRecord({ chain, circle }: Entry): Verdict<null> {
  return chain.opening.lane === 'record' && circle === WHOLE_CELL ? accept(null) : refuse('note-outside-record');
}

/** A renewal says until when: what had a review date gets a new one after as long as it had, what had none needs one. */
export function aRenewalNeedsADay(review: string | null | undefined): Verdict<string> {
  return typeof review === 'string' ? accept(review) : refuse('renewal-without-day');
}

/** A change changes something: whoever wants it as it is renews it. */
export function aChangeChangesSomething(given: readonly unknown[]): Verdict<null> {
  return given.some((one) => one !== undefined) ? accept(null) : refuse('agreement-unchanged');
}
