import type { Cbor } from '../../bytes/cbor.ts';
import type { Id } from '../../bytes/id.ts';
import { LIMITS } from '../../bytes/limits.ts';
import { id, nullable, record, text } from '../../bytes/shape.ts';
import { actionKind } from '../../cell/action.ts';
import { WHOLE_CELL } from '../../log/lane.ts';
import type { Draft } from '../../log/writing.ts';

/** Where people talk unless they choose another channel. */
export const DEFAULT_CHANNEL = 'everyone';

const WEEK = 604_800;

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

/** A draft for a channel's week. What concerns a message goes into the week of that message: they are erased together. */
export function talkDraft(channel: string, turn: number, action: Cbor): Draft {
  return { lane: 'talk', topic: channel, turn, circle: WHOLE_CELL, action };
}
