import type { Entry } from './chain.ts';

/**
 * The order of entries: lamport, then log id, then seq, then, where a device told two stories, id. It extends causality, is the same on every device, and decides nothing
 * about power. The log id as the tie is a keyed hash that nobody outside the cell can compute when choosing a device key.
 * @returns below 0 when `a` comes first
 */
export function compareEntries(a: Entry, b: Entry): number {
  if (a.lamport !== b.lamport) return a.lamport - b.lamport;
  if (a.chain.rootId !== b.chain.rootId) return a.chain.rootId < b.chain.rootId ? -1 : 1;
  return a.seq - b.seq || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Puts an entry where it belongs in a sorted array, looking from the end: nearly always it is the newest. */
export function insertInOrder<T>(sorted: T[], item: T, entryOf: (item: T) => Entry): void {
  let at = sorted.length;
  while (at > 0 && compareEntries(entryOf(sorted[at - 1] as T), entryOf(item)) > 0) at--;
  sorted.splice(at, 0, item);
}
