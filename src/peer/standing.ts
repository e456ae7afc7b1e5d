import type { Id } from '../bytes/id.ts';
import { accept, refuse } from '../bytes/verdict.ts';
import { displayNames } from '../cell/names.ts';
import type { OperatingError } from '../ports/errors.ts';
import { fields } from '../practices/input.ts';
import { cellNameOf } from './choice.ts';
import { arrivalOf } from './coming-back.ts';
import { type DeviceState, deviceState } from './device-state.ts';
import type { CellKeys } from './keyring.ts';
import { type CallOf, type Operation, onPeer } from './operation.ts';
import { outdated } from './outdated.ts';
import { listSetAside } from './parting.ts';
import type { Peer } from './peer.ts';
import type { Presence } from './presence.ts';
import type { Seat } from './seat.ts';
import { countShut, type Shut } from './shut.ts';

/** A cell in the list of cells. */
export interface CellView {
  readonly id: Id;
  readonly name: string;
  /** `asleep`: it could not be opened, see the fault. `revoked`, `suspended`, `frozen`, `replaced`: this device speaks for nobody now, its member is in the cell. */
  readonly state: 'member' | 'waiting' | 'refused' | 'asleep' | 'left' | 'removed' | Exclude<DeviceState, 'speaks'>;
  /** Why the group or a device refused; null otherwise. */
  readonly refused: string | null;
  /** While this device waits to come back for a member who has lost theirs: the number to read to another one. Null otherwise. */
  readonly arrival: string | null;
  /** Whether this device has its keys, by a decision or by another device of the person's, and only what was written is still to come. */
  readonly isComing: boolean;
}

/** A device that this one is linked with. */
export interface LinkedPeer {
  readonly device: Id;
  /** Whose it is; null while we do not know it as a member's. */
  readonly member: string | null;
  readonly via: 'here' | 'lan' | 'internet';
  readonly inSync: boolean;
}

/** How one cell stands on this device. */
export interface CellStatus extends CellView, Shut {
  readonly entries: number;
  /** Entries that wait for others to arrive first. */
  readonly waiting: number;
  /** Entries that are set aside: see the operation `set-aside`. */
  readonly quarantined: number;
  /** Logs that are frozen, for their device told two stories. */
  readonly forked: number;
  /** Entries that count and do nothing here, by reason; `kind-unknown` needs a newer Moot. */
  readonly inert: Readonly<Record<string, number>>;
  readonly devices: number;
  /** The cell that this one was founded anew from; null for most. */
  readonly parent: Id | null;
  readonly addresses: readonly string[];
  readonly peers: readonly LinkedPeer[];
  /** What is wrong, in words; null while all is well. */
  readonly fault: string | null;
}

function viewOf(peer: Peer, keys: CellKeys): CellView {
  const presence = peer.presence(keys.cell);
  const refused = keys.joining?.refused ?? null;
  const isComing = keys.welcome !== null && presence?.seat.cell.charter === null;
  const base = {
    id: keys.cell,
    name: cellNameOf(peer, keys),
    refused: keys.welcome === null ? refused : null,
    arrival: refused === null ? arrivalOf(keys) : null,
    isComing,
  };
  if (keys.welcome === null) return { ...base, state: refused === null ? 'waiting' : 'refused' };
  if (presence === undefined) return { ...base, state: 'asleep' };
  return { ...base, state: stateIn(presence.seat) };
}

function stateIn({ cell, device, member, person, standstill }: Seat): CellView['state'] {
  const { charter } = cell;
  if (charter === null || person === undefined) return 'waiting';
  if (!charter.members.has(person)) return charter.left.has(person) ? 'left' : 'removed';
  // It may have heard the proof before the others have shown it in the record.
  if (standstill !== null) return 'frozen';
  const state = deviceState(cell, device);
  return member === undefined && state !== 'speaks' ? state : 'member';
}

function faultText(fault: unknown): string | null {
  if (fault === null || fault === undefined) return null;
  return fault instanceof Error ? fault.message : String(fault);
}

function outdatedOf(presence: Presence | undefined): OperatingError | null {
  return presence?.seat.cell.power?.isOutdated ? outdated() : null;
}

/** How one cell stands. */
export function cellStatus(peer: Peer, keys: CellKeys): CellStatus {
  const presence = peer.presence(keys.cell);
  const base = {
    ...viewOf(peer, keys),
    fault: faultText(peer.fault(keys.cell) ?? presence?.seat.fault ?? presence?.seat.standstill ?? outdatedOf(presence)),
  };
  if (presence === undefined)
    return {
      ...base,
      entries: 0,
      waiting: 0,
      sealedForOthers: 0,
      incomplete: 0,
      quarantined: 0,
      forked: 0,
      inert: {},
      devices: 0,
      parent: null,
      addresses: [],
      peers: [],
    };
  const { cell, record, inert } = presence.seat;
  const names = cell.charter === null ? new Map<Id, string>() : displayNames(cell.charter);
  const devices = cell.currentDevices();
  const peers = presence.links().flatMap(({ device, via, inSync }): LinkedPeer[] => {
    if (device === null) return [];
    const member = devices.get(device)?.member;
    return [{ device, member: member === undefined ? null : (names.get(member) ?? null), via, inSync }];
  });
  return {
    ...base,
    entries: record.size,
    waiting: record.waiting,
    ...countShut(presence.seat),
    quarantined: listSetAside(presence.seat).length,
    forked: record.frozen.size,
    inert: Object.fromEntries(inert),
    devices: devices.size,
    parent: cell.power?.genesis.parent ?? null,
    addresses: presence.addresses(),
    peers,
  };
}

const cells = onPeer({
  name: 'cells',
  changes: false,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  async run(peer) {
    if (peer.state === 'locked') return refuse('locked');
    return accept(peer.state === 'open' ? peer.cells.map((keys) => viewOf(peer, keys)) : []);
  },
  tell: (views) =>
    views.length === 0
      ? 'You are in no cell yet. "moot found NAME --as YOU" founds one; "moot join INVITATION --as YOU" joins one.'
      : views.map(({ id, name, state, isComing }) => `${id.slice(0, 8)}  ${name}: ${isComing ? COMING : STATES[state]}`).join('\n'),
});

const COMING = 'the keys are here; what was written comes when a device of the cell is met';

const STATES: Readonly<Record<CellView['state'], string>> = {
  member: 'you are a member',
  waiting: "waiting for the group's decision",
  refused: 'not admitted',
  asleep: 'could not be opened',
  left: 'you have left',
  removed: 'you were removed by a decision of the group',
  revoked:
    'this device was revoked and speaks for nobody. Link it anew from a device that speaks for you: "moot link" there, "moot take-link" here',
  suspended:
    'this device and another of yours have revoked each other, so neither speaks until the group decides. If it has decided for the other one, this one does not hear of it: link it anew, "moot link" there, "moot take-link" here',
  replaced: 'the group has given its member a new device in place of this one, which speaks for nobody',
  frozen: 'this device told two different stories and writes nothing more; you stay a member',
};

const status = onPeer({
  name: 'status',
  changes: false,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  run: async (peer) =>
    accept({
      state: peer.state,
      home: peer.parts.home.place,
      cells: peer.state === 'open' ? peer.cells.map((keys) => cellStatus(peer, keys)) : [],
    }),
  tell({ state, home, cells: all }) {
    if (state === 'locked') return `Moot is locked (${home}). "moot unlock" opens it.`;
    if (all.length === 0) return `Nothing here yet (${home}). "moot found NAME --as YOU" founds a cell.`;
    return all.map(tellCell).join('\n\n');
  },
});

function tellCell({
  name,
  state,
  entries,
  sealedForOthers,
  incomplete,
  peers,
  devices,
  fault,
  quarantined,
  forked,
  inert,
}: CellStatus): string {
  const lines = [`${name}: ${STATES[state]}`, `  ${entries === 1 ? 'one entry' : `${entries} entries`} on this device`];
  for (const { member, via, inSync } of peers) {
    lines.push(
      `  linked with ${member ?? 'a device that is not known yet'} (${VIA[via]}), ${inSync ? 'both have everything' : 'still exchanging'}`,
    );
  }
  if (peers.length === 0 && devices > 1)
    lines.push('  No other device of the cell is in reach. What you write goes on by itself when one is.');
  if (sealedForOthers > 0)
    lines.push(`  ${sealedForOthers === 1 ? 'One of them is' : `${sealedForOthers} of them are`} carried for circles that you are not in.`);
  if (incomplete > 0)
    lines.push(
      `  ${incomplete === 1 ? 'One entry of your circles' : `${incomplete} entries of your circles`} cannot be read here yet. The key comes when a device of the circle is met.`,
    );
  if (quarantined > 0)
    lines.push(`  ${quarantined === 1 ? 'One entry is' : `${quarantined} entries are`} set aside. "moot set-aside" shows what, and why.`);
  if (forked > 0) lines.push(`  ${forked === 1 ? 'One log is' : `${forked} logs are`} frozen: their device told two different stories.`);
  const newer = inert['kind-unknown'] ?? 0;
  if (newer > 0)
    lines.push(
      `  ${newer === 1 ? 'One entry needs' : `${newer} entries need`} a newer Moot. They are kept, and show themselves when this device has it.`,
    );
  if (fault !== null) lines.push(`  ${fault}`);
  return lines.join('\n');
}

const VIA: Readonly<Record<LinkedPeer['via'], string>> = {
  here: 'on this machine',
  lan: 'on the local network',
  internet: 'over the Internet',
};

/** What the API takes and gives of how this device stands. */
export interface StandingApi {
  readonly cells: CallOf<typeof cells>;
  readonly status: CallOf<typeof status>;
}

export const STANDING_OPERATIONS: readonly Operation[] = [cells, status];
