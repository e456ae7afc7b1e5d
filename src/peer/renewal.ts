import type { Id } from '../bytes/id.ts';
import { prekey } from '../cell/actions.ts';
import { prekeyIdOf } from '../cell/bundle.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { hasSeen } from '../log/past.ts';
import type { Draft } from '../log/writing.ts';
import type { Seat } from './seat.ts';

const DAY = 86_400;

/**
 * How often a device publishes a fresh prekey, and after how long it lets go of the one before even where somebody may not know of the fresh one, in
 * seconds; how often it looks, in milliseconds. What is sealed to a prekey that is gone is handed over anew (`unopened`).
 */
export const RENEWAL = { every: 14 * DAY, keep: 28 * DAY, look: 3_600_000 };

/** Whether this device can write in the cell now: not where its member came in by what a device attested that told two stories, for nobody can name that. */
export function canWrite({ member, fault, standstill, cell, device, record }: Seat): boolean {
  if (member === undefined || fault !== null || standstill !== null || cell.power?.isOutdated !== false) return false;
  return cell.mayWrite(device, WHOLE_CELL, cell.nextPast(record));
}

/**
 * Whether this device's newest prekey is old: by what it wrote itself, or, for the first one, by when it was first written under here. Or whether the one that
 * others know is gone: whoever could not write when it let go of it could tell of no other.
 */
export function isPrekeyDue(seat: Seat, now: number): boolean {
  if (isToldPrekeyGone(seat)) return true;
  const { cell, device, record } = seat;
  const newest = cell.epochs.prekeysOf(device).at(-1)?.entry;
  const first = [...record.scope('record')].find(({ opening }) => opening.device === device)?.at(0);
  const time = newest?.time ?? first?.time;
  // A time in the future was written while the clock was wrong.
  return time !== undefined && (now - time >= RENEWAL.every || time - now > DAY);
}

/** What tells others of a fresh prekey, where the one that they know is gone here: its secret is on the disk then. Null where there is no need. */
export async function freshPrekey(seat: Seat): Promise<Draft | null> {
  return isToldPrekeyGone(seat) ? tellingOf(await makeUntold(seat)) : null;
}

/** Asked before each writing, so it looks at the newest alone. */
function isToldPrekeyGone({ cell, device, ownKeys }: Seat): boolean {
  const told = cell.epochs.prekeysOf(device).at(-1)?.sealing ?? cell.currentDevices().get(device)?.bundle.sealing;
  return told !== undefined && !ownKeys.prekeys.includes(prekeyIdOf(told));
}

/** Public half of a prekey of which nobody has been told: its secret is on the disk. */
function makeUntold(seat: Seat): Promise<Uint8Array> {
  return seat.ownKeys.makePrekey(new Set(toldPrekeys(seat).map(({ id }) => id)));
}

function tellingOf(sealing: Uint8Array): Draft {
  return { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: prekey.write({ sealing }) };
}

/** Publishes a fresh prekey: its secret is on the disk before anybody hears of it. Rejects with the error of keyring or store. */
export async function renewPrekey(seat: Seat): Promise<void> {
  const { device, cell } = seat;
  const sealing = await makeUntold(seat);
  const isTold = () => cell.epochs.prekeysOf(device).some((told) => prekeyIdOf(told.sealing) === prekeyIdOf(sealing));
  const due = () => (isTold() || seat.member === undefined ? [] : [tellingOf(sealing)]);
  await seat.writeDue(due);
}

/** The prekeys that others have been told, in order: the first with the bundle. `since` is the entry that told of it. */
function toldPrekeys({ cell, device }: Seat) {
  const bundle = cell.currentDevices().get(device)?.bundle;
  const first = bundle === undefined ? [] : [{ id: prekeyIdOf(bundle.sealing), since: null }];
  return [...first, ...cell.epochs.prekeysOf(device).map(({ sealing, entry }) => ({ id: prekeyIdOf(sealing), since: entry }))];
}

/**
 * Lets go of prekeys that no seal can need any more: everybody who reads has been heard to know of a later one, or has had a long time to hear of it.
 * Rejects with the keyring's error.
 */
export async function letGoOfPrekeys(seat: Seat, now: number): Promise<void> {
  const told = toldPrekeys(seat);
  const here = new Set(seat.ownKeys.prekeys);
  const gone = told.slice(0, -1).filter(({ id }, i) => {
    const later = told[i + 1]?.since;
    if (!here.has(id) || later === undefined || later === null) return false;
    return now - later.time >= RENEWAL.keep || doAllKnow(seat, told.slice(i + 1));
  });
  if (gone.length > 0) await seat.ownKeys.letGo(new Set(gone.map(({ id }) => id)), seat.record.keys);
}

/** Whether every other device has written something that has one of these tellings in its past. */
function doAllKnow({ cell, record, device }: Seat, later: ReturnType<typeof toldPrekeys>): boolean {
  const knows = (other: Id): boolean =>
    [...record.chains()].some(({ opening, tip }) => {
      if (opening.device !== other || tip === undefined) return false;
      return later.some(({ since }) => since !== null && hasSeen(tip, since));
    });
  return [...cell.currentDevices().keys()].every((other) => other === device || knows(other));
}
