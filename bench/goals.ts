import type { Result } from './measure.ts';
import { tellNumber } from './report.ts';

/** What a figure is to stay at or below. */
interface Goal {
  readonly name: string;
  readonly most: number;
  readonly unit: string;
}

/** Entries of 200 bytes, by eight devices, at which the goals are set. */
const AT = 100_000;

const GOALS: readonly Goal[] = [
  { name: 'warm-open', most: 0.2, unit: 's' },
  { name: 'cold-open', most: 1.2, unit: 's' },
  { name: 'first-sync', most: 2.2, unit: 's' },
  { name: 'charter-usable', most: 1, unit: 's' },
  { name: 'live-p50', most: 2, unit: 'ms' },
  { name: 'append-one-p50', most: 5, unit: 'ms' },
  { name: 'rekey-30', most: 100, unit: 'ms' },
  { name: 'disk-an-entry', most: 450, unit: 'bytes' },
];

/** A goal, and what was measured: by the clock, so on a machine that has nothing else to do. */
export interface Reached extends Goal {
  readonly value: number;
  readonly isReached: boolean;
}

/** How each goal fares of which there is a figure. */
export function goalsOf(results: readonly Result[]): Reached[] {
  return GOALS.flatMap((goal) => {
    const result = results.find(({ name, n }) => name === goal.name && n === AT);
    return result === undefined ? [] : [{ ...goal, value: result.value, isReached: result.value <= goal.most }];
  });
}

/** A line for people. */
export function tellGoal({ name, most, unit, value, isReached }: Reached): string {
  return `${name}: ${tellNumber(value)} ${unit}, goal ${tellNumber(most)}: ${isReached ? 'reached' : 'missed'}`;
}
