import type { Id } from '../../bytes/id.ts';
import { accept, type Verdict } from '../../bytes/verdict.ts';
import type { Cell, Folded } from '../../cell/cell.ts';
import type { Entry } from '../../log/chain.ts';
import type { CircleId } from '../../log/lane.ts';
import { compareEntries } from '../../log/order.ts';
import { type Edit, edit, nameCircle, type Say, say, takeBack } from './actions.ts';
import {
  aChangeFollowsItsMessage,
  aMessageNeedsWords,
  aMessageStandsInItsWeek,
  aNameStandsBesideItsCircle,
  onlyTheAuthorMayEdit,
  onlyTheAuthorMayTakeBack,
  onlyTheCircleSpeaksInIt,
  type Said,
  talkStaysInItsLane,
} from './rules.ts';

/** Something that was said. */
export interface Message extends Said {
  readonly id: Id;
  readonly replyTo: Id | null;
  /** In its newest words; empty once it has been taken back. */
  readonly text: string;
  /** The entry that brought the newest words, where it was edited. */
  readonly edited: Entry | null;
}

/** A message whose state still changes: only the fold sees it so. */
type Changing = { -readonly [Field in keyof Message]: Message[Field] };

/** A place to talk. It is there once something has been said in it. */
export class Channel {
  readonly name: string;
  /** In the order in which they came to this device. */
  readonly arrived: Message[] = [];
  readonly #ordered: Message[] = [];
  #isOrdered = true;

  constructor(name: string) {
    this.name = name;
  }

  /** Takes one message more. */
  add(message: Message): void {
    const last = this.#ordered[this.#ordered.length - 1];
    // A first sync brings many at once, and out of order: they are put in order when somebody looks.
    if (last !== undefined && compareMessages(last, message) > 0) this.#isOrdered = false;
    this.#ordered.push(message);
    this.arrived.push(message);
  }

  /** By week, then in the order of entries: the same on every device. */
  get messages(): readonly Message[] {
    if (!this.#isOrdered) this.#ordered.sort(compareMessages);
    this.#isOrdered = true;
    return this.#ordered;
  }

  /** How many messages stand before this one. */
  countBefore(message: Message): number {
    const { messages } = this;
    let [low, high] = [0, messages.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareMessages(messages[middle] as Message, message) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** What a circle's members call it, and the entry that says so. */
export interface CircleName {
  readonly name: string;
  readonly entry: Entry;
}

/** All that was said in a cell, as far as this device can read it. */
export interface TalkState {
  readonly names: ReadonlyMap<CircleId, CircleName>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly messages: ReadonlyMap<Id, Message>;
}

interface ChangingState {
  readonly names: Map<CircleId, CircleName>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<Id, Changing>;
}

/** A cell in which nothing has been said. */
export function beginTalk(): TalkState {
  return { names: new Map(), channels: new Map(), messages: new Map() } satisfies ChangingState;
}

/** Takes an entry of talk. Of edits the last in order holds; what has been taken back stays so, whatever else arrives. */
export function foldTalk(state: TalkState, entry: Entry, cell: Cell): Folded {
  const member = cell.memberOf(entry);
  if (member === undefined) return { inert: 'unreadable' };
  const named = nameCircle.read(entry.action);
  const placed = named === undefined ? talkStaysInItsLane(entry) : aNameStandsBesideItsCircle(entry);
  const spoken = placed.ok ? onlyTheCircleSpeaksInIt(entry, cell) : placed;
  if (!spoken.ok) return { inert: spoken.reason };
  const taken = named === undefined ? take(state as ChangingState, entry, member) : takeName(state as ChangingState, entry, named.name);
  if (taken === null) return { inert: 'kind-unknown' };
  return taken.ok ? 'done' : { inert: taken.reason };
}

function take(state: ChangingState, entry: Entry, member: Id): Verdict<null> | null {
  const said = say.read(entry.action);
  if (said !== undefined) return takeMessage(state, entry, member, said);
  const edited = edit.read(entry.action);
  if (edited !== undefined) return takeEdit(state, entry, member, edited);
  const back = takeBack.read(entry.action);
  return back === undefined ? null : takeDeletion(state, entry, member, back.message);
}

function takeName({ names }: ChangingState, entry: Entry, name: string): Verdict<null> {
  const before = names.get(entry.circle);
  if (before === undefined || compareEntries(before.entry, entry) < 0) names.set(entry.circle, { name, entry });
  return accept(null);
}

function takeMessage(state: ChangingState, entry: Entry, author: Id, { text, replyTo }: Say): Verdict<null> {
  const worded = aMessageNeedsWords(text);
  if (!worded.ok) return worded;
  const placed = aMessageStandsInItsWeek(entry);
  if (!placed.ok) return placed;
  const name = entry.chain.opening.topic;
  const message: Changing = { id: entry.id, entry, author, channel: name, replyTo, text, edited: null, takenBack: null };
  const channel = state.channels.get(name) ?? new Channel(name);
  channel.add(message);
  state.channels.set(name, channel);
  state.messages.set(message.id, message);
  return accept(null);
}

function takeEdit(state: ChangingState, entry: Entry, member: Id, { message: id, text }: Edit): Verdict<null> {
  const followed = aChangeFollowsItsMessage(entry, state.messages.get(id));
  if (!followed.ok) return followed;
  const message = followed.value;
  const own = onlyTheAuthorMayEdit(message, member);
  if (!own.ok) return own;
  const worded = aMessageNeedsWords(text);
  if (!worded.ok) return worded;
  if (message.edited !== null && compareEntries(message.edited, entry) > 0) return accept(null);
  message.edited = entry;
  if (message.takenBack === null) message.text = text;
  return accept(null);
}

function takeDeletion(state: ChangingState, entry: Entry, member: Id, id: Id): Verdict<null> {
  const followed = aChangeFollowsItsMessage(entry, state.messages.get(id));
  if (!followed.ok) return followed;
  const message = followed.value;
  const own = onlyTheAuthorMayTakeBack(message, member);
  if (!own.ok) return own;
  message.text = '';
  if (message.takenBack === null || compareEntries(entry, message.takenBack) < 0) message.takenBack = entry;
  return accept(null);
}

function compareMessages(a: Message, b: Message): number {
  return a.entry.chain.opening.turn - b.entry.chain.opening.turn || compareEntries(a.entry, b.entry);
}
