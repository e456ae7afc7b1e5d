import { isSecretOver, isTurnOver } from '../cell/retention.ts';
import type { CircleId } from '../log/lane.ts';
import { talkCircleOf } from '../log/talk-circle.ts';
import { canWrite, renewPrekey } from './renewal.ts';
import type { Seat } from './seat.ts';

/** Erases the weeks of talk whose time is over. A fault of the disk is the seat's to tell. @param now seconds since 1970, by this device's own clock */
export async function eraseOldTalk(seat: Seat, now: number): Promise<void> {
  const { record, cell, fault } = seat;
  // Before the record has come nobody here knows what is agreed.
  if (cell.power === null || fault !== null) return;
  const { retention } = cell;
  const over = [...record.scopes()].filter(([, { lane, topic, turn }]) => lane === 'talk' && isTurnOver(retention, topic, turn, now));
  if (over.length > 0) await seat.erase(over.map(([scope]) => scope));
}

/**
 * Deletes the secrets of weeks that are erased, wherever they are kept: what somebody has kept of the traffic is then shut for ever, as far as this
 * device goes. Rejects with the error of store or keyring, and then it is due again. @param now seconds since 1970, by this device's own clock
 */
export async function forgetOldSecrets(seat: Seat, now: number): Promise<void> {
  const { record, cell } = seat;
  if (cell.power === null || seat.fault !== null) return;
  const { retention } = cell;
  // A secret stays while anything that it opens does.
  const living = new Set([...record.scopes().values()].map(talkCircleOf));
  const isGone = (circle: CircleId): boolean => !living.has(circle) && isSecretOver(retention, circle, now);
  const going = record.keys.all().filter(({ circle }) => isGone(circle));
  if (going.length === 0) return;
  const wereHandedOver = seat.handed.isAny(isGone) || going.some(({ id }) => cell.epochs.wasHandedOver(id));
  const prekeys = wereHandedOver ? new Set(seat.ownKeys.prekeys) : cell.epochs.prekeysUsedFor(isGone);
  const newest = seat.ownKeys.prekeys.at(-1) ?? '';
  // Others go on sealing to this device: they are told of a fresh prekey before the one that they know is gone.
  if (prekeys.has(newest) && canWrite(seat)) await renewPrekey(seat);
  await seat.forgetSecrets(isGone, prekeys);
}
