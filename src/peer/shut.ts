import type { Seat } from './seat.ts';

/** Entries of circles that a device cannot read. */
export interface Shut {
  /** Of circles that its person is not in. */
  readonly sealedForOthers: number;
  /** Of their own circles: the key is still to come. */
  readonly incomplete: number;
}

/** Counts the entries of circles that a device cannot read. */
export function countShut({ cell, person, shut }: Seat): Shut {
  const own = new Set(person === undefined ? [] : cell.circlesOf(person));
  const incomplete = [...shut].filter(({ circle }) => own.has(circle)).length;
  return { sealedForOthers: shut.size - incomplete, incomplete };
}
