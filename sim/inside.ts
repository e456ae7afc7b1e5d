import type { MemoryDisk } from '../src/adapters/memory/disk.ts';
import { memoryDisk } from '../src/adapters/memory/disk.ts';
import type { Id } from '../src/bytes/id.ts';
import { storeNameOf } from '../src/peer/founding.ts';
import type { CellKeys } from '../src/peer/keyring.ts';
import type { Seat } from '../src/peer/seat.ts';
import type { Device } from './device.ts';

/** A device that has a place in the cell. */
export interface Inside {
  readonly device: Device;
  readonly seat: Seat;
  readonly disk: MemoryDisk;
}

/** Who has a place in a cell, and who speaks there for nobody any more. */
export interface Sides {
  readonly inside: readonly Inside[];
  /** They may not even know. */
  readonly removed: readonly Inside[];
  /** All devices that are out, those among them that are lost, or off. */
  readonly out: ReadonlySet<Id>;
}

/** Devices that have a place in the cell, and those that are out. */
export function sidesOf(devices: readonly Device[]): Sides {
  const all = devices.flatMap((device): Inside[] =>
    device.seat === null ? [] : [{ device, seat: device.seat, disk: diskOf(device, device.seat.keys) }],
  );
  const out = removedDevices(all.map(({ seat }) => seat));
  return { inside: all.filter(({ seat }) => !out.has(seat.device)), removed: all.filter(({ seat }) => out.has(seat.device)), out };
}

/** The store of the cell on a device's disk. */
export function diskOf(device: Device, keys: CellKeys): MemoryDisk {
  return device.disk.content.stores.get(storeNameOf(keys)) ?? memoryDisk();
}

/** Whether all of these are there, and each knows whose devices the others are. */
export function doKnowEachOther(devices: readonly Device[]): boolean {
  return devices.every(({ seat }) => {
    const known = seat?.cell.currentDevices();
    return known !== undefined && devices.every((other) => known.has(other.seat?.device ?? ''));
  });
}

/** Whether these came back to a cell that everybody else has lost, and do not know each other. */
export function areStrangers(alone: readonly Device[]): boolean {
  return alone.length > 0 && !doKnowEachOther(alone);
}

/** Devices of those who were removed or have left, by what anybody knows, and those that were revoked, by what whoever has most of the record knows. */
function removedDevices(seats: readonly Seat[]): Set<Id> {
  const out = new Set<Id>();
  for (const { cell } of seats)
    for (const member of cell.charter?.former.values() ?? []) for (const device of cell.devices.everOf(member)) out.add(device);
  const [newest] = seats.toSorted((a, b) => recordedIn(b) - recordedIn(a));
  for (const device of [
    ...(newest?.cell.devices.revoked() ?? []),
    ...(newest?.cell.devices.unlinked() ?? []),
    ...(newest?.cell.devices.replaced() ?? []),
  ])
    out.add(device);
  return out;
}

function recordedIn({ record }: Seat): number {
  return record.scope('record').reduce((sum, { length }) => sum + length, 0);
}
