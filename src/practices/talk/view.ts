import type { Id } from '../../bytes/id.ts';
import { cleanName, foldName } from '../../bytes/name.ts';
import { accept, refuse, type Verdict } from '../../bytes/verdict.ts';
import { WHOLE_CELL } from '../../log/lane.ts';
import type { Desk, Reach } from '../command.ts';
import { isoTime } from '../moment.ts';
import { channelOf, circleOf, DEFAULT_CHANNEL } from './actions.ts';
import { type CircleView, viewCircle } from './circles/view.ts';
import type { Channel, Message, TalkState } from './fold.ts';

/** The most calls that are told of one channel, and among how many of its newest unread messages they are looked for. */
const MOST_CALLS = 5;
const LOOKED_THROUGH = 500;

/** A message as people and scripts see it. */
export interface MessageView {
  readonly id: Id;
  /** Name of who said it. */
  readonly author: string;
  readonly member: Id;
  readonly channel: string;
  /** Empty when it has been taken back. */
  readonly text: string;
  /** When it was said, by the author's clock: ISO 8601. */
  readonly time: string;
  /** The message that it replies to; it may not have arrived, or be erased. */
  readonly reply: Id | null;
  readonly edited: boolean;
  /** When its words were changed last, by the author's clock: ISO 8601; null where they were not. */
  readonly editedAt: string | null;
  readonly deleted: boolean;
  readonly mine: boolean;
  readonly unread: boolean;
  /** How far its newest words have got. */
  readonly reach: Reach;
}

/** A channel as people and scripts see it. */
export interface ChannelView {
  readonly name: string;
  /** The circle that talks in it, which its name stands for; null where everybody does. */
  readonly circle: CircleView | null;
  readonly unread: number;
  /** Unread messages that answer one of the reader's, or name them by @ and their name: the newest of these, oldest first. */
  readonly calls: readonly MessageView[];
  /** Its newest message; null in the channel of everybody while nothing has been said. */
  readonly last: MessageView | null;
}

/**
 * How far this device's person has read: by channel, the message that had come last when they read. What comes later is unread even where it
 * stands earlier, as the words of somebody who was away do.
 */
export type ReadMarks = Readonly<Record<string, Id>>;

/** The marks that a note holds. @param note JSON, or null where there is none yet */
export function parseMarks(note: string | null): ReadMarks {
  return note === null ? {} : (JSON.parse(note) as ReadMarks);
}

/** Marks with all that is in a channel read; the same marks where there is nothing to read. */
export function markRead(marks: ReadMarks, channel: Channel | undefined): ReadMarks {
  const newest = channel?.arrived[channel.arrived.length - 1];
  // From entries, so that a channel of whatever name is a mark of its own and nothing else.
  return channel === undefined || newest === undefined ? marks : Object.fromEntries([...Object.entries(marks), [channel.name, newest.id]]);
}

/**
 * A name that a person typed: of the channel that is there, in whatever case they typed it, else in clean form. Refuses as `cleanName` does, and
 * `not-of-the-circle` for the channel of a circle that they are not in. @param toRead whether it is enough that they were in it when something was said there
 */
export function channelNamed({ cell, me }: Desk, state: TalkState, typed: string, toRead = false): Verdict<string> {
  const circle = circleOf(typed);
  if (circle !== WHOLE_CELL) {
    const isIn = cell.membersOf(circle).includes(me.member);
    const wasIn = toRead && cell.circles.hasLeft(circle, me.member) && state.channels.has(typed);
    return isIn || wasIn ? accept(typed) : refuse('not-of-the-circle');
  }
  // Whoever goes past the commands can begin a channel of any name: it has to be read all the same.
  if (state.channels.has(typed)) return accept(typed);
  const name = cleanName(typed);
  if (!name.ok || state.channels.has(name.value)) return name;
  const wanted = foldName(name.value);
  const [alike] = [DEFAULT_CHANNEL, ...[...state.channels.keys()].sort()].filter((other) => foldName(other) === wanted);
  return accept(alike ?? name.value);
}

/** Which part of a channel to show. */
export interface Span {
  /** Only this message and what stands after it, the newest of it. */
  readonly from?: Message | undefined;
  /** Only what stands before this message, the newest of it. */
  readonly before?: Message | undefined;
  /** Only what stands after this message, the oldest of it. */
  readonly after?: Message | undefined;
  readonly limit: number;
}

/** Messages of a channel, in order: the newest, or those from, before or after a message. */
export function listMessages(
  desk: Desk,
  channel: Channel | undefined,
  { from: first, before, after, limit }: Span,
  marks: ReadMarks,
): MessageView[] {
  if (channel === undefined) return [];
  const { messages } = channel;
  const start = Math.max(first === undefined ? 0 : channel.countBefore(first), after === undefined ? 0 : channel.countBefore(after) + 1);
  const end = before === undefined ? messages.length : channel.countBefore(before);
  const [from, to] = after === undefined ? [Math.max(start, end - limit), end] : [start, Math.min(end, start + limit)];
  const read = lastRead(channel, marks);
  return messages.slice(from, to).map((message) => viewMessage(desk, message, read));
}

/** All channels by name, that of everybody first, those of the reader's circles behind them, and last those of circles that they have left: what they could read they still can. */
export function listChannels(desk: Desk, state: TalkState, marks: ReadMarks): ChannelView[] {
  const names = [...state.channels.keys()].filter((name) => name !== DEFAULT_CHANNEL && circleOf(name) === WHOLE_CELL).sort();
  const circles = desk.cell.circlesOf(desk.me.member).map(channelOf);
  const hasLeft = (name: string) => circleOf(name) !== WHOLE_CELL && desk.cell.circles.hasLeft(circleOf(name), desk.me.member);
  const left = [...state.channels.keys()].filter((name) => hasLeft(name) && !circles.includes(name)).sort();
  return [DEFAULT_CHANNEL, ...names, ...circles, ...left].map((name) => {
    const channel = state.channels.get(name);
    const [last] = listMessages(desk, channel, { limit: 1 }, marks);
    const unread = channel === undefined ? [] : unreadIn(desk, channel, marks);
    const circle = circleOf(name) === WHOLE_CELL ? null : viewCircle(desk, state, circleOf(name));
    return { name, circle, unread: unread.length, calls: callsAmong(desk, state, unread), last: last ?? null };
  });
}

/** What is unread in a channel, the newest first. */
function unreadIn(desk: Desk, channel: Channel, marks: ReadMarks): Message[] {
  const read = lastRead(channel, marks);
  const unread: Message[] = [];
  for (let i = channel.arrived.length - 1; i >= 0; i--) {
    const message = channel.arrived[i] as Message;
    if (message.entry.arrival <= read) break;
    if (isUnread(desk, message, read)) unread.push(message);
  }
  return unread;
}

/** Those of the newest unread messages that call for the reader. */
function callsAmong(desk: Desk, { messages }: TalkState, unread: readonly Message[]): MessageView[] {
  const { member } = desk.me;
  const name = `@${foldName(desk.nameOf(member))}`;
  const calls: Message[] = [];
  for (const message of unread.slice(0, LOOKED_THROUGH)) {
    if (calls.length === MOST_CALLS) break;
    const answered = message.replyTo === null ? undefined : messages.get(message.replyTo);
    if (answered?.author === member || isNamed(foldName(message.text), name)) calls.push(message);
  }
  return calls.reverse().map((message) => viewMessage(desk, message, -1));
}

/** Whether a text has a name in it that does not go on behind it. */
function isNamed(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!/^[\p{L}\p{N}]/u.test(text.slice(at + name.length))) return true;
  return false;
}

/** The arrival of the message up to which a channel has been read, -1 when none has. */
function lastRead(channel: Channel, marks: ReadMarks): number {
  if (!Object.hasOwn(marks, channel.name)) return -1;
  const mark = marks[channel.name];
  for (let i = channel.arrived.length - 1; i >= 0; i--) if (channel.arrived[i]?.id === mark) return channel.arrived[i]?.entry.arrival ?? -1;
  return -1;
}

function isUnread({ me }: Desk, { author, takenBack, entry }: Message, read: number): boolean {
  return author !== me.member && takenBack === null && entry.arrival > read;
}

function viewMessage(desk: Desk, message: Message, read: number): MessageView {
  const { id, author, channel, text, replyTo, entry, edited, takenBack } = message;
  return {
    id,
    author: desk.nameOf(author),
    member: author,
    channel,
    text,
    time: isoTime(entry.time),
    reply: replyTo,
    edited: edited !== null && takenBack === null,
    editedAt: edited === null || takenBack !== null ? null : isoTime(edited.time),
    deleted: takenBack !== null,
    mine: author === desk.me.member,
    unread: isUnread(desk, message, read),
    reach: desk.reach(takenBack ?? edited ?? entry),
  };
}
