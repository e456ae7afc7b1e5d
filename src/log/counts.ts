/** How many entries of each chain, by its place in its scope, have been seen. Never changed once made, so many entries share one. */
export type Counts = readonly number[];

/** What an entry had seen when it was written: its causal past, itself left out. */
export interface Past {
  /** In its own scope, its own chain left out: there it is all that stands before it. */
  readonly scope: Counts;
  /** In the record, for entries of other scopes. */
  readonly record: Counts;
}

/** Nothing seen. */
export const NO_COUNTS: Counts = [];

/** The greater of each count; gives `a` itself where `b` adds nothing. */
export function mergeCounts(a: Counts, b: Counts): Counts {
  return mergeAndRaise(a, b, 0, 0);
}

/** `counts` with at least `count` at `place`; gives `counts` itself where that adds nothing. */
export function raise(counts: Counts, place: number, count: number): Counts {
  return mergeAndRaise(counts, NO_COUNTS, place, count);
}

/** The greater of each count of both, with at least `count` at `place`; gives `a` itself where nothing is added. Made in one go, for each entry needs it. */
export function mergeAndRaise(a: Counts, b: Counts, place: number, count: number): Counts {
  let merged: number[] | null = null;
  for (let i = 0; i < b.length; i++) {
    if ((b[i] as number) <= (a[i] ?? 0)) continue;
    merged ??= a.slice();
    put(merged, i, b[i] as number);
  }
  if (((merged ?? a)[place] ?? 0) < count) {
    merged ??= a.slice();
    put(merged, place, count);
  }
  return merged ?? a;
}

/** Without leaving a hole: of chains that come before and have not been seen, nothing has. */
function put(counts: number[], place: number, count: number): void {
  while (counts.length < place) counts.push(0);
  counts[place] = count;
}
