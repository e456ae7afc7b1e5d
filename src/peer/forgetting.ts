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
  const isGone = goneFor(seat, now);
  const going = record.keys.all().filter(({ circle }) => isGone(circle));
  if (going.length === 0) return;
  const wereHandedOver = seat.handed.isAny(isGone) || going.some(({ id }) => cell.epochs.wasHandedOver(id));
  const prekeys = wereHandedOver ? new Set(seat.ownKeys.prekeys) : cell.epochs.prekeysUsedFor(isGone);
  const newest = seat.ownKeys.prekeys.at(-1) ?? '';
  // Others go on sealing to this device: they are told of a fresh prekey before the one that they know is gone.
  if (prekeys.has(newest) && canWrite(seat)) await renewPrekey(seat);
  const areStillGone = () => {
    // Meanwhile the cell may have agreed on a longer time, and what the secrets open may have come.
    const isStillGone = goneFor(seat, now);
    return (circle: CircleId) => isGone(circle) && isStillGone(circle);
  };
  await forgetSecrets(seat, areStillGone, prekeys);
}

/** Whether the secrets of a circle are to be deleted, as things stand at this moment. */
function goneFor({ record, cell }: Seat, now: number): (circle: CircleId) => boolean {
  const { retention } = cell;
  // A secret stays while anything that it opens does.
  const living = new Set([...record.scopes().values()].map(talkCircleOf));
  return (circle) => !living.has(circle) && isSecretOver(retention, circle, now);
}

/**
 * Forgets the secrets of circles, and prekeys with which they could be had again. Rejects with the error of store or keyring, and then it is due again.
 * @param whichAreGone asked when its turn has come: tells of circles whether they are to be forgotten
 */
export async function forgetSecrets(
  { record: { keys }, handed, ownKeys }: Seat,
  whichAreGone: () => (circle: CircleId) => boolean,
  prekeys: ReadonlySet<string>,
): Promise<void> {
  await handed.inTurn(async () => {
    // First in memory: while the disk is busy the cell may agree on a longer time, and what is taken then under a secret that goes could never be read back.
    const gone = keys.drop(whichAreGone());
    const circles = new Set(gone.map(({ circle }) => circle));
    const isGone = (circle: CircleId) => circles.has(circle);
    try {
      await ownKeys.letGo(prekeys, keys, isGone);
    } catch (error) {
      for (const epoch of gone) keys.add(epoch);
      throw error;
    }
    try {
      await handed.forget(isGone);
    } catch (error) {
      for (const epoch of gone) if (handed.has(epoch.id)) keys.add(epoch);
      throw error;
    }
  });
}
