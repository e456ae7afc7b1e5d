import type { Id } from '../../bytes/id.ts';
import { accept, refuse, type Verdict } from '../../bytes/verdict.ts';
import type { Cell } from '../../cell/cell.ts';
import type { Entry } from '../../log/chain.ts';
import { WHOLE_CELL } from '../../log/lane.ts';
import { hasSeen } from '../../log/past.ts';
import { circleOf, turnOf } from './actions.ts';

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

/** Talk stands in talk's own lane, where it can be erased; it is for the whole cell, and in the channel of a circle for that circle. */
export function talkStaysInItsLane({ chain, circle }: Entry): Verdict<null> {
  return chain.opening.lane === 'talk' && circle === circleOf(chain.opening.topic) ? accept(null) : refuse('talk-out-of-lane');
}

/** The name of a circle is for that circle, and stands where it is kept as long as the circle. */
export function aNameStandsBesideItsCircle({ chain: { opening }, circle }: Entry): Verdict<null> {
  const isThere = opening.lane === 'doc' && opening.turn === 0 && circle !== WHOLE_CELL && circle === circleOf(opening.topic);
  return isThere ? accept(null) : refuse('talk-out-of-lane');
}

/** In a circle those speak who are in it: whoever has left, or reads a copied key, is heard no more. */
export function onlyTheCircleSpeaksInIt(entry: Entry, cell: Cell): Verdict<null> {
  return cell.isFromInside(entry) ? accept(null) : refuse('not-of-the-circle');
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
