import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import type { Chain, Entry } from '../log/chain.ts';
import type { Record } from '../log/record.ts';
import { roomInSegment } from '../log/segment.ts';

/** A run of a log that can be handed on: entries `from` to `end`, `end` left out, and the signature over the last. */
export interface Run {
  /** The name it was asked by. */
  readonly log: Id;
  readonly chain: Chain;
  readonly from: number;
  readonly end: number;
  readonly signature: Uint8Array;
}

/** Where the block of a seq ends: segments cross no seam, so that every log can be handed on in parts of at most `LIMITS.signedEvery`. */
export function blockEnd(seq: number): number {
  return seq + roomInSegment(seq);
}

/** The first seq of the block in which this one lies. */
export function blockStart(seq: number): number {
  return seq - (seq % LIMITS.signedEvery);
}

/** What this device can hand on: entries that are on its disk, up to a kept signature. The record alone would promise what a power cut could still take. */
export class Shelf {
  readonly #record: Record;
  readonly #stored = new Map<Id, number>();
  readonly #signed = new Map<Id, number>();
  #total = 0;

  /** @param record as it was restored from the disk, with its signatures */
  constructor(record: Record) {
    this.#record = record;
    for (const chain of record.chains()) this.#raise(chain, chain.length);
  }

  /** Takes note that entries are on the disk. @returns logs of which more can be handed on than before */
  store(entries: Iterable<Entry>): Set<Id> {
    const counts = new Map<Chain, number>();
    for (const entry of entries) counts.set(entry.chain, Math.max(counts.get(entry.chain) ?? 0, entry.seq + 1));
    const grown = new Set<Id>();
    // What was erased while it was on its way to the disk is none of it.
    for (const [chain, count] of counts) if (this.#record.chain(chain.logId) === chain && this.#raise(chain, count)) grown.add(chain.logId);
    return grown;
  }

  /** These logs are erased. */
  drop(logs: Iterable<Id>): void {
    for (const log of logs) {
      this.#total -= this.#stored.get(log) ?? 0;
      this.#stored.delete(log);
      this.#signed.delete(log);
    }
  }

  /** Looks again for signatures of a log. @returns whether more can be handed on than before */
  refresh(log: Id): boolean {
    const chain = this.#record.chain(log);
    return chain !== undefined && this.#raise(chain, this.#stored.get(chain.logId) ?? 0);
  }

  /** Number of entries that are on the disk, of all logs. */
  get stored(): number {
    return this.#total;
  }

  /** How many entries of a log can be handed on. */
  count(log: Id): number {
    const count = this.#signed.get(log);
    const story = this.#record.story(log);
    if (count !== undefined || story === undefined) return count ?? 0;
    const told = this.#signed.get(this.#record.chain(log)?.logId ?? '') ?? 0;
    return told > story.seq ? told : 0;
  }

  /** The logs of which something can be handed on, in the order in which this device came to know them. */
  logs(): Iterable<Id> {
    return this.#signed.keys();
  }

  /** The longest run from a seq on that one segment can hold, or null when there is none. */
  run(log: Id, from: number): Run | null {
    const chain = this.#record.chain(log);
    // A story is told from where it parts; before that it is its log's.
    if (chain === undefined || from < (this.#record.story(log)?.seq ?? 0)) return null;
    for (let end = Math.min(blockEnd(from), this.count(log)); end > from; end--) {
      const signature = chain.signatures.get(end - 1);
      if (signature !== undefined) return { log, chain, from, end, signature };
    }
    return null;
  }

  #raise(chain: Chain, stored: number): boolean {
    const log = chain.logId;
    // What sleeps is on the disk as well.
    const base = chain.parting?.base ?? 0;
    const already = this.#stored.get(log) ?? base;
    if (stored > already) {
      this.#stored.set(log, stored);
      this.#total += stored - already;
    }
    const before = this.#signed.get(log) ?? base;
    for (let count = this.#stored.get(log) ?? 0; count > before; count--) {
      if (!chain.signatures.has(count - 1)) continue;
      this.#signed.set(log, count);
      return true;
    }
    return false;
  }
}
