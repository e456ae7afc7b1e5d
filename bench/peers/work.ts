import { stopwatch } from '../gauges.ts';

/** How many write. */
export const AUTHORS = 8;
/** Entries that are written before the writer waits for the disk. */
export const BATCH = 100;
/** Bytes of an entry, as the one who writes hands it in. */
export const ENTRY_BYTES = 200;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ.0123456789';

/** The text of an entry: 200 bytes that no two entries share, the same in every run. @param index from 0 on */
export function textOf(index: number): string {
  let state = (index + 1) * 0x9e3779b1;
  let text = '';
  while (text.length < ENTRY_BYTES) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    text += LETTERS[(state >>> 24) & 63];
  }
  return text;
}

/** Entries that somebody writes in one go. */
export interface Batch {
  /** Index of the first of them. */
  readonly first: number;
  readonly size: number;
}

/** How the work is cut: for each author in turn, the batches that they write. */
export function sharesOf(count: number): readonly (readonly Batch[])[] {
  return Array.from({ length: AUTHORS }, (_, author) => {
    const [begin, end] = [author, author + 1].map((whose) => Math.floor((count * whose) / AUTHORS)) as [number, number];
    const batches: Batch[] = [];
    for (let first = begin; first < end; first += BATCH) batches.push({ first, size: Math.min(BATCH, end - first) });
    return batches;
  });
}

/** Sums up the time that is spent in work, and nothing between: by the clock, and of the processor on all cores. */
export class Stopwatch {
  seconds = 0;
  processor = 0;

  /** Does some work, on the watch. */
  async time<Value>(work: () => Value | Promise<Value>): Promise<Value> {
    const spent = stopwatch();
    try {
      return await work();
    } finally {
      const { seconds, processor } = spent();
      this.seconds += seconds;
      this.processor += processor;
    }
  }
}
