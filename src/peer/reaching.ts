import type { Id } from '../bytes/id.ts';
import { accept } from '../bytes/verdict.ts';
import { displayNames } from '../cell/names.ts';
import type { Via } from '../ports/network.ts';
import { fields } from '../practices/input.ts';
import { isoTime, spokenTime } from '../practices/moment.ts';
import { oneLine } from '../practices/wording.ts';
import { type AllOnItsWay, onItsWay } from './on-its-way.ts';
import { type CallOf, inCell, type Operation } from './operation.ts';
import type { Presence } from './presence.ts';
import { type SetAside, setAside } from './set-aside.ts';
import { heldBy, type SpreadStep, spreadOf } from './spread.ts';

/** The most own things on their way that are told one by one. */
const MOST_LATE = 20;

/** One device of the cell: how it is met, and how far it has got. */
export interface DeviceReach {
  readonly device: Id;
  readonly member: string;
  readonly memberId: Id;
  /** Whether it is this device. */
  readonly self: boolean;
  /** Whether it is this person's. */
  readonly yours: boolean;
  /** How it is linked now, each way once; empty while it is not. */
  readonly via: readonly Via[];
  /** Since when it has been linked; null while it is not. ISO 8601. */
  readonly since: string | null;
  /** When it was last linked; null where it never was. ISO 8601. */
  readonly last: string | null;
  /** Whether both have told one another all that they have. */
  readonly inSync: boolean;
  /** How many of the entries here it has, by its own word. */
  readonly held: number;
}

/** How far what is here has got. */
export interface CellReach {
  /** This device first, then those that are linked, then those that were met last. */
  readonly devices: readonly DeviceReach[];
  readonly entries: number;
  readonly spread: readonly SpreadStep[];
  /** Of the entries that this device wrote. */
  readonly own: { readonly entries: number; readonly spread: readonly SpreadStep[] };
  /** What this person did that is not on all devices yet, the newest first: how much, and the newest of it. */
  readonly late: AllOnItsWay;
  readonly aside: readonly SetAside[];
}

/** How far what is here has got, in a cell whose record has arrived. */
export function cellReach(presence: Presence): CellReach {
  const { seat, meetings } = presence;
  const { cell, record, reach, device: self } = seat;
  const names = cell.charter === null ? new Map<Id, string>() : displayNames(cell.charter);
  const devices = cell.currentDevices();
  const ids = [...devices.keys()];
  const chains = [...record.chains()];
  const own = chains.filter(({ opening }) => opening.device === self);
  const linked = presence.links();
  const all = [...devices].map(([device, { member }]): DeviceReach => {
    const here = linked.filter((link) => link.device === device);
    return {
      device,
      member: names.get(member) ?? member.slice(0, 8),
      memberId: member,
      self: device === self,
      yours: member === seat.member,
      via: [...new Set(here.map(({ via }) => via))],
      since: timeOrNull(meetings.since(device)),
      last: timeOrNull(meetings.last(device)),
      inSync: here.some(({ inSync }) => inSync),
      held: heldBy(chains, device, self, reach),
    };
  });
  const memberOf = (device: Id): { id: Id; name: string } | null => {
    const id = cell.charter === null ? undefined : cell.devices.ownerEver(device, cell.charter);
    const name = names.get(id ?? '');
    return id === undefined || name === undefined ? null : { id, name };
  };
  return {
    devices: all.sort(compareDevices),
    entries: record.size,
    spread: spreadOf(chains, ids, self, reach),
    own: { entries: own.reduce((sum, { count }) => sum + count, 0), spread: spreadOf(own, ids, self, reach) },
    late: onItsWay(seat, own, MOST_LATE),
    aside: setAside(seat, memberOf),
  };
}

function timeOrNull(ms: number | null): string | null {
  return ms === null ? null : isoTime(ms / 1000);
}

function compareDevices(a: DeviceReach, b: DeviceReach): number {
  const rank = ({ self, since }: DeviceReach): number => (self ? 0 : since === null ? 2 : 1);
  const last = (b.last ?? '') > (a.last ?? '') ? 1 : -1;
  return (
    rank(a) - rank(b) ||
    (rank(a) === 2 && a.last !== b.last ? last : 0) ||
    (a.member < b.member ? -1 : a.member > b.member ? 1 : a.device < b.device ? -1 : 1)
  );
}

const reaching = inCell({
  name: 'reach',
  changes: false,
  looksBack: () => true,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  run: async (_peer, presence) => accept(cellReach(presence)),
  tell({ devices, entries, late }) {
    const lines = devices.map((device) => tellDevice(device, entries));
    if (late.count > 0)
      lines.push(late.count === 1 ? 'One thing of yours is still on its way.' : `${late.count} things of yours are still on their way.`);
    return lines.join('\n');
  },
});

const VIA: Readonly<Record<Via, string>> = { here: 'on this machine', lan: 'in the same network', internet: 'over the Internet' };

function tellDevice({ device, member, self, via, last, held }: DeviceReach, entries: number): string {
  const meets = self
    ? 'this device'
    : via.length > 0
      ? `linked ${via.map((way) => VIA[way]).join(' and ')}`
      : last === null
        ? 'not met yet'
        : `last met ${spokenTime(last)}`;
  return `${device.slice(0, 8)}  ${oneLine(member)}: ${meets}, has ${held >= entries ? 'everything' : `${held} of ${entries} entries`}`;
}

/** What the API takes and gives of how far things have got. */
export interface ReachApi {
  readonly reach: CallOf<typeof reaching>;
}

export const REACH_OPERATIONS: readonly Operation[] = [reaching];
