/** How many entries of each chain, by its place in its scope, have been seen. Never changed once made, so many entries share one. */
export type Counts = Uint32Array;

/** What an entry had seen when it was written: its causal past, itself left out. */
export interface Past {
  /** In its own scope, its own chain left out: there it is all that stands before it. */
  readonly scope: Counts;
  /** In the record, for entries of other scopes. */
  readonly record: Counts;
}

/** Nothing seen. */
export const NO_COUNTS: Counts = new Uint32Array(0);

/** The greater of each count; gives `a` itself where `b` adds nothing. */
export function mergeCounts(a: Counts, b: Counts): Counts {
  let adds = false;
  for (let i = 0; i < b.length && !adds; i++) adds = (b[i] as number) > (a[i] ?? 0);
  if (!adds) return a;
  const merged = new Uint32Array(Math.max(a.length, b.length));
  merged.set(a);
  for (let i = 0; i < b.length; i++) if ((b[i] as number) > (merged[i] as number)) merged[i] = b[i] as number;
  return merged;
}

/** `counts` with at least `count` at `place`. */
export function raise(counts: Counts, place: number, count: number): Counts {
  if ((counts[place] ?? 0) >= count) return counts;
  const raised = new Uint32Array(Math.max(counts.length, place + 1));
  raised.set(counts);
  raised[place] = count;
  return raised;
}
