import { diskError } from '../../ports/disk-errors.ts';
import { assertStoreName, type Home } from '../../ports/home.ts';
import type { Store } from '../../ports/store.ts';
import { type Flush, type MemoryHomeDisk, memoryDisk, memoryHomeDisk } from './disk.ts';
import { type MemoryStore, memoryStore } from './store.ts';
import { WriteQueue } from './write-queue.ts';

const PLACE = 'this home in memory';

/**
 * Opens a home on a disk in memory.
 * @param flush what each write to the keyring and to the stores waits for before it is on the disk
 * @throws OperatingError `HomeInUse` while somebody else has that disk open
 */
export function memoryHome(disk: MemoryHomeDisk = memoryHomeDisk(), flush?: Flush): Home {
  if (disk.holder !== null) throw diskError('HomeInUse', PLACE);
  return new OpenHome(disk, flush);
}

class OpenHome implements Home {
  readonly place = PLACE;
  readonly #disk: MemoryHomeDisk;
  readonly #flush: Flush | undefined;
  readonly #queue: WriteQueue;
  readonly #stores = new Map<string, MemoryStore>();

  constructor(disk: MemoryHomeDisk, flush: Flush | undefined) {
    this.#disk = disk;
    this.#flush = flush;
    this.#queue = new WriteQueue(() => disk.holder === this, flush);
    disk.holder = this;
  }

  async readKeyring(): Promise<Uint8Array | null> {
    return this.#open().keyring?.slice() ?? null;
  }

  async writeKeyring(bytes: Uint8Array): Promise<void> {
    const disk = this.#open();
    const copy = bytes.slice();
    return this.#queue.add(() => {
      disk.keyring = copy;
    });
  }

  async openStore(name: string): Promise<Store> {
    assertStoreName(name);
    const disks = this.#open().stores;
    const disk = disks.get(name) ?? memoryDisk();
    const store = memoryStore(disk, this.#flush);
    disks.set(name, disk);
    this.#stores.set(name, store);
    return store;
  }

  async stores(): Promise<readonly string[]> {
    return [...this.#open().stores.keys()].sort();
  }

  async removeStore(name: string): Promise<void> {
    assertStoreName(name);
    const disks = this.#open().stores;
    if (this.#stores.get(name)?.closed === false) throw diskError('StoreBusy', name);
    disks.delete(name);
    this.#stores.delete(name);
  }

  async close(): Promise<void> {
    if (this.#disk.holder !== this || this.#queue.closed) return;
    await this.#queue.close();
    for (const store of this.#stores.values()) await store.close();
    if (this.#disk.holder === this) this.#disk.holder = null;
  }

  #open(): MemoryHomeDisk {
    if (this.#disk.holder !== this || this.#queue.closed) throw diskError('HomeClosed', PLACE);
    return this.#disk;
  }
}
