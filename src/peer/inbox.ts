import { type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { isSeam } from '../log/chain.ts';
import type { Accepted } from '../log/record.ts';
import { reachesBack } from '../log/tip-signature.ts';
import type { Clock } from '../ports/clock.ts';
import type { SignatureRange, Store, StoreBatch, StoredSignature } from '../ports/store.ts';

/** Signatures that nobody needs once a log has reached a seam: those of the block before the last, its seam excepted (see `Chain.signatures`). */
function obsoleteAt(log: Uint8Array, seam: number): SignatureRange[] {
  const from = seam + 1 - 2 * LIMITS.signedEvery;
  return from < 0 ? [] : [{ log, from, to: from + LIMITS.signedEvery - 1 }];
}

/** An entry on its way to the disk. */
export interface ToStore {
  readonly log: Uint8Array;
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array | null;
}

/** The batch that stores entries with what signs them, and drops the signatures that they replace. */
export function batchOf(entries: readonly ToStore[], notes: StoreBatch['notes'] = []): StoreBatch {
  const signed = new Set<Id>();
  const signatures: StoredSignature[] = [];
  for (const { log, seq, signature } of entries.toReversed()) {
    // What only reaches back from a later entry is needed where the log ends for now.
    if (signature === null || (reachesBack(signature) && signed.has(idOf(log)))) continue;
    signed.add(idOf(log));
    signatures.push({ log, seq, signature });
  }
  const obsolete = signatures.filter(({ seq }) => isSeam(seq)).flatMap(({ log, seq }) => obsoleteAt(log, seq));
  return { entries, signatures, obsolete, notes };
}

function toStore({ entry, bytes, signature }: Accepted): ToStore {
  return { log: entry.chain.log, seq: entry.seq, bytes, signature };
}

/**
 * So many entries that have come at once are part of more: what follows within this time, in milliseconds, joins their flush, until it is enough.
 * A flush costs as much as writing a hundred entries.
 */
const GATHER = { from: 64, time: 20, enough: 4096 };

type Notes = NonNullable<StoreBatch['notes']>;

interface Job {
  /** What has been accepted from elsewhere. */
  readonly accepted: readonly Accepted[];
  /** What stands behind something that the record knows by now. */
  readonly notes: Notes;
  /** Seals own entries, over all that the record holds at that moment. */
  readonly seal: () => readonly ToStore[];
  done(): void;
  failed(error: unknown): void;
}

/**
 * Writes what has been accepted and what is our own, everything that has come meanwhile at once, in order. Own entries are sealed when the batch
 * is put together and stand behind all else in it: so on the disk, too, each entry lies behind everything that it stands on.
 */
export class Inbox {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #notesFor: (accepted: readonly Accepted[]) => Notes;
  #pending: Job[] = [];
  /** How many entries of others are pending. */
  #count = 0;
  #busy = false;
  /** Whether what is pending waits for nothing more. */
  #isEnough = false;
  /** Why entries that the record holds are not on the disk: nothing that may stand on them is written any more. */
  #lost: { readonly error: unknown } | null = null;
  /** Ends the gathering, while there is one. */
  #endGathering: (() => void) | null = null;

  /** @param notesFor notes to be written together with entries */
  constructor(store: Store, clock: Clock, notesFor: (accepted: readonly Accepted[]) => Notes) {
    this.#store = store;
    this.#clock = clock;
    this.#notesFor = notesFor;
  }

  /** Resolves once these entries are on the disk; rejects with the store's error, and then the record in memory is ahead of the disk. */
  keep(accepted: readonly Accepted[]): Promise<void> {
    return this.#add(accepted, [], () => []);
  }

  /** As `keep`, for notes without which what comes after them could not be read back. */
  keepNotes(notes: Notes): Promise<void> {
    return this.#add([], notes, () => []);
  }

  /** Resolves when nothing waits for the disk any more, whether it got there or not. */
  async settled(): Promise<void> {
    const settled = this.keep([]).catch(() => {});
    this.#flushNow();
    await settled;
  }

  /** Resolves once own entries are on the disk; rejects with the store's error, and then they are not. @param seal called once, at any later moment */
  keepOwn(seal: () => readonly ToStore[]): Promise<void> {
    const kept = this.#add([], [], seal);
    // What a person says waits for nobody.
    this.#flushNow();
    return kept;
  }

  #add(accepted: readonly Accepted[], notes: Notes, seal: () => readonly ToStore[]): Promise<void> {
    return new Promise((done, failed) => {
      this.#pending.push({ accepted, notes, seal, done, failed });
      this.#count += accepted.length;
      if (this.#count >= GATHER.enough) this.#flushNow();
      if (!this.#busy) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#busy = true;
    // One turn of waiting lets whatever else has just arrived join the same flush.
    await Promise.resolve();
    while (this.#pending.length > 0) {
      if (this.#count >= GATHER.from && !this.#isEnough) await this.#gather();
      const jobs = this.#pending;
      this.#pending = [];
      this.#count = 0;
      this.#isEnough = false;
      const accepted = jobs.flatMap((job) => job.accepted);
      const notes = jobs.flatMap((job) => job.notes);
      try {
        // A disk that was full may take the next batch, being smaller; then it could not be read back.
        if (this.#lost !== null) throw this.#lost.error;
        const own = jobs.flatMap((job) => job.seal());
        await this.#store.write(batchOf([...accepted.map(toStore), ...own], [...notes, ...this.#notesFor(accepted)]));
        for (const job of jobs) job.done();
      } catch (error) {
        if (accepted.length + notes.length > 0) this.#lost ??= { error };
        for (const job of jobs) job.failed(error);
      }
    }
    this.#busy = false;
  }

  #flushNow(): void {
    this.#isEnough = true;
    this.#endGathering?.();
  }

  #gather(): Promise<void> {
    return new Promise((resolve) => {
      const callOff = this.#clock.after(GATHER.time, () => this.#endGathering?.());
      this.#endGathering = () => {
        this.#endGathering = null;
        callOff();
        resolve();
      };
    });
  }
}
