import { LIMITS } from '../bytes/limits.ts';
import { isSeam } from '../log/chain.ts';
import type { Accepted } from '../log/record.ts';
import type { Store, StoreBatch, StoredSignature } from '../ports/store.ts';

/** Signatures that nobody needs once a log has reached a seam: those of the block before the last, its seam excepted (see `Chain.signatures`). */
function obsoleteAt(log: Uint8Array, seam: number): { log: Uint8Array; seq: number }[] {
  const block = LIMITS.signedEvery;
  const from = seam + 1 - 2 * block;
  return from < 0 ? [] : Array.from({ length: block - 1 }, (_, i) => ({ log, seq: from + i }));
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
  const signatures: StoredSignature[] = [];
  for (const { log, seq, signature } of entries) if (signature !== null) signatures.push({ log, seq, signature });
  const obsolete = signatures.filter(({ seq }) => isSeam(seq)).flatMap(({ log, seq }) => obsoleteAt(log, seq));
  return { entries, signatures, obsolete, notes };
}

function toStore({ entry, bytes, signature }: Accepted): ToStore {
  return { log: entry.chain.log, seq: entry.seq, bytes, signature };
}

interface Job {
  /** What has been accepted from elsewhere. */
  readonly accepted: readonly Accepted[];
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
  readonly #notesFor: (accepted: readonly Accepted[]) => StoreBatch['notes'];
  #pending: Job[] = [];
  #busy = false;

  /** @param notesFor notes to be written together with entries */
  constructor(store: Store, notesFor: (accepted: readonly Accepted[]) => StoreBatch['notes']) {
    this.#store = store;
    this.#notesFor = notesFor;
  }

  /** Resolves once these entries are on the disk; rejects with the store's error, and then the record in memory is ahead of the disk. */
  keep(accepted: readonly Accepted[]): Promise<void> {
    return this.#add(accepted, () => []);
  }

  /** Resolves once own entries are on the disk; rejects with the store's error, and then they are not. @param seal called once, at any later moment */
  keepOwn(seal: () => readonly ToStore[]): Promise<void> {
    return this.#add([], seal);
  }

  #add(accepted: readonly Accepted[], seal: () => readonly ToStore[]): Promise<void> {
    return new Promise((done, failed) => {
      this.#pending.push({ accepted, seal, done, failed });
      if (!this.#busy) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#busy = true;
    // One turn of waiting lets whatever else has just arrived join the same flush.
    await Promise.resolve();
    while (this.#pending.length > 0) {
      const jobs = this.#pending;
      this.#pending = [];
      const accepted = jobs.flatMap((job) => job.accepted);
      try {
        const own = jobs.flatMap((job) => job.seal());
        await this.#store.write(batchOf([...accepted.map(toStore), ...own], this.#notesFor(accepted)));
        for (const job of jobs) job.done();
      } catch (error) {
        for (const job of jobs) job.failed(error);
      }
    }
    this.#busy = false;
  }
}
