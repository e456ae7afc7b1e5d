import type { Cbor } from '../../src/bytes/cbor.ts';
import type { Id } from '../../src/bytes/id.ts';
import { decodeEntry, hashEntry, NO_ENTRY } from '../../src/log/entry.ts';
import type { EpochKeys } from '../../src/log/epoch.ts';
import type { Opening } from '../../src/log/opening.ts';
import { openBody, openHead } from '../../src/log/sealing.ts';
import type { StoredEntry } from '../../src/ports/store.ts';

/** An entry as it lies on a disk, opened, with all that it had seen. Slow and simple: the checkers' own view, which no code of the cell has touched. */
export interface PlainEntry {
  readonly id: Id;
  readonly log: string;
  readonly seq: number;
  readonly device: Id;
  readonly lane: string;
  readonly topic: string;
  readonly lamport: number;
  readonly charter: Id;
  readonly time: number;
  /** `[kind, content]`, or whatever stands there. */
  readonly action: Cbor;
  /** Ids of all entries in its causal past, itself left out. */
  readonly past: ReadonlySet<Id>;
}

/** Opens everything on a disk. @returns in an order in which each stands behind its past @throws where anything cannot be opened */
export function readAll(stored: readonly StoredEntry[], keys: EpochKeys): PlainEntry[] {
  const byId = new Map<Id, PlainEntry>();
  const tips = new Map<string, PlainEntry & { readonly hash: Uint8Array; readonly opening: Opening }>();
  for (const { log, seq, bytes } of stored) {
    const name = log.toHex();
    const previous = tips.get(name);
    const sealed = decodeEntry(bytes);
    if (!sealed.ok || seq !== (previous?.seq ?? -1) + 1) throw new Error(`entry ${name} ${seq} does not follow`);
    const opened = openHead(log, sealed.value, keys);
    if (!opened.ok) throw new Error(`entry ${name} ${seq}: ${opened.reason}`);
    const { head } = opened.value;
    const opening = previous?.opening ?? head.opening;
    if (opening === null) throw new Error(`entry ${name} ${seq} has no opening`);
    const body = openBody(sealed.value, opened.value, { device: opening.device, circle: head.circle, lane: opening.lane }, keys);
    const past = new Set<Id>(previous === undefined ? [] : [...previous.past, previous.id]);
    for (const dep of head.deps) {
      const seen = byId.get(dep);
      if (seen === undefined) throw new Error(`entry ${name} ${seq} stands before its past`);
      past.add(dep);
      for (const id of seen.past) past.add(id);
    }
    const hash = hashEntry(log, seq, previous?.hash ?? NO_ENTRY, sealed.value);
    const charter = head.charter ?? previous?.charter ?? '';
    const { device, lane, topic } = opening;
    const entry = { id: hash.toHex(), log: name, seq, device, lane, topic, lamport: head.lamport, charter, time: head.time, past };
    const plain: PlainEntry = { ...entry, action: body.ok ? body.value : null };
    byId.set(plain.id, plain);
    tips.set(name, { ...plain, hash, opening });
  }
  return [...byId.values()];
}

/** Compares two entries in the order that all devices give them: by lamport, then log, then place in it. */
export function inOrder(one: PlainEntry, other: PlainEntry): number {
  return one.lamport - other.lamport || (one.log < other.log ? -1 : one.log > other.log ? 1 : one.seq - other.seq);
}

/** The content of an action of this kind, else null. */
export function contentOf(entry: PlainEntry, kind: string): readonly Cbor[] | null {
  const { action } = entry;
  return Array.isArray(action) && action[0] === kind ? (action[1] as readonly Cbor[]) : null;
}

/** Bytes in an action as hexadecimal letters. */
export function hexOf(value: Cbor | undefined): string {
  return value instanceof Uint8Array ? value.toHex() : '';
}
