import { utf8 } from '../bytes/octets.ts';
import { hash } from '../crypto/hash.ts';
import { type CircleId, WHOLE_CELL } from './lane.ts';
import type { Opening } from './opening.ts';

/** With these three bytes begins the name of what is sealed with; no circle of members is named so but by chance, once in 2^24. */
const MARK = '746c6b';
const TURN_LETTERS = 4;
const NAME_BYTES = 3;

/**
 * What talk of one topic and turn is sealed under is an epoch of its own, which all of the cell read, and which is deleted with that turn. It goes by
 * this name in the place of a circle's: a mark, the turn in 2 bytes, and 3 of the topic's hash. Two topics may share it: then they share epochs.
 * @returns null for what is not talk, or in a turn after the year 3226: that is sealed under the cell's epoch
 */
export function talkCircleOf({ lane, topic, turn }: Pick<Opening, 'lane' | 'topic' | 'turn'>): CircleId | null {
  if (lane !== 'talk' || turn >= 2 ** 16) return null;
  const name = hash('moot/talk-circle', utf8(topic)).subarray(0, NAME_BYTES).toHex();
  return `${MARK}${turn.toString(16).padStart(TURN_LETTERS, '0')}${name}`;
}

/** Whether all of the cell read what is sealed under epochs of this name. */
export function isForAll(circle: CircleId): boolean {
  return circle === WHOLE_CELL || circle.startsWith(MARK);
}

/** The turn of such a name; null for circles of members, and for the whole cell. */
export function turnOfTalkCircle(circle: CircleId): number | null {
  return circle.startsWith(MARK) ? Number.parseInt(circle.slice(MARK.length, MARK.length + TURN_LETTERS), 16) : null;
}
