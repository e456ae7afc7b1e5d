import type { Id } from '../../bytes/id.ts';
import { accept, refuse, type Verdict } from '../../bytes/verdict.ts';
import type { Entry } from '../../log/chain.ts';
import { WHOLE_CELL } from '../../log/lane.ts';
import { hasSeen } from '../../log/past.ts';
import { turnOf } from './actions.ts';

/** What the rules need to know of a message. */
export interface Said {
  readonly entry: Entry;
  readonly author: Id;
  readonly channel: string;
  /** The entry that took it back. */
  readonly takenBack: Entry | null;
}

/** A message of nothing but blanks says nothing. */
export function aMessageNeedsWords(text: string): Verdict<null> {
  return text.trim() === '' ? refuse('message-empty') : accept(null);
}

/** Talk stands in talk's own lane, where it can be erased, and is for the whole cell. */
export function talkStaysInItsLane({ chain, circle }: Entry): Verdict<null> {
  return chain.opening.lane === 'talk' && circle === WHOLE_CELL ? accept(null) : refuse('talk-out-of-lane');
}

/** Nobody can keep a message from being erased in its time by putting it into a week far off. A week either way is for clocks and Sunday nights. */
export function aMessageStandsInItsWeek({ chain, time }: Entry): Verdict<null> {
  return Math.abs(chain.opening.turn - turnOf(time)) <= 1 ? accept(null) : refuse('message-in-another-week');
}

/** Whoever changes a message has read it, and stands in its channel and week. */
export function aChangeFollowsItsMessage<Some extends Said>(change: Entry, message: Some | undefined): Verdict<Some> {
  return message !== undefined && hasSeen(change, message.entry) ? accept(message) : refuse('message-unknown');
}

/** What people said stays in their own words. */
export function onlyTheAuthorMayEdit(message: Said, member: Id): Verdict<null> {
  return message.author === member ? accept(null) : refuse('not-your-message');
}

/** What people said is theirs to take back. */
export function onlyTheAuthorMayTakeBack(message: Said, member: Id): Verdict<null> {
  return message.author === member ? accept(null) : refuse('not-your-message');
}

/** What has been taken back stays so. */
export function aMessageTakenBackStaysSo(message: Said): Verdict<null> {
  return message.takenBack === null ? accept(null) : refuse('message-taken-back');
}

/** A reply stands in the channel of what it replies to. */
export function aReplyStaysInItsChannel(message: Said, channel: string): Verdict<null> {
  return message.channel === channel ? accept(null) : refuse('reply-in-another-channel');
}
