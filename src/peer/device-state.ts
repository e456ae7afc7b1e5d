import type { Id } from '../bytes/id.ts';
import type { Cell } from '../cell/cell.ts';
import { isoTime } from '../practices/moment.ts';

/**
 * How a device stands with the member whose it is. `revoked`: they, or their backup, took its voice. `suspended`: it and another of theirs have
 * revoked each other, and the cell decides. `frozen`: it told two stories. `replaced`: the cell has given its member another one.
 */
export type DeviceState = 'speaks' | 'revoked' | 'suspended' | 'frozen' | 'replaced';

/** The devices that speak for a member now. */
export function devicesOf(cell: Cell, member: Id): Id[] {
  return [...cell.currentDevices()].filter(([, owner]) => owner.member === member).map(([device]) => device);
}

/** How a device stands now. What stopped speaking for any other reason, such as a link that does not hold, counts as revoked. */
export function deviceState(cell: Cell, device: Id): DeviceState {
  if (cell.currentDevices().has(device)) return 'speaks';
  if (cell.devices.revocationsOf(device, null).some(({ parting }) => parting !== undefined)) return 'frozen';
  if (cell.devices.replacedBy(device) !== null) return 'replaced';
  return cell.devices.isSuspended(device) ? 'suspended' : 'revoked';
}

/** Since when a device does not speak any more, by the clock of whoever wrote that first: ISO 8601; null where nothing says so. */
export function silentSince(cell: Cell, device: Id): string | null {
  const [recovery] = cell.power?.certificates(cell.devices.replacedBy(device) ?? '') ?? [];
  const decided = recovery?.attestations.map(({ entry }) => entry.time) ?? [];
  const revoked = cell.devices.revocationsOf(device, null).map(({ entry }) => entry.time);
  const times = [...(decided.length > 0 ? [Math.max(...decided)] : []), ...revoked];
  return times.length === 0 ? null : isoTime(Math.min(...times));
}

/** When a version took effect, by the clock of the last who attested it; where nobody has to, when it was proposed. ISO 8601; null while it has not come. */
export function decidedAt({ power, decisions }: Cell, version: Id): string | null {
  const times = power?.certificates(version)[0]?.attestations.map(({ entry }) => entry.time) ?? [];
  const proposed = decisions.versions.get(version)?.entry.time;
  const last = times.length > 0 ? Math.max(...times) : proposed;
  return last === undefined ? null : isoTime(last);
}
