import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Segment } from '../log/segment.ts';
import { SYNC } from './limits.ts';
import { encodeMessage, type Part } from './messages.ts';
import { blockEnd } from './shelf.ts';

/** What a part costs in a message besides its entries, and what an entry costs besides its bytes: never less than the truth. */
const PART_OVERHEAD = 32 + 24;
const ENTRY_OVERHEAD = 5;
const MESSAGE_OVERHEAD = 8;

/** What entries take in a message: never less than the truth. */
export function sizeOf(entries: readonly Uint8Array[]): number {
  let size = 0;
  for (const entry of entries) size += entry.length + ENTRY_OVERHEAD;
  return size;
}

/** Fills messages: many small segments share one, a large one is spread over several. */
export class PartPacker {
  #parts: Part[] = [];
  #size = MESSAGE_OVERHEAD;
  #done: Uint8Array[] = [];

  /** Adds the next piece of a run. @param signature null where more of the same segment follows */
  add(log: Id, from: number, entries: readonly Uint8Array[], signature: Uint8Array | null): void {
    let begin = 0;
    let size = this.#size + PART_OVERHEAD;
    for (const [i, entry] of entries.entries()) {
      size += entry.length + ENTRY_OVERHEAD;
      if (size <= SYNC.messageBytes) continue;
      if (i > begin) this.#parts.push({ log, from: from + begin, entries: entries.slice(begin, i), signature: null });
      this.#close();
      begin = i;
      size = this.#size + PART_OVERHEAD + entry.length + ENTRY_OVERHEAD;
    }
    size += signature?.length ?? 0;
    if (size <= SYNC.messageBytes) {
      this.#parts.push({ log, from: from + begin, entries: entries.slice(begin), signature });
    } else {
      // A large entry and a long signature do not fit together.
      this.#parts.push({ log, from: from + begin, entries: entries.slice(begin), signature: null });
      this.#close();
      this.#parts.push({ log, from: from + entries.length, entries: [], signature });
      size = this.#size + PART_OVERHEAD + (signature?.length ?? 0);
    }
    this.#size = size;
    if (this.#parts.length >= SYNC.logsPerMessage) this.#close();
  }

  /** Adds a whole segment of at most `SYNC.pushBytes`, in one piece. */
  addWhole(log: Id, from: number, entries: readonly Uint8Array[], signature: Uint8Array): void {
    if (this.#size + PART_OVERHEAD + signature.length + sizeOf(entries) > SYNC.messageBytes) this.#close();
    this.add(log, from, entries, signature);
  }

  /** The messages that are full by now. */
  take(): Uint8Array[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  /** All messages, the last one as full as it is. */
  finish(): Uint8Array[] {
    this.#close();
    return this.take();
  }

  #close(): void {
    if (this.#parts.length > 0) this.#done.push(encodeMessage({ type: 'parts', parts: this.#parts }));
    this.#parts = [];
    this.#size = MESSAGE_OVERHEAD;
  }
}

/**
 * Joins the parts that arrive on one link. One segment at a time may be unfinished; a part that ends a segment by itself may come between its parts.
 * So what waits here is never more than one segment.
 */
export class PartJoiner {
  #log: Id | null = null;
  #from = 0;
  #entries: Uint8Array[] = [];
  #bytes = 0;

  /**
   * Takes a part. Gives the segment that it completes, or null.
   * Refuses what no honest device sends: `part-empty`, `segment-too-long` (in bytes, or across a seam), `parts-mixed-up`.
   */
  add(part: Part): Verdict<Segment | null> {
    const continues = this.#log === part.log && part.from === this.#from + this.#entries.length;
    if (part.entries.length === 0 && !(continues && part.signature !== null)) return refuse('part-empty');
    if (!continues && part.signature === null && this.#log !== null) return refuse('parts-mixed-up');
    const from = continues ? this.#from : part.from;
    const entries = continues ? [...this.#entries, ...part.entries] : part.entries;
    let size = continues ? this.#bytes : 0;
    for (const entry of part.entries) size += entry.length;
    if (from > Number.MAX_SAFE_INTEGER - LIMITS.signedEvery || from + entries.length > blockEnd(from) || size > SYNC.segmentBytes)
      return refuse('segment-too-long');
    if (part.signature === null) {
      this.#log = part.log;
      this.#from = from;
      this.#entries = [...entries];
      this.#bytes = size;
      return accept(null);
    }
    if (continues) this.#clear();
    // Signatures are kept, and would keep the whole message with them.
    return accept({ log: Uint8Array.fromHex(part.log), from, entries, signature: part.signature.slice() });
  }

  #clear(): void {
    this.#log = null;
    this.#entries = [];
    this.#bytes = 0;
  }
}
