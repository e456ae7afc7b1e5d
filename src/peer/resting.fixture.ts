import assert from 'node:assert/strict';
import { copyOfDisk } from '../adapters/memory/batch.ts';
import type { MemoryDisk } from '../adapters/memory/disk.ts';
import { memoryStore } from '../adapters/memory/store.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemRandom } from '../adapters/system/random.ts';
import type { Store } from '../ports/store.ts';
import { stateOf } from '../practices/registry.ts';
import { say, talkDraft, turnOf } from '../practices/talk/actions.ts';
import { talk } from '../practices/talk/talk.ts';
import { storeNameOf } from './founding.ts';
import type { CellKeys } from './keyring.ts';
import type { Person } from './peers.fixture.ts';
import { Seat } from './seat.ts';

/** In tests nearly all sleeps. */
export const RESTING = { awake: 3, least: 1 };

/** What one device keeps of a cell. */
export interface Kept {
  readonly keys: CellKeys;
  readonly disk: MemoryDisk;
}

/** What a person's device has kept of its only cell, once it is switched off. */
export async function keptOf(person: Person): Promise<Kept> {
  const [keys] = person.peer.cells;
  assert.ok(keys !== undefined);
  await person.stop();
  const disk = person.disk.stores.get(storeNameOf(keys));
  assert.ok(disk !== undefined);
  return { keys, disk };
}

/** Another disk on which the same lies. */
export function copyOf({ keys, disk }: Kept): Kept {
  return { keys, disk: copyOfDisk(disk) };
}

/** Opens the seat over what was kept. @param now milliseconds since 1970 @param store unless given, one on its disk */
export function openKept({ keys, disk }: Kept, now = systemClock.now(), store: Store = memoryStore(disk)): Promise<Seat> {
  const clock = { ...systemClock, now: () => now };
  return Seat.open(keys, { store, clock, random: systemRandom, keepKeys: async () => {}, resting: RESTING });
}

/** Ends a seat in good order: what it leaves behind lies on its disk. */
export async function layDown(seat: Seat): Promise<void> {
  await seat.settled();
  await seat.layDown();
  await seat.store.close();
}

/** Says something, as a person would. @param now milliseconds since 1970 */
export async function sayOn(seat: Seat, text: string, now = systemClock.now(), channel = 'everyone'): Promise<void> {
  await seat.write([talkDraft(channel, turnOf(now / 1000), say.write({ text, replyTo: null }))]);
}

/** What is said in a channel, in order. */
export function saidOn(seat: Seat, channel = 'everyone'): readonly string[] {
  return (
    stateOf(seat.practices, talk)
      .channels.get(channel)
      ?.messages.map(({ text }) => text) ?? []
  );
}

/** How the record stands: each log with all its entries, and what they had seen. */
export function recordOn({ record }: Seat): unknown {
  return [...record.chains()]
    .map(({ logId, entries }) => [logId, entries.map(({ id, lamport, time, shut }) => [id, lamport, time, shut])])
    .sort();
}
