import type { Verdict } from '../../bytes/verdict.ts';
import { accept } from '../../bytes/verdict.ts';
import { linkerOf } from '../../cell/links.ts';
import { channelsAt } from '../../practices/talk/commands.ts';
import type { ChannelView } from '../../practices/talk/view.ts';
import { SeatDesk } from '../desk.ts';
import type { Peer } from '../peer.ts';
import { listPeople } from '../people.ts';
import type { Presence } from '../presence.ts';
import { afterTelling, type DigestParts, type Due, dueNow, type Thing } from './batch.ts';
import { type Choices, type NoticeKind, readChoices, USUAL_CHOICES } from './choices.ts';
import { waitingAt } from './standing.ts';
import { Told } from './told.ts';
import type { Waiting, WaitingKind } from './waiting.ts';

/** Something new that others said in a channel. */
export interface TalkNews extends Omit<Waiting, 'kind'> {
  readonly kind: 'talk';
  /** How many messages of it the reader has not read. */
  readonly unread: number;
}

/** Another device speaks for this one's person since lately, and this one did not link it: if they did not either, they have to know. */
export interface DeviceNews extends Omit<Waiting, 'kind'> {
  readonly kind: 'device';
}

/** One thing of which somebody is told. */
export type Notice = Waiting | TalkNews | DeviceNews;

interface NoticeThing extends Thing {
  readonly notice: Notice;
}

/** For so long a device is told of as new, in milliseconds: a week. */
const NEW_FOR = 7 * 86_400_000;

/** Things of one notice that are named; the others are counted. */
const MOST_NAMED = 50;

/** What waits for this device's person in a cell. */
export async function waitingIn(peer: Peer, { seat }: Presence): Promise<Waiting[]> {
  const now = peer.parts.clock.now();
  return waitingAt(seat, await channelsAt(new SeatDesk(seat, now)), peer.safeguards, now);
}

/** What was chosen for a cell on this device; where nothing was, what was chosen for another one. */
export async function choicesIn(peer: Peer, { seat }: Presence): Promise<Choices> {
  const own = await readChoices(seat.notes);
  if (own !== null) return own;
  for (const { cell } of peer.cells) {
    const notes = peer.presence(cell)?.seat.notes;
    const others = notes === undefined ? null : await readChoices(notes);
    if (others !== null) return others;
  }
  return USUAL_CHOICES;
}

/** What is to be told of a cell now, and when to look again. */
export async function digestOf(peer: Peer, presence: Presence): Promise<Due<NoticeThing>> {
  return dueNow(await partsOf(peer, presence));
}

/**
 * Takes what is to be told now, and remembers that it is told: whoever takes it tells it. Resolved means that this is on the disk.
 * @param isSeen the person looks at all that waits at this moment, so that nothing of it has to be told any more
 */
export function takeDigest(
  peer: Peer,
  presence: Presence,
  isSeen: boolean,
): Promise<Verdict<{ readonly count: number; readonly things: readonly Notice[] }>> {
  const { notes } = presence.seat;
  return notes.inTurn(async () => {
    const parts = await partsOf(peer, presence);
    const { unseen, batch, isTime } = dueNow(parts);
    // Of new devices the page tells in People alone, and nobody may have looked there.
    const telling = isSeen ? unseen.filter(({ notice }) => notice.kind !== 'device') : batch;
    if (telling.length > 0 || isTime) await afterTelling(parts, telling, isSeen).keep(notes);
    return accept({ count: batch.length, things: batch.slice(0, MOST_NAMED).map(({ notice }) => notice) });
  });
}

async function partsOf(peer: Peer, presence: Presence): Promise<DigestParts<NoticeThing>> {
  const { seat } = presence;
  const { clock } = peer.parts;
  const now = clock.now();
  const channels = await channelsAt(new SeatDesk(seat, now));
  const waiting = waitingAt(seat, channels, peer.safeguards, now);
  // What is the person's own is told with one cell, the first in which they take part.
  const isFirst = peer.cells.find(({ cell }) => peer.presence(cell)?.seat.member !== undefined)?.cell === seat.cell.id;
  const news = waitsForNobody(seat) ? [] : [...channels.flatMap(saidIn), ...newDevices(seat, now)];
  const things = [...waiting.flatMap((one) => thingOf(one, isFirst)), ...news];
  const [choices, told] = [await choicesIn(peer, presence), await Told.read(seat.notes, now)];
  return { things, told, choices, now, offset: (at) => clock.offset(at) };
}

function waitsForNobody({ member, standstill }: Presence['seat']): boolean {
  return member === undefined || standstill !== null;
}

/** What somebody proposed is no news to them. */
function thingOf(notice: Waiting, isFirst: boolean): NoticeThing[] {
  const kind = kindOf(notice.kind);
  if (kind === null || (kind === 'keeping' && !isFirst)) return [];
  const until = notice.until === null ? null : Date.parse(notice.until);
  return [{ key: notice.key, isTalk: kind === 'calls', kind, until, notice }];
}

function kindOf(kind: WaitingKind): NoticeKind | null {
  if (kind === 'own') return null;
  if (kind === 'door') return 'door';
  if (kind === 'call') return 'calls';
  return kind === 'words' || kind === 'backup' ? 'keeping' : 'asked';
}

/** Others have said something in a channel that the reader has not read. */
function saidIn({ name, circle, unread, last }: ChannelView): NoticeThing[] {
  if (unread === 0 || last === null || last.mine) return [];
  const [key, title] = [`talk ${last.id}`, circle === null ? name : circle.name];
  const notice: TalkNews = { key, kind: 'talk', since: last.time, until: null, title, from: last.author, at: ['talk', name], unread };
  return [{ key, isTalk: true, kind: 'talk', until: null, notice }];
}

/** Devices that came to this one's person of late by another one of theirs, or by a backup. */
function newDevices(seat: Presence['seat'], now: number): NoticeThing[] {
  const person = listPeople(seat, now).find(({ you }) => you);
  return (person?.devices ?? []).flatMap(({ id, own, linked, restored, since }) => {
    const link = seat.cell.devices.link(id);
    const isByThis = link !== undefined && linkerOf(link) === seat.device;
    const isNew = !own && (linked || restored) && !isByThis && since !== null && now - Date.parse(since) < NEW_FOR;
    if (!isNew || person === undefined) return [];
    const notice: DeviceNews = {
      key: `device ${id}`,
      kind: 'device',
      since,
      until: null,
      title: '',
      from: null,
      at: ['people', person.id],
    };
    return [{ key: notice.key, isTalk: false, kind: 'keeping' as const, until: null, notice }];
  });
}
