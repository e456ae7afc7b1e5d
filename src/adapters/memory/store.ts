import { idOf } from '../../bytes/id.ts';
import { diskError } from '../../ports/disk-errors.ts';
import type { Store, StoreBatch, StoredEntry, StoredSignature } from '../../ports/store.ts';
import { assertStoreBatch } from '../../ports/store-batch.ts';
import { applyBatch, copyBatch, firstFrom } from './batch.ts';
import { type Flush, type MemoryDisk, memoryDisk } from './disk.ts';
import { WriteQueue } from './write-queue.ts';

/** Entries that `entries` gives at once. */
const SCAN_ENTRIES = 512;

const PLACE = 'This store in memory';

/** A store in memory, open or closed. */
export interface MemoryStore extends Store {
  /** Whether it has been closed or has lost its disk. */
  readonly closed: boolean;
}

/**
 * Opens a store on a disk in memory.
 * @param flush what each write waits for before it is on the disk
 * @throws OperatingError `StoreBusy` while somebody else has that disk open
 */
export function memoryStore(disk: MemoryDisk = memoryDisk(), flush?: Flush): MemoryStore {
  if (disk.holder !== null) throw diskError('StoreBusy', PLACE);
  return new OpenStore(disk, flush);
}

class OpenStore implements MemoryStore {
  readonly #disk: MemoryDisk;
  readonly #queue: WriteQueue;

  constructor(disk: MemoryDisk, flush: Flush | undefined) {
    this.#disk = disk;
    this.#queue = new WriteQueue(() => disk.holder === this, flush);
    disk.holder = this;
  }

  get closed(): boolean {
    return this.#disk.holder !== this || this.#queue.closed;
  }

  async *entries(): AsyncGenerator<readonly StoredEntry[]> {
    const entries = [...this.#open().entries];
    for (let at = 0; at < entries.length; at += SCAN_ENTRIES) {
      this.#open();
      yield entries.slice(at, at + SCAN_ENTRIES).map(({ log, seq, bytes }) => ({ log: log.slice(), seq, bytes: bytes.slice() }));
    }
  }

  async signatures(): Promise<readonly StoredSignature[]> {
    const found = [...this.#open().signatures.values()];
    return found.map(({ log, seq, signature }) => ({ log: log.slice(), seq, signature: signature.slice() }));
  }

  async read(log: Uint8Array, from: number, count: number, bytes: number): Promise<readonly StoredEntry[]> {
    const entries = this.#open().logs.get(idOf(log)) ?? [];
    const found: StoredEntry[] = [];
    let size = 0;
    for (let at = firstFrom(entries, from); at < entries.length && found.length < count; at++) {
      const entry = entries[at] as StoredEntry;
      size += entry.bytes.length;
      if (found.length > 0 && size > bytes) break;
      found.push({ log: entry.log.slice(), seq: entry.seq, bytes: entry.bytes.slice() });
    }
    return found;
  }

  async note(name: string): Promise<Uint8Array | null> {
    return this.#open().notes.get(name)?.slice() ?? null;
  }

  async write(batch: StoreBatch): Promise<void> {
    assertStoreBatch(batch);
    const disk = this.#open();
    const copy = copyBatch(batch);
    return this.#queue.add(() => {
      if (!applyBatch(disk, copy)) throw diskError('EntryExists', PLACE);
    });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    await this.#queue.close();
    if (this.#disk.holder === this) this.#disk.holder = null;
  }

  #open(): MemoryDisk {
    if (this.closed) throw diskError('StoreClosed', PLACE);
    return this.#disk;
  }
}
