import type { Id } from '../bytes/id.ts';
import type { Cell } from '../cell/cell.ts';
import { isoTime } from '../practices/moment.ts';

/**
 * How a device stands with the member whose it is. `revoked`: they, or their backup, took its voice. `suspended`: it and another of theirs have
 * revoked each other, and the cell decides. `frozen`: it told two stories.
 */
export type DeviceState = 'speaks' | 'revoked' | 'suspended' | 'frozen';

/** How a device stands now. What stopped speaking for any other reason, such as a link that does not hold, counts as revoked. */
export function deviceState(cell: Cell, device: Id): DeviceState {
  if (cell.currentDevices().has(device)) return 'speaks';
  if (cell.devices.revocationsOf(device, null).some(({ parting }) => parting !== undefined)) return 'frozen';
  return cell.devices.isSuspended(device) ? 'suspended' : 'revoked';
}

/** Since when a device does not speak any more, by the clock of whoever wrote that first: ISO 8601; null where nothing says so. */
export function silentSince({ devices }: Cell, device: Id): string | null {
  const times = devices.revocationsOf(device, null).map(({ entry }) => entry.time);
  return times.length === 0 ? null : isoTime(Math.min(...times));
}
