import * as v from 'valibot';
import type { Id } from '../bytes/id.ts';
import { cleanName } from '../bytes/name.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { linkerOf } from '../cell/links.ts';
import { findId } from '../practices/find-id.ts';
import { fields, idLetters, nameLetters } from '../practices/input.ts';
import { isoTime } from '../practices/moment.ts';
import { oneLine } from '../practices/wording.ts';
import { cellNameOf, choosePresence } from './choice.ts';
import { keepDeviceName, readDeviceName } from './device-names.ts';
import { type DeviceState, decidedAt, deviceState, silentSince } from './device-state.ts';
import { type GivingView, hasRoom } from './link-giving.ts';
import type { TakingView } from './link-taking.ts';
import { type CallOf, inCell, type Operation, onPeer } from './operation.ts';
import type { Peer } from './peer.ts';
import type { Seat } from './seat.ts';

/** How long `take-link` looks for the other device, and `confirm-link` for what follows, before they say how far it has got; in milliseconds. */
const WAIT = 15_000;
/** The longest link, white space within included. */
const LINK_BYTES = 4096;

/** A cell that is linked, for people. */
interface NamedCell {
  readonly id: Id;
  readonly name: string;
}

/** How the linking of another device stands, as people and scripts see it. */
interface GivenLink extends Omit<GivingView, 'cells' | 'expires'> {
  readonly cells: readonly NamedCell[];
  /** ISO 8601. */
  readonly expires: string;
}

/** How the linking of this device stands. */
interface TakenLink extends Omit<TakingView, 'cells'> {
  readonly cells: readonly NamedCell[];
}

/** Six digits as people read them aloud: "314 159". */
function spoken(number: string): string {
  return `${number.slice(0, 3)} ${number.slice(3)}`;
}

function namedCells(peer: Peer, cells: readonly Id[]): NamedCell[] {
  const known = peer.state === 'open' ? peer.cells : [];
  return cells.flatMap((id) => {
    const keys = known.find(({ cell }) => cell === id);
    return keys === undefined ? [] : [{ id, name: cellNameOf(peer, keys) }];
  });
}

function givenLink(peer: Peer, view: GivingView): GivenLink {
  return { ...view, cells: namedCells(peer, view.cells), expires: isoTime(Math.floor(view.expires / 1000)) };
}

function takenLink(peer: Peer, view: TakingView): TakenLink {
  return { ...view, cells: namedCells(peer, view.cells) };
}

/** The cells that are meant, divided by commas; all in which this device speaks where nothing is said. Refuses as `choosePresence` does, `not-a-member`, `too-many-devices`. */
function chosenCells(peer: Peer, meant: string): Verdict<Id[]> {
  const choices = meant.split(',').map((choice) => choice.trim());
  const chosen: Id[] = [];
  for (const choice of choices.filter((one) => one !== '')) {
    const presence = choosePresence(peer, choice);
    if (!presence.ok) return presence;
    if (presence.value.seat.member === undefined) return refuse('not-a-member');
    chosen.push(presence.value.seat.cell.id);
  }
  const all = peer.cells.map(({ cell }) => cell).filter((cell) => peer.presence(cell)?.seat.member !== undefined);
  const cells = chosen.length > 0 ? chosen : all;
  if (cells.length === 0) return refuse('no-cell');
  const isFull = cells.some((cell) => {
    const seat = peer.presence(cell)?.seat;
    return seat !== undefined && !hasRoom(seat);
  });
  return isFull ? refuse('too-many-devices') : accept(cells);
}

const link = onPeer({
  name: 'link',
  changes: true,
  input: fields({ cells: v.optional(v.pipe(v.string('input.no-text'), v.maxLength(2048, 'input.text-too-long')), '') }),
  usage: { positional: [], flags: ['cells'], switches: [] },
  async run(peer, input) {
    if (peer.state !== 'open') return refuse('locked');
    const cells = chosenCells(peer, input.cells);
    if (!cells.ok) return cells;
    const begun = await peer.giveLink(cells.value);
    return begun.ok ? accept(givenLink(peer, begun.value)) : begun;
  },
  tell: ({ link: text, cells }) =>
    `Whoever has this within ten minutes becomes another device of yours in ${cells.map(({ name }) => oneLine(name)).join(', ')}, once you agree. On the new device, with Moot running: moot take-link LINK\n${text}\nThen it shows a number. Type it here: moot confirm-link NUMBER`,
});

const linking = onPeer({
  name: 'linking',
  changes: false,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  async run(peer) {
    if (peer.state !== 'open') return refuse('locked');
    const { giving, taking } = peer;
    return accept({
      /** The linking of another device by this one, the last that was begun; null where none was. */
      given: giving === null ? null : givenLink(peer, giving.view),
      /** The linking of this device by another one. */
      taken: taking === null ? null : takenLink(peer, taking.view),
    });
  },
  tell({ given, taken }) {
    const lines = [given === null ? null : tellGiven(given), taken === null ? null : tellTaken(taken)].filter((line) => line !== null);
    return lines.length === 0 ? 'No device is being linked. "moot link" begins.' : lines.join('\n');
  },
});

function tellGiven({ state, number, name }: GivenLink): string {
  if (state === 'open') return 'The link waits for the new device.';
  if (state === 'comparing')
    return `A device has taken the link. Here the number is ${spoken(number ?? '')}. If it shows the same: moot confirm-link ${number}`;
  if (state === 'linking') return 'The new device is being linked.';
  return state === 'linked' ? `Linked${name === '' ? '' : `: ${oneLine(name)}`}. It speaks for you from now on.` : 'The linking has ended.';
}

function tellTaken({ state, number, cells }: TakenLink): string {
  if (state === 'reaching') return 'Your other device is not in reach yet. Moot keeps trying.';
  if (state === 'comparing') return `The number is ${spoken(number ?? '')}. On your other device: moot confirm-link ${number}`;
  if (state === 'entering') return 'Your other device has agreed. Keys are on their way.';
  if (state === 'stopped') return 'The linking has ended.';
  return `This is a device of yours now, in ${cells.map(({ name }) => oneLine(name)).join(', ')}. What was written comes by itself.`;
}

const confirmLink = onPeer({
  name: 'confirm-link',
  changes: true,
  input: fields({ number: v.pipe(v.string('input.no-text'), v.maxLength(32, 'input.text-too-long')) }),
  usage: { positional: ['number'], flags: [], switches: [] },
  async run(peer, { number }) {
    const { giving } = peer;
    if (giving === null) return refuse('nothing-to-compare');
    const confirmed = giving.confirm(number);
    if (!confirmed.ok) return confirmed;
    await until(peer, () => giving.view.state !== 'linking');
    const { view } = giving;
    return view.state === 'stopped' ? refuse(view.reason ?? 'link-stopped') : accept(givenLink(peer, view));
  },
  tell: tellGiven,
});

const stopLink = onPeer({
  name: 'stop-link',
  changes: true,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  async run(peer) {
    const { giving, taking } = peer;
    const wasUnderWay = giving?.isOver === false || taking?.isOver === false;
    giving?.stop('link-stopped');
    taking?.stop('link-stopped');
    return accept({ stopped: wasUnderWay });
  },
  tell: ({ stopped }) => (stopped ? 'Stopped. The link is worth nothing any more.' : 'No device was being linked.'),
});

const takeLink = onPeer({
  name: 'take-link',
  changes: true,
  input: fields({
    link: v.pipe(v.string('input.no-text'), v.maxLength(LINK_BYTES, 'input.text-too-long')),
    name: v.optional(nameLetters, ''),
  }),
  usage: { positional: ['link'], flags: ['name'], switches: [] },
  async run(peer, input) {
    if (peer.state !== 'open') return refuse('locked');
    const name = input.name.trim() === '' ? accept('') : cleanName(input.name);
    if (!name.ok) return name;
    const begun = await peer.takeLink(input.link, name.value);
    if (!begun.ok) return begun;
    const { taking } = peer;
    if (taking === null) return refuse('link-stopped');
    await until(peer, () => taking.view.state !== 'reaching');
    const { view } = taking;
    return view.state === 'stopped' ? refuse(view.reason ?? 'link-stopped') : accept(takenLink(peer, view));
  },
  tell: tellTaken,
});

async function until(peer: Peer, isSo: () => boolean): Promise<void> {
  const end = peer.parts.clock.now() + WAIT;
  for (let left = WAIT; left > 0 && !isSo(); left = end - peer.parts.clock.now()) await peer.next(left);
}

/** A device of the person's own, as they see it. */
export interface OwnDevice {
  readonly id: Id;
  /** What they call it, on this device; empty where they call it nothing. */
  readonly name: string;
  readonly isThis: boolean;
  readonly state: DeviceState;
  /** How it came: with the person, linked by another device, from a backup, or by a decision of the group in place of those that were lost. */
  readonly came: 'first' | 'linked' | 'restored' | 'recovered';
  /** The device that linked it; null where none did. */
  readonly by: Id | null;
  /** When it was linked, or given, by the clock of whoever did it: ISO 8601; null for the first. */
  readonly since: string | null;
  /** Since when it speaks no more: ISO 8601; null while it does. */
  readonly until: string | null;
}

/** All devices of this device's person that ever were, those that speak first. */
async function listOwnDevices(seat: Seat): Promise<OwnDevice[]> {
  const { cell, person, notes } = seat;
  const { charter } = cell;
  const own = charter?.members.get(person ?? '') ?? charter?.former.get(person ?? '');
  if (own === undefined) return [];
  const views = [...cell.devices.everOf(own)].map(async (id): Promise<OwnDevice> => {
    const before = own.roots.get(id);
    const linked = before === undefined ? cell.devices.link(id) : undefined;
    const by = linked === undefined ? null : linkerOf(linked);
    const given = before === undefined ? undefined : own.recoveries[before - 1];
    return {
      id,
      name: await readDeviceName(notes, id),
      isThis: id === seat.device,
      state: deviceState(cell, id),
      came: before !== undefined ? (before === 0 ? 'first' : 'recovered') : by === null && linked !== undefined ? 'restored' : 'linked',
      by,
      since: given !== undefined ? decidedAt(cell, given) : linked === undefined ? null : isoTime(linked.entry.time),
      until: silentSince(cell, id),
    };
  });
  const all = await Promise.all(views);
  return all.sort((a, b) => Number(b.state === 'speaks') - Number(a.state === 'speaks') || Number(b.isThis) - Number(a.isThis));
}

const devices = inCell({
  name: 'devices',
  changes: false,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  run: async (_peer, { seat }) =>
    accept({
      devices: await listOwnDevices(seat),
      /** Whether they can link another one. */
      hasRoom: seat.member !== undefined && hasRoom(seat),
    }),
  tell: ({ devices: list }) =>
    list
      .map(
        ({ id, name, isThis, state }) =>
          `${id.slice(0, 8)}  ${name === '' ? 'a device' : oneLine(name)}${isThis ? ' (this one)' : ''}: ${STATES[state]}`,
      )
      .join('\n'),
});

const STATES: Readonly<Record<OwnDevice['state'], string>> = {
  speaks: 'speaks for you',
  revoked: 'revoked',
  suspended: 'speaks for nobody until the group decides: it and another one have revoked each other',
  replaced: 'speaks for nobody: the group has given you a new device in its place',
  frozen: 'frozen: it told two different stories. Link it anew from another device of yours, or bring back a backup',
};

const nameDevice = inCell({
  name: 'name-device',
  changes: true,
  input: fields({ id: idLetters, name: nameLetters }),
  usage: { positional: ['id', 'name'], flags: [], switches: [] },
  async run(_peer, { seat }, input) {
    const own = await listOwnDevices(seat);
    const id = findId(input.id, new Map(own.map((device) => [device.id, device])));
    if (!id.ok) return id;
    const name = cleanName(input.name);
    if (!name.ok) return name;
    await keepDeviceName(seat.notes, id.value, name.value);
    return accept({ id: id.value, name: name.value });
  },
  tell: ({ name }) => `On this device it is called ${oneLine(name)}. Nobody else sees the name.`,
});

/** What the API takes and gives of a person's own devices. */
export interface OwnDevicesApi {
  readonly link: CallOf<typeof link>;
  readonly linking: CallOf<typeof linking>;
  readonly 'confirm-link': CallOf<typeof confirmLink>;
  readonly 'stop-link': CallOf<typeof stopLink>;
  readonly 'take-link': CallOf<typeof takeLink>;
  readonly devices: CallOf<typeof devices>;
  readonly 'name-device': CallOf<typeof nameDevice>;
}

export const OWN_DEVICES_OPERATIONS: readonly Operation[] = [link, linking, confirmLink, stopLink, takeLink, devices, nameDevice];
