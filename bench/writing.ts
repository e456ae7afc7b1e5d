import { copyFileSync, statSync } from 'node:fs';
import { openSqliteStore } from '../src/adapters/sqlite/store.ts';
import { systemClock } from '../src/adapters/system/clock.ts';
import { systemRandom } from '../src/adapters/system/random.ts';
import { encodeCbor } from '../src/bytes/cbor.ts';
import type { Id } from '../src/bytes/id.ts';
import { signingKeys } from '../src/crypto/sign.ts';
import { WHOLE_CELL } from '../src/log/lane.ts';
import { type Draft, type Pen, segmentsOf, writeEntries } from '../src/log/writing.ts';
import type { CellKeys } from '../src/peer/keyring.ts';
import { Seat } from '../src/peer/seat.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { Store } from '../src/ports/store.ts';
import { DEFAULT_CHANNEL, say, talkDraft, turnOf } from '../src/practices/talk/actions.ts';
import type { CellOfEight } from './group.ts';

/** Bytes of an action, as canonical CBOR before sealing. */
const ACTION_BYTES = 200;
/** The most messages that somebody writes before somebody else does. */
const LONGEST_TURN = 3;
/** Entries between two waits for the disk. */
const FLUSH = 1024;

/** A message of talk whose action takes 200 bytes. @param time milliseconds since 1970 */
export function messageOf200Bytes(time: number): Draft {
  const ofLetters = (count: number) => say.write({ text: 'x'.repeat(count), replyTo: null });
  const action = ofLetters(2 * ACTION_BYTES - encodeCbor(ofLetters(ACTION_BYTES)).length);
  const { length } = encodeCbor(action);
  if (length !== ACTION_BYTES) throw new Error(`the action has ${length} bytes`);
  return talkDraft(DEFAULT_CHANNEL, turnOf(time / 1000), action);
}

/** A store that holds what eight devices have said. */
export interface FullStore {
  readonly file: string;
  /** Of all entries in it: those that were written, and the few dozen by which the cell came about. */
  readonly entries: number;
  /** Of the file, once all is in it and the write-ahead log is gone. */
  readonly bytes: number;
}

/** Shows when something is written, so that the founder's device has it from then on. */
class WritingClock implements Clock {
  /** Milliseconds since 1970; null: now. */
  time: number | null = null;
  readonly after = systemClock.after;
  readonly offset = systemClock.offset;

  now(): number {
    return this.time ?? systemClock.now();
  }
}

/** The devices of all members, of which each writes into one store as if what the others wrote had come to it. */
export class Scribes {
  readonly seat: Seat;
  readonly #disk: Store;
  readonly #pens: readonly Pen[];
  readonly #clock: WritingClock;
  #unsettled = 0;

  private constructor(seat: Seat, disk: Store, pens: readonly Pen[], clock: WritingClock) {
    this.#clock = clock;
    this.seat = seat;
    this.#disk = disk;
    this.#pens = pens;
  }

  /** @param keys of all members' devices, the founder's first @param file the founder's store */
  static async open(keys: readonly CellKeys[], file: string): Promise<Scribes> {
    const disk = await openSqliteStore(file);
    const [founder] = keys;
    if (founder === undefined) throw new Error('a cell without a founder');
    const clock = new WritingClock();
    const seat = await Seat.open(founder, { store: disk, clock, random: systemRandom, keepKeys: async () => {} });
    const epoch = seat.cell.currentEpoch(WHOLE_CELL);
    if (epoch === null || seat.cell.charter === null) throw new Error('nobody can write in this cell yet');
    const { id: charter } = seat.cell.charter;
    const time = Math.floor(systemClock.now() / 1000);
    const pens = keys.map(({ device }): Pen => {
      return {
        keys: signingKeys(device),
        charter,
        epochs: { cell: epoch, circle: epoch },
        time,
        random: (size) => systemRandom.bytes(size),
      };
    });
    return new Scribes(seat, disk, pens, clock);
  }

  /**
   * A device writes, and the founder's takes it as from others: it lies in the store in order of arrival. Waits for the disk now and then.
   * @param who its number @param time seconds since 1970; unless given, when the scribes came together
   * @returns the ids of the entries
   */
  async write(who: number, drafts: readonly Draft[], time?: number): Promise<readonly Id[]> {
    const pen = this.#pens[who];
    if (pen === undefined) throw new Error(`there is no device ${who}`);
    this.#clock.time = time === undefined ? null : time * 1000;
    const written = writeEntries(this.seat.record, drafts, time === undefined ? pen : { ...pen, time });
    if (!written.ok) throw new Error(written.reason);
    for (const segment of segmentsOf(written.value)) {
      const { refused } = this.seat.receive(segment, 0);
      if (refused !== null) throw new Error(refused);
    }
    this.#unsettled += drafts.length;
    if (this.#unsettled >= FLUSH) await this.#settle();
    return written.value.map(({ id }) => id);
  }

  /** All is on the disk, and the store is given free. */
  async close(): Promise<void> {
    await this.#settle();
    await this.#disk.close();
  }

  async #settle(): Promise<void> {
    this.#unsettled = 0;
    await this.seat.settled();
    if (this.seat.fault !== null) throw this.seat.fault;
  }
}

/**
 * Has eight devices write entries as in a live group: one after the other, whose turn it is by chance (the same chance each time), one to three messages
 * at a time (two on average), each written by somebody who has read all that stands before it. The founder's device takes them as from others, and stores
 * them in order of arrival.
 * @param count how many @param file where the founder's store is to be
 */
export async function fillStore({ keys, store }: CellOfEight, count: number, file: string): Promise<FullStore> {
  copyFileSync(store, file);
  const scribes = await Scribes.open(keys, file);
  const draft = messageOf200Bytes(systemClock.now());
  const chance = seededChance(8);
  for (let left = count; left > 0; ) {
    const size = Math.min(left, 1 + chance(LONGEST_TURN));
    await scribes.write(chance(keys.length), Array(size).fill(draft));
    left -= size;
  }
  const entries = scribes.seat.record.size;
  await scribes.close();
  return { file, entries, bytes: statSync(file).size };
}

/** Numbers below a bound, the same ones for the same seed (mulberry32). */
export function seededChance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
