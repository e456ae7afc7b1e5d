import { epochTag } from '../log/epoch.ts';
import type { LackingKeys } from '../sync/events.ts';
import type { Seat } from './seat.ts';

/**
 * The epochs that this device should have and has not, so that others can hand them over: those that entries bring to circles that it reads, as long as they
 * are kept; and of those that something which has come is sealed under, and that no entry here brings, the tags. Null where there are none, or it speaks for nobody.
 */
export function lackingKeys(seat: Seat): LackingKeys | null {
  const { cell, record, ownKeys, device, member } = seat;
  const prekey = ownKeys.newest;
  if (prekey === null || member === undefined) return null;
  const epochs = cell.epochs.unheld((circle) => !seat.isSecretOver(circle) && cell.readersOf(circle).has(device));
  // Of what is over, or for others, nothing is asked by its tag either.
  const brought = new Set(cell.epochs.unheld(() => true).map(epochTag));
  const tags = record.lackingTags.filter((tag) => !brought.has(tag));
  return epochs.length + tags.length === 0 ? null : { prekey, epochs, tags };
}
