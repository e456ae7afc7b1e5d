import type { Id } from '../../bytes/id.ts';
import { accept, type Verdict } from '../../bytes/verdict.ts';
import { kindOf } from '../../cell/action.ts';
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
  /** Null once it has been taken back. */
  readonly replyTo: Id | null;
  /** In its newest words; empty once it has been taken back. */
  readonly text: string;
  /** The entry that brought the newest words, where it was edited and not taken back. */
  readonly edited: Entry | null;
}

/** Other words of a message. */
interface Reworded extends Said {
  readonly message: Changing;
  text: string;
}

/** A message whose state still changes: only the fold sees it so. */
type Changing = { -readonly [Field in keyof Message]: Message[Field] } & {
  /** Its first words. */
  first: string;
  readonly edits: Reworded[];
};

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
  /** Entries whose words were taken back: their bodies are to be erased. */
  readonly takenBack: ReadonlySet<Entry>;
}

interface ChangingState {
  readonly names: Map<CircleId, CircleName>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<Id, Changing>;
  readonly takenBack: Set<Entry>;
  /** Edits that count, by their entries. */
  readonly edits: Map<Id, Reworded>;
  /** Entries that say nothing here: their bodies are erased, or sealed so that nobody can read them. */
  readonly silent: Map<Id, Silent>;
}

/** An entry without its words, and edits of it. */
interface Silent extends Said {
  readonly edits: Said[];
}

/** A cell in which nothing has been said. */
export function beginTalk(): TalkState {
  const begun: ChangingState = {
    names: new Map(),
    channels: new Map(),
    messages: new Map(),
    takenBack: new Set(),
    edits: new Map(),
    silent: new Map(),
  };
  return begun;
}

/** Takes an entry of talk. Of edits the last in order holds; what has been taken back stays so, whatever else arrives. */
export function foldTalk(state: TalkState, entry: Entry, cell: Cell): Folded {
  const member = cell.memberOf(entry);
  if (member === undefined) return { inert: 'unreadable' };
  const named = nameCircle.read(entry.action);
  const placed = named === undefined ? talkStaysInItsLane(entry) : aNameStandsBesideItsCircle(entry);
  const spoken = placed.ok ? onlyTheCircleSpeaksInIt(entry, cell) : placed;
  if (!spoken.ok) return { inert: spoken.reason };
  if (kindOf(entry.action) === undefined) return takeSilent(state as ChangingState, entry, member);
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

/** What an entry said that is without its words, nobody can tell: whether they were taken back, another entry says. */
function takeSilent({ silent }: ChangingState, entry: Entry, author: Id): Folded {
  if (aMessageStandsInItsWeek(entry).ok)
    silent.set(entry.id, { entry, author, channel: entry.chain.opening.topic, takenBack: null, edits: [] });
  // Where it is still whole it counts; so it does here.
  return entry.shut === 'erased' ? 'done' : { inert: 'unreadable' };
}

function takeMessage(state: ChangingState, entry: Entry, author: Id, { text, replyTo }: Say): Verdict<null> {
  const worded = aMessageNeedsWords(text);
  if (!worded.ok) return worded;
  const placed = aMessageStandsInItsWeek(entry);
  if (!placed.ok) return placed;
  add(state, { entry, author, channel: entry.chain.opening.topic, takenBack: null }, text, replyTo);
  return accept(null);
}

function add(state: ChangingState, said: Said, text: string, replyTo: Id | null): Changing {
  const message: Changing = { ...said, id: said.entry.id, replyTo, text, edited: null, first: text, edits: [] };
  const channel = state.channels.get(said.channel) ?? new Channel(said.channel);
  channel.add(message);
  state.channels.set(said.channel, channel);
  state.messages.set(message.id, message);
  return message;
}

function takeEdit(state: ChangingState, entry: Entry, member: Id, { message: id, text }: Edit): Verdict<null> {
  const message = state.messages.get(id);
  const silent = state.silent.get(id);
  const followed = aChangeFollowsItsMessage<Said>(entry, message ?? silent);
  if (!followed.ok) return followed;
  const own = onlyTheAuthorMayEdit(followed.value, member);
  if (!own.ok) return own;
  const worded = aMessageNeedsWords(text);
  if (!worded.ok) return worded;
  if (message === undefined) {
    silent?.edits.push({ ...followed.value, entry });
    return accept(null);
  }
  const edited: Reworded = { entry, author: member, channel: message.channel, takenBack: null, message, text };
  state.edits.set(entry.id, edited);
  message.edits.push(edited);
  if (message.takenBack === null) reword(state, message);
  else silence(state, message);
  return accept(null);
}

/** Of all words of a message the last in order hold, those left out that were taken back by themselves. */
function reword({ messages }: ChangingState, message: Changing): void {
  const [newest] = message.edits.filter(({ entry }) => !messages.has(entry.id)).sort((a, b) => compareEntries(b.entry, a.entry));
  message.text = newest?.text ?? message.first;
  message.edited = newest?.entry ?? null;
}

/** Nothing that a message ever said is kept. */
function silence({ takenBack }: ChangingState, message: Changing): void {
  [message.text, message.first, message.replyTo, message.edited] = ['', '', null, null];
  for (const edited of message.edits) edited.text = '';
  for (const { entry } of [message, ...message.edits]) takenBack.add(entry);
}

/**
 * Takes back what somebody said themselves: a place is left that says so. What is without its words already leaves the same place, and nobody can tell
 * any more whether it was a message or an edit; so an edit that is taken back by itself leaves one as well.
 */
function takeDeletion(state: ChangingState, entry: Entry, member: Id, id: Id): Verdict<null> {
  const edited = state.edits.get(id);
  const followed = aChangeFollowsItsMessage(entry, state.messages.get(id) ?? edited ?? state.silent.get(id));
  if (!followed.ok) return followed;
  const { author, channel, entry: said } = followed.value;
  const own = onlyTheAuthorMayTakeBack(followed.value, member);
  if (!own.ok) return own;
  const message = state.messages.get(id) ?? add(state, { entry: said, author, channel, takenBack: null }, '', null);
  if (message.takenBack === null || compareEntries(entry, message.takenBack) < 0) message.takenBack = entry;
  silence(state, message);
  for (const other of state.silent.get(id)?.edits ?? []) state.takenBack.add(other.entry);
  if (edited !== undefined && edited.message.takenBack === null) reword(state, edited.message);
  return accept(null);
}

function compareMessages(a: Message, b: Message): number {
  return a.entry.chain.opening.turn - b.entry.chain.opening.turn || compareEntries(a.entry, b.entry);
}
