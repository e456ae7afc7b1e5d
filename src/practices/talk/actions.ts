import type { Cbor } from '../../bytes/cbor.ts';
import type { Id } from '../../bytes/id.ts';
import { LIMITS } from '../../bytes/limits.ts';
import { id, nullable, record, text } from '../../bytes/shape.ts';
import { actionKind } from '../../cell/action.ts';
import { WEEK } from '../../cell/retention.ts';
import { type CircleId, WHOLE_CELL } from '../../log/lane.ts';
import type { Draft } from '../../log/writing.ts';

/** Where people talk unless they choose another channel. */
export const DEFAULT_CHANNEL = 'everyone';

/** The week that a moment lies in: talk of one channel and week is kept together, so that it can be erased whole. @param seconds since 1970 */
export function turnOf(seconds: number): number {
  return Math.floor(seconds / WEEK);
}

/** Says something in the channel that is its log's topic. The entry's id is the message's id. */
export interface Say {
  readonly text: string;
  readonly replyTo: Id | null;
}
export const say = actionKind<Say>('talk/say', record({ text: text(LIMITS.textBytes), replyTo: nullable(id) }));

/** Puts an own message in other words. */
export interface Edit {
  readonly message: Id;
  readonly text: string;
}
export const edit = actionKind<Edit>('talk/edit', record({ message: id, text: text(LIMITS.textBytes) }));

/** Takes an own message back. */
export const takeBack = actionKind<{ readonly message: Id }>('talk/delete', record({ message: id }));

/** Says what a circle's members call it. It stands beside the circle's talk, where it is not erased; of several the last in order holds. */
export const nameCircle = actionKind<{ readonly name: string }>('talk/name', record({ name: text(LIMITS.nameBytes) }));

const CIRCLE_CHANNEL = /^circle\/([0-9a-f]{16})$/;

/** The channel in which a circle talks: the topic of its logs, which says nothing but the circle's id. */
export function channelOf(circle: CircleId): string {
  return `circle/${circle}`;
}

/** The circle that talks in a channel; the whole cell does in all others. */
export function circleOf(channel: string): CircleId {
  return CIRCLE_CHANNEL.exec(channel)?.[1] ?? WHOLE_CELL;
}

/** A draft for a channel's week. What concerns a message goes into the week of that message: they are erased together. */
export function talkDraft(channel: string, turn: number, action: Cbor): Draft {
  return { lane: 'talk', topic: channel, turn, circle: circleOf(channel), action };
}

/** A draft that gives a circle a name. */
export function nameDraft(circle: CircleId, name: string): Draft {
  return { lane: 'doc', topic: channelOf(circle), turn: 0, circle, action: nameCircle.write({ name }) };
}
