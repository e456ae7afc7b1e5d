import { type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Ahead } from './ahead.ts';
import { decodeEntry, hashContent, linkContent, type SealedEntry } from './entry.ts';

/** A run of one log that ends in a signed entry and crosses no seam: the unit in which entries are checked, sent and received. */
export interface Segment {
  readonly log: Uint8Array;
  /** Seq of the first entry. */
  readonly from: number;
  /** Compact forms, at least one. */
  readonly entries: readonly Uint8Array[];
  /** The device's signature over the last one (`tip-signature.ts`). */
  readonly signature: Uint8Array;
}

/** An entry whose place in its chain has been computed. */
export interface LinkedEntry {
  readonly seq: number;
  readonly hash: Uint8Array;
  /** Hash of what it holds, wherever it stands. */
  readonly content: Uint8Array;
  readonly id: Id;
  readonly sealed: SealedEntry;
  readonly bytes: Uint8Array;
}

/** How many entries a segment that begins at `from` can have: a seam ends it. Else a device could leave seams unsigned, and its log could not be handed on in parts. */
export function roomInSegment(from: number): number {
  return LIMITS.signedEvery - (from % LIMITS.signedEvery);
}

/** Decodes an entry and links it to the one before. @param previous hash of that, `NO_ENTRY` for the first @param ahead what is known of it already. Refuses what `decodeEntry` refuses */
export function linkEntry(
  log: Uint8Array,
  seq: number,
  previous: Uint8Array,
  bytes: Uint8Array,
  ahead: Ahead | null = null,
): Verdict<LinkedEntry> {
  const sealed = decodeEntry(bytes);
  if (!sealed.ok) return sealed;
  const content = ahead?.content ?? hashContent(sealed.value);
  const hash = linkContent(log, seq, previous, content);
  return accept({ seq, hash, content, id: idOf(hash), sealed: sealed.value, bytes });
}

/** The same for a run of entries. @param previous hash before the first. Refuses what `decodeEntry` refuses, and `segment-empty` */
export function linkEntries(log: Uint8Array, from: number, previous: Uint8Array, entries: readonly Uint8Array[]): Verdict<LinkedEntry[]> {
  const linked: LinkedEntry[] = [];
  let hash = previous;
  for (const bytes of entries) {
    const entry = linkEntry(log, from + linked.length, hash, bytes);
    if (!entry.ok) return entry;
    linked.push(entry.value);
    hash = entry.value.hash;
  }
  return linked.length === 0 ? refuse('segment-empty') : accept(linked);
}

/** Whether an entry comes without its body. */
export function isErased({ sealed }: LinkedEntry): boolean {
  return !(sealed.body instanceof Uint8Array);
}
