import type { Verdict } from '../bytes/verdict.ts';
import type { Entry } from './chain.ts';
import type { Fork } from './fork.ts';
import type { Opening } from './opening.ts';

/** What the record asks about who may write: the cell answers. */
export interface Standing {
  /** Whether an entry counts, judged by what stands in its own past. A bad verdict refuses the entry and what follows it. */
  judge(entry: Entry): Verdict<null>;
  /** Takes an entry that counts. It may add epoch keys: what waits for them is tried at once. */
  fold(entry: Entry): void;
  /** Whether the time is over for which what belongs into a log is kept: nothing of it is taken any more. Left out: that never happens. */
  isOver?(opening: Opening): boolean;
}

/** An accepted entry with the bytes to store and, where it is the last of a segment, its signature. */
export interface Accepted {
  readonly entry: Entry;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array | null;
}

/** What came of a segment. */
export interface Received {
  /** Entries that count from now on, each after its past. Of other logs too, where they waited for this one. */
  readonly accepted: readonly Accepted[];
  /** Why something in this log was refused; null where nothing was wrong. Waiting is nothing wrong. What stands before it in the segment counts all the same. */
  readonly refused: string | null;
  readonly fork: Fork | null;
}

/** Nothing has come of a segment, for this reason. */
export function refusal(reason: string, fork: Fork | null = null): Received {
  return { accepted: [], refused: reason, fork };
}
