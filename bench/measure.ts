import type { CellOfEight } from './group.ts';
import type { Spent } from './orders.ts';
import type { FullStore } from './writing.ts';

/** One figure. */
export interface Result {
  readonly name: string;
  /** Entries by which it was taken. */
  readonly n: number;
  readonly value: number;
  readonly unit: string;
  /** The least and the greatest, where it was taken several times. */
  readonly range?: readonly [number, number];
  /** Seconds of processor that it took, where it was taken by the clock: on a machine that has nothing else to do, it takes about as long. */
  readonly processor?: number;
}

/** What a measurement works on. */
export interface Bench {
  readonly n: number;
  readonly cell: CellOfEight;
  /** The founder's store with `n` entries of 200 bytes. Only to be copied. */
  readonly full: FullStore;
  /** A path for a file of its own, that is thrown away in the end. */
  file(): string;
}

/** One thing to measure; its file says how. */
export interface Measurement {
  readonly name: string;
  take(bench: Bench): Promise<Result[]>;
}

/** The value below or at which this part of the values lies: 0.5 gives the median. @param values at least one */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

/** The median of what was measured several times, with its range. */
export function several(name: string, n: number, unit: string, values: readonly number[]): Result {
  return { name, n, value: quantile(values, 0.5), unit, range: [Math.min(...values), Math.max(...values)] };
}

/** The median of times that were taken, with their range. */
export function severalTimes(name: string, n: number, spent: readonly Spent[]): Result {
  const processor = spent.map((one) => one.processor);
  const seconds = spent.map((one) => one.seconds);
  return { ...several(name, n, 's', seconds), processor: quantile(processor, 0.5) };
}

/** Measures one after the other, so many times. */
export async function times<Value>(count: number, measure: () => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (let i = 0; i < count; i++) values.push(await measure());
  return values;
}
