import * as v from 'valibot';
import type { Id } from '../../bytes/id.ts';
import { LIMITS } from '../../bytes/limits.ts';
import { accept, assert, refuse, type Verdict } from '../../bytes/verdict.ts';
import type { AnyCommand, Call, Command, Desk, OutputOf, Reach } from '../command.ts';
import { findId } from '../find-id.ts';
import { count, fields, idLetters, nameLetters, writing } from '../input.ts';
import { onlyMembersTakePart } from '../membership.ts';
import { spokenTime } from '../moment.ts';
import { fill, manyLines, oneLine, shortId } from '../wording.ts';
import { DEFAULT_CHANNEL, edit, say, takeBack, talkDraft, turnOf } from './actions.ts';
import { type CirclesApi, circleCommands } from './circles/commands.ts';
import { findCircle } from './circles/view.ts';
import { beginTalk, type Message, type TalkState } from './fold.ts';
import {
  aMessageNeedsWords,
  aMessageTakenBackStaysSo,
  aReplyStaysInItsChannel,
  onlyTheAuthorMayEdit,
  onlyTheAuthorMayTakeBack,
} from './rules.ts';
import { texts } from './texts.ts';
import { type ChannelView, channelNamed, listChannels, listMessages, type MessageView, markRead, parseMarks } from './view.ts';

/** The most messages that one command shows, and how many it shows unless told. */
const MOST_MESSAGES = 1000;
const USUAL_MESSAGES = 200;

const READ_NOTE = 'talk/read';

const stateOf = (desk: Desk): TalkState => desk.state({ name: 'talk', begin: beginTalk });

function findMessage(state: TalkState, typed: string): Verdict<Message> {
  const id = findId(typed, state.messages);
  if (!id.ok) return id;
  const message = state.messages.get(id.value);
  return message === undefined ? refuse('id-unknown') : accept(message);
}

function ownMessage(desk: Desk, typed: string, rule: (message: Message, member: Id) => Verdict<null>): Verdict<Message> {
  const member = onlyMembersTakePart(desk);
  if (!member.ok) return member;
  const message = findMessage(stateOf(desk), typed);
  if (!message.ok) return message;
  const placed = channelNamed(desk, stateOf(desk), message.value.channel);
  const own = placed.ok ? rule(message.value, desk.me.member) : placed;
  if (!own.ok) return own;
  const there = aMessageTakenBackStaysSo(message.value);
  return there.ok ? message : there;
}

/** The channel that is meant by its name, or by a circle of the reader's. Refuses as `channelNamed` and `findCircle` do. @param toRead as there */
function channelMeant(desk: Desk, channel: string | undefined, circle: string | undefined, toRead = false): Verdict<string> | null {
  if (circle !== undefined) {
    const found = findCircle(desk, stateOf(desk), circle, toRead);
    return found.ok ? accept(found.value.channel) : found;
  }
  return channel === undefined ? null : channelNamed(desk, stateOf(desk), channel, toRead);
}

/** Writes one action into a channel's week. @returns the entry's id, and how far it has got */
async function write(desk: Desk, draft: ReturnType<typeof talkDraft>): Promise<{ id: Id; reach: Reach }> {
  const [id = ''] = await desk.write([draft]);
  const entry = desk.record.entry(id);
  assert(entry !== undefined, 'a desk to have what it wrote');
  return { id, reach: desk.reach(entry) };
}

const sayInput = fields({
  text: writing(LIMITS.textBytes),
  channel: v.optional(nameLetters),
  circle: v.optional(nameLetters),
  reply: v.optional(idLetters),
});

const sayCommand: Command<v.InferOutput<typeof sayInput>, { id: Id; channel: string; reach: Reach }> = {
  name: 'say',
  changes: true,
  input: sayInput,
  usage: { positional: ['text'], flags: ['channel', 'circle', 'reply'], switches: [] },
  looksBack: ({ reply }) => reply !== undefined,
  async run({ text, channel: typed, circle, reply }, desk) {
    const allowed = [onlyMembersTakePart(desk), aMessageNeedsWords(text)].find(({ ok }) => !ok);
    if (allowed !== undefined && !allowed.ok) return allowed;
    const state = stateOf(desk);
    const answered = reply === undefined ? null : findMessage(state, reply);
    if (answered !== null && !answered.ok) return answered;
    const channel = channelMeant(desk, typed ?? answered?.value.channel, circle) ?? accept(DEFAULT_CHANNEL);
    if (!channel.ok) return channel;
    const placed = answered === null ? accept(null) : aReplyStaysInItsChannel(answered.value, channel.value);
    if (!placed.ok) return placed;
    const action = say.write({ text, replyTo: answered?.value.id ?? null });
    const written = await write(desk, talkDraft(channel.value, turnOf(desk.now / 1000), action));
    return accept({ id: written.id, channel: channel.value, reach: written.reach });
  },
  tell({ reach }) {
    if (reach.of === 1) return texts['talk.said-alone'];
    return reach.on === 1 ? texts['talk.said-here'] : fill(texts['talk.said'], { ...reach });
  },
};

const editInput = fields({ id: idLetters, text: writing(LIMITS.textBytes) });

const editCommand: Command<v.InferOutput<typeof editInput>, { id: Id }> = {
  name: 'edit',
  changes: true,
  input: editInput,
  usage: { positional: ['id', 'text'], flags: [], switches: [] },
  looksBack: () => true,
  async run({ id, text }, desk) {
    const message = ownMessage(desk, id, onlyTheAuthorMayEdit);
    if (!message.ok) return message;
    const worded = aMessageNeedsWords(text);
    if (!worded.ok) return worded;
    const { channel, entry } = message.value;
    await write(desk, talkDraft(channel, entry.chain.opening.turn, edit.write({ message: message.value.id, text })));
    return accept({ id: message.value.id });
  },
  tell: () => texts['talk.changed'],
};

const unsayInput = fields({ id: idLetters });

const unsayCommand: Command<v.InferOutput<typeof unsayInput>, { id: Id }> = {
  name: 'unsay',
  changes: true,
  input: unsayInput,
  usage: { positional: ['id'], flags: [], switches: [] },
  looksBack: () => true,
  async run({ id }, desk) {
    const message = ownMessage(desk, id, onlyTheAuthorMayTakeBack);
    if (!message.ok) return message;
    const { channel, entry } = message.value;
    await write(desk, talkDraft(channel, entry.chain.opening.turn, takeBack.write({ message: message.value.id })));
    return accept({ id: message.value.id });
  },
  tell: () => texts['talk.taken-back'],
};

const talkInput = fields({
  channel: v.optional(nameLetters),
  circle: v.optional(nameLetters),
  limit: v.optional(count(MOST_MESSAGES)),
  from: v.optional(idLetters),
  before: v.optional(idLetters),
  after: v.optional(idLetters),
});

const talkCommand: Command<v.InferOutput<typeof talkInput>, MessageView[]> = {
  name: 'talk',
  changes: false,
  input: talkInput,
  usage: { positional: [], flags: ['channel', 'circle', 'limit', 'from', 'before', 'after'], switches: [] },
  looksBack: ({ from, before, after, limit = USUAL_MESSAGES }) =>
    limit > USUAL_MESSAGES || [from, before, after].some((bound) => bound !== undefined),
  async run({ channel, circle, limit = USUAL_MESSAGES, from, before, after }, desk) {
    const state = stateOf(desk);
    const name = channelMeant(desk, channel, circle, true) ?? accept(DEFAULT_CHANNEL);
    if (!name.ok) return name;
    const bounds: (Message | undefined)[] = [];
    for (const letters of [from, before, after]) {
      const found = letters === undefined ? null : findMessage(state, letters);
      if (found !== null && !found.ok) return found;
      bounds.push(found?.value);
    }
    const span = { from: bounds[0], before: bounds[1], after: bounds[2], limit };
    return accept(listMessages(desk, state.channels.get(name.value), span, parseMarks(await desk.note(READ_NOTE))));
  },
  tell(messages) {
    return messages.length === 0 ? texts['talk.nothing'] : messages.map(tellMessage).join('\n');
  },
};

function tellMessage({ id, author, text, time, reply, reach, edited, deleted, unread }: MessageView): string {
  const marks = [shortId(id)];
  if (reply !== null) marks.push(fill(texts['talk.mark-reply'], { id: shortId(reply) }));
  if (reach.on < reach.of) marks.push(fill(texts['talk.mark-reach'], { ...reach }));
  if (edited) marks.push(texts['talk.mark-edited']);
  if (unread) marks.push(texts['talk.mark-new']);
  const head = fill(texts['talk.line'], { time: spokenTime(time), author: oneLine(author) });
  return `${head}  [${marks.join(', ')}]\n${deleted ? `  ${texts['talk.gone']}` : manyLines(text, '  ')}`;
}

/** All channels of somebody, with what is unread in each. */
export async function channelsAt(desk: Desk): Promise<ChannelView[]> {
  return listChannels(desk, stateOf(desk), parseMarks(await desk.note(READ_NOTE)));
}

const channelsInput = fields({});

const channelsCommand: Command<v.InferOutput<typeof channelsInput>, ChannelView[]> = {
  name: 'channels',
  changes: false,
  input: channelsInput,
  usage: { positional: [], flags: [], switches: [] },
  run: async (_input, desk) => accept(await channelsAt(desk)),
  tell: (channels) => channels.map(tellChannel).join('\n'),
};

function tellChannel({ name: channel, circle, unread, last }: ChannelView): string {
  const members = circle?.members.map((one) => oneLine(one.name)).join(', ') ?? '';
  const name =
    circle === null ? channel : fill(texts['talk.circle'], { name: circle.name === '' ? texts['circles.unnamed'] : circle.name, members });
  if (last === null) return fill(texts['talk.channel-empty'], { name });
  const line = unread === 0 ? texts['talk.channel-read'] : texts['talk.channel'];
  return fill(line, { name: oneLine(name), unread, author: oneLine(last.author), time: spokenTime(last.time) });
}

const readInput = fields({ channel: v.optional(nameLetters), circle: v.optional(nameLetters) });

const readCommand: Command<v.InferOutput<typeof readInput>, { channel: string }> = {
  name: 'read',
  changes: true,
  input: readInput,
  usage: { positional: [], flags: ['channel', 'circle'], switches: [] },
  async run({ channel, circle }, desk) {
    const state = stateOf(desk);
    const name = channelMeant(desk, channel, circle, true) ?? accept(DEFAULT_CHANNEL);
    if (!name.ok) return name;
    const marks = markRead(parseMarks(await desk.note(READ_NOTE)), state.channels.get(name.value));
    await desk.keepNote(READ_NOTE, JSON.stringify(marks));
    return accept({ channel: name.value });
  },
  tell: ({ channel }) => fill(texts['talk.read'], { channel: oneLine(channel) }),
};

/** What the API takes and gives of talk. */
export interface TalkApi extends CirclesApi {
  readonly say: Call<v.InferInput<typeof sayInput>, OutputOf<typeof sayCommand>>;
  readonly talk: Call<v.InferInput<typeof talkInput>, OutputOf<typeof talkCommand>>;
  readonly edit: Call<v.InferInput<typeof editInput>, OutputOf<typeof editCommand>>;
  readonly unsay: Call<v.InferInput<typeof unsayInput>, OutputOf<typeof unsayCommand>>;
  readonly channels: Call<v.InferInput<typeof channelsInput>, OutputOf<typeof channelsCommand>>;
  readonly read: Call<v.InferInput<typeof readInput>, OutputOf<typeof readCommand>>;
}

/** What people can do and look at in talk. */
export const commands: readonly AnyCommand[] = [
  sayCommand,
  talkCommand,
  editCommand,
  unsayCommand,
  channelsCommand,
  readCommand,
  ...circleCommands,
];
