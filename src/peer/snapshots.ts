import { type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import type { Chain, Entry } from '../log/chain.ts';
import type { Opening } from '../log/opening.ts';
import type { Record } from '../log/record.ts';
import { basesOf, decodeSnapshot, encodeSnapshot, type KeptLog, namedBy, type Snapshot, snapshotOf } from '../log/snapshot.ts';
import type { Store, StoredEntry, StoredSignature } from '../ports/store.ts';
import type { Notes } from './notes.ts';

/** The note that holds it, sealed. */
export const SNAPSHOT_NOTE = 'snapshot';

/** How much stays awake of each channel, in entries, and from how many on that would sleep it is worth it. */
export interface Resting {
  readonly awake: number;
  readonly least: number;
}

/** As much as people look at first. To read fewer than `least` takes no time. */
export const RESTING: Resting = { awake: LIMITS.awakeTalk, least: 2048 };

/** What was kept of how the record stood; null where there is nothing that can be gone by. Rejects with the store's error. */
export async function readSnapshot(notes: Notes): Promise<Snapshot | null> {
  const kept = await notes.read(SNAPSHOT_NOTE);
  const snapshot = kept === null ? null : decodeSnapshot(kept);
  return snapshot?.ok ? snapshot.value : null;
}

/**
 * Reads an empty record from a snapshot and from those entries in the store that are not to sleep. The snapshot is never trusted over the store: it has to end each log where the
 * store does, and what is read has to join on to it.
 * @param signatures all that are in the store @param isOver whether the time of what is in a log is over: then all is to be read, and erased
 * @returns whether it could be gone by; if not, the record is to be thrown away. Rejects with the store's error
 */
export async function openAsleep(
  { logs, order }: Snapshot,
  record: Record,
  store: Store,
  signatures: readonly StoredSignature[],
  isOver: (opening: Opening) => boolean,
): Promise<boolean> {
  const named = logs.map((log) => ({ ...log, log: record.logOf(log.opening) }));
  const kept = new Set(named.map(({ log }) => idOf(log)));
  const signed = new Set(signatures.map(({ log }) => idOf(log)));
  if (signed.size !== kept.size || ![...signed].every((log) => kept.has(log))) return false;
  const sleeping = logs.reduce((sum, { base }) => sum + base, 0);
  const before = order.filter((log) => logs[log]?.opening.lane !== 'talk').length;
  const all = order.length + sleeping;
  const rows: StoredEntry[][] = [];
  for (const one of named) {
    const found = await rowsOf(one, one.log, store);
    if (found === null) return false;
    rows.push(found);
  }
  record.fallAsleep(named, { before, all });
  for (const [i, log] of order.entries()) {
    const row = rows[log]?.shift();
    const restored = row === undefined ? null : record.restore(row.log, row.seq, row.bytes, i < before ? i : i + sleeping);
    if (!restored?.ok) return false;
  }
  return named.every(({ log, tip, opening }) => record.chain(idOf(log))?.tip?.id === tip && !isOver(opening));
}

/** The rows of a log that are not to sleep; null where it does not end in the store where it is to end. */
async function rowsOf({ length, base }: KeptLog, log: Uint8Array, store: Store): Promise<StoredEntry[] | null> {
  const from = Math.min(base, length - 1);
  // One more is asked for, which is not to be there.
  const rows = await store.read(log, from, length - from + 1, Number.MAX_SAFE_INTEGER);
  if (rows.length !== length - from || rows.some(({ seq }, i) => seq !== from + i)) return null;
  return rows.filter(({ seq }) => seq >= base);
}

/**
 * How the record stands, as bytes to be kept; null where nothing is to sleep: where that is not worth it, or a device told two stories. Everything that was accepted is on the disk by then.
 * @param mayRest whether a log may sleep. Rejects with the store's error
 */
export async function takeSnapshot(
  record: Record,
  store: Store,
  { awake, least }: Resting,
  mayRest: (chain: Chain) => boolean,
): Promise<Uint8Array | null> {
  if (record.frozen.size > 0) return null;
  const bases = basesOf(record, awake, mayRest);
  const isShort = [...record.chains()].some((chain) => chain.base > (bases.get(chain) ?? 0) || chain.length === 0);
  const sleeping = [...bases.values()].reduce((sum, base) => sum + base, 0);
  if (isShort || sleeping < least) return null;
  const named = new Map<Id, Entry>();
  for (const [chain, base] of bases) {
    if (base === chain.length) continue;
    for (const { bytes } of await store.read(chain.log, base, chain.length - base, Number.MAX_SAFE_INTEGER)) {
      for (const id of namedBy(chain, bytes, record.keys)) {
        const entry = record.entry(id);
        if (entry !== undefined) named.set(id, entry);
      }
    }
  }
  return encodeSnapshot(snapshotOf(record, bases, named.values()));
}
