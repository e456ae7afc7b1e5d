import type { StoredEntry, StoredSignature } from '../../ports/store.ts';

/** What a store in memory has flushed: this is what a power cut leaves behind. */
export interface MemoryDisk {
  /** In order of arrival. */
  readonly entries: StoredEntry[];
  /** The same entries by log id, each log in order of seq. */
  readonly logs: Map<string, StoredEntry[]>;
  /** By log id and seq. */
  readonly signatures: Map<string, StoredSignature>;
  readonly notes: Map<string, Uint8Array>;
  /** Who has it open. */
  holder: object | null;
}

/** What a home in memory has flushed. */
export interface MemoryHomeDisk {
  keyring: Uint8Array | null;
  readonly stores: Map<string, MemoryDisk>;
  /** Who has it open. */
  holder: object | null;
}

/** Waits until a write may count as flushed. A simulator decides how long; left out, a write is flushed at once. */
export type Flush = () => Promise<void>;

/** An empty disk for one store. */
export function memoryDisk(): MemoryDisk {
  return { entries: [], logs: new Map(), signatures: new Map(), notes: new Map(), holder: null };
}

/** An empty disk for a home. */
export function memoryHomeDisk(): MemoryHomeDisk {
  return { keyring: null, stores: new Map(), holder: null };
}

/**
 * The power goes: whoever had the disk open has lost it, writes that wait for their flush never happen and are never answered, what was
 * flushed stays. The disk can be opened again at once.
 */
export function cutPower(disk: MemoryDisk | MemoryHomeDisk): void {
  disk.holder = null;
  if ('stores' in disk) for (const store of disk.stores.values()) cutPower(store);
}
