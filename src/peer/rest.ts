import type { Cell } from '../cell/cell.ts';
import type { Chain } from '../log/chain.ts';
import type { Opening } from '../log/opening.ts';
import type { Record } from '../log/record.ts';
import type { SendingAhead } from '../ports/forerunner.ts';
import type { Store, StoreBatch, StoredSignature } from '../ports/store.ts';
import type { PracticeFolding } from '../practices/folding.ts';
import type { Notes } from './notes.ts';
import { readAll } from './reading.ts';
import { openAsleep, type Resting, readSnapshot, SNAPSHOT_NOTE, takeSnapshot } from './snapshots.ts';
import { storeDamaged } from './store-damaged.ts';

/** What rests, and what it is read back from. */
export interface RestParts {
  readonly record: Record;
  readonly cell: Cell;
  readonly practices: PracticeFolding;
  readonly store: Store;
  readonly notes: Notes;
  readonly resting: Resting;
  /** Who looks at entries ahead while all of them are read; null: nobody. */
  readonly sending: SendingAhead | null;
  /** Whether the time of what is in a log is over. */
  isOver(opening: Opening): boolean;
}

/**
 * Lets the old talk of a cell sleep when it is opened, and wakes it in the background: what people look at first is there at once, and soon everything is as if it had been read
 * from the beginning.
 */
export class Rest {
  readonly #parts: RestParts;
  /** How many entries there were when the snapshot was taken that lies in the store, if it is known to hold; −1 if not. */
  #keptSize = -1;
  #waking: Promise<void> | null = null;
  #isLaidDown = false;

  constructor(parts: RestParts) {
    this.#parts = parts;
  }

  /** Reads an empty record so that old talk sleeps, as far as a snapshot allows. @param signatures all that are in the store. Resolves with whether there is one that can be gone by: else the record is to be thrown away. */
  async open(signatures: readonly StoredSignature[]): Promise<boolean> {
    const { record, store, notes } = this.#parts;
    const snapshot = record.frozen.size > 0 ? null : await readSnapshot(notes);
    if (snapshot === null) return false;
    if (!(await openAsleep(snapshot, record, store, signatures, (opening) => this.#parts.isOver(opening)))) return false;
    this.#keptSize = record.size;
    return true;
  }

  /** Whether all that is in the store is here. */
  get isAwake(): boolean {
    return this.#parts.record.sleep === null;
  }

  /** Reads what sleeps. Resolved means that it is here, or that it was laid down before; rejects with `StoreDamaged` or the store's error. */
  awake(): Promise<void> {
    if (this.isAwake) return Promise.resolve();
    this.#waking ??= this.#awaken();
    return this.#waking;
  }

  /** What takes the snapshot out of the store, to be written with what it must not outlive. */
  forgotten(): NonNullable<StoreBatch['notes']> {
    this.#keptSize = -1;
    return [[SNAPSHOT_NOTE, null]];
  }

  /** Stops waking, and keeps how the record stands, so that it opens at once the next time. Everything that was accepted is on the disk by then. Rejects with the store's error. */
  async layDown(): Promise<void> {
    this.#isLaidDown = true;
    await this.#waking?.catch(() => {});
    const { record, store, notes, resting, cell } = this.#parts;
    if (record.size === this.#keptSize) return;
    // What is set aside, and what is readmitted, is told by entries that have to be here.
    const mayRest = ({ opening }: Chain): boolean => !cell.quarantine.concerns(opening.device);
    const snapshot = await takeSnapshot(record, store, resting, mayRest);
    if (snapshot !== null) await notes.write(SNAPSHOT_NOTE, snapshot);
  }

  async #awaken(): Promise<void> {
    try {
      await this.#read();
    } catch (error) {
      // What lies in the store is another thing than the snapshot says, or worse: the next time everything is read.
      await this.#parts.store.write({ notes: this.forgotten() }).catch(() => {});
      throw error;
    }
  }

  /** Reads as the store gives it: a little at a time, so that others have their turn. */
  async #read(): Promise<void> {
    const { record, cell, practices, store, sending } = this.#parts;
    // What sleeps stays on the disk as it is: nothing is taken back or erased of it before it is awake. So it may be read ahead.
    for await (const { rows, ahead } of readAll(store, record, sending)) {
      if (this.#isLaidDown) return;
      for (const [i, { log, seq, bytes }] of rows.entries()) {
        const woken = record.sleep?.wake(log, seq, bytes, ahead?.[i]);
        if (woken?.ok === false) throw storeDamaged(woken.reason);
        if (woken?.value) practices.wake(woken.value);
      }
    }
    const whole = record.awaken();
    if (!whole.ok) throw storeDamaged(whole.reason);
    practices.awakened();
    cell.awakened(whole.value);
  }
}
