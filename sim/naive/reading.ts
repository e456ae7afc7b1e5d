import type { Cbor } from '../../src/bytes/cbor.ts';
import { bytesOf, type Id, idOf } from '../../src/bytes/id.ts';
import { decodeEntry, hashEntry, NO_ENTRY } from '../../src/log/entry.ts';
import type { EpochKeys } from '../../src/log/epoch.ts';
import { checkForkProof } from '../../src/log/fork.ts';
import type { Opening } from '../../src/log/opening.ts';
import { openBody, openHead } from '../../src/log/sealing.ts';
import { type Story, storiesOf } from '../../src/log/stories.ts';
import type { StoredEntry } from '../../src/ports/store.ts';

/** An entry as it lies on a disk, opened, with all that it had seen. Slow and simple: the checkers' own view, which no code of the cell has touched. */
export interface PlainEntry {
  readonly id: Id;
  /** By what it is stored: its log, or the key of one of the stories told in it. */
  readonly log: string;
  /** Its log, whichever story it is part of. */
  readonly root: string;
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

interface Tip extends PlainEntry {
  readonly hash: Uint8Array;
  readonly opening: Opening;
}

/** Opens everything on a disk. @param forks proofs that devices told two stories @returns in an order in which each stands behind its past @throws where anything cannot be opened */
export function readAll(stored: readonly StoredEntry[], keys: EpochKeys, forks: readonly Uint8Array[] = []): PlainEntry[] {
  const byId = new Map<Id, Tip>();
  const tips = new Map<string, Tip>();
  const stories = new Map(forks.flatMap(partsOf).map((story) => [idOf(story.key), story]));
  for (const { log, seq, bytes } of stored) {
    const name = log.toHex();
    const story = stories.get(name);
    const root = story?.log ?? name;
    const previous = tips.get(name) ?? byId.get(story?.previous ?? '');
    const sealed = decodeEntry(bytes);
    if (!sealed.ok || seq !== (previous?.seq ?? -1) + 1) throw new Error(`entry ${name} ${seq} does not follow`);
    const opened = openHead(bytesOf(root), sealed.value, keys);
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
    const hash = hashEntry(bytesOf(root), seq, previous?.hash ?? NO_ENTRY, sealed.value);
    const charter = head.charter ?? previous?.charter ?? '';
    const { device, lane, topic } = opening;
    const entry = { id: hash.toHex(), log: name, root, seq, device, lane, topic, lamport: head.lamport, charter, time: head.time, past };
    const plain: Tip = { ...entry, action: body.ok ? body.value : null, hash, opening };
    byId.set(plain.id, plain);
    tips.set(name, plain);
  }
  return [...byId.values()];
}

/** Whether keys open the head of an entry. @param root the id of its log @param bytes of the entry, as they lie on a disk */
export function doesOpen(keys: EpochKeys, root: Uint8Array, bytes: Uint8Array): boolean {
  const sealed = decodeEntry(bytes);
  return sealed.ok && openHead(root, sealed.value, keys).ok;
}

function partsOf(octets: Uint8Array): Story[] {
  const proof = checkForkProof(octets);
  return proof.ok ? storiesOf(proof.value) : [];
}

/** Compares two entries in the order that all devices give them: by lamport, then log, then place in it. */
export function inOrder(one: PlainEntry, other: PlainEntry): number {
  if (one.lamport !== other.lamport) return one.lamport - other.lamport;
  if (one.root !== other.root) return one.root < other.root ? -1 : 1;
  return one.seq - other.seq || (one.id < other.id ? -1 : 1);
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
