import type { Result } from './measure.ts';

/** What is measured in time of the processor grows with the number of entries as `entries ** exponent`: 1 is linear, and what is the same for few and for many makes it less. */
export interface Growth {
  readonly name: string;
  readonly exponent: number;
  /** The numbers of entries that it was fitted over. */
  readonly over: readonly number[];
}

/** How the time of the processor grows, of everything that was measured by it for two numbers of entries or more: the line of least squares through the logarithms. */
export function growthOf(results: readonly Result[]): Growth[] {
  const names = [...new Set(results.map(({ name }) => name))];
  return names.flatMap((name): Growth[] => {
    const points = results.flatMap((one) => (one.name === name && one.processor !== undefined ? [{ n: one.n, time: one.processor }] : []));
    if (new Set(points.map(({ n }) => n)).size < 2) return [];
    return [{ name, exponent: slopeOf(points.map(({ n, time }) => [Math.log(n), Math.log(time)])), over: points.map(({ n }) => n) }];
  });
}

/** A line for people. */
export function tellGrowth({ name, exponent, over }: Growth): string {
  return `${name}: processor time grows as entries^${exponent.toFixed(2)} (fitted over ${over.map((n) => n.toLocaleString('en')).join(', ')})`;
}

function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const rise = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return rise / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
