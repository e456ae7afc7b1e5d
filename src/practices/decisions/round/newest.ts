import type { Id } from '../../../bytes/id.ts';
import type { Entry } from '../../../log/chain.ts';
import { hasSeen } from '../../../log/past.ts';

/** Something that a member did with one entry. */
export interface Done {
  readonly entry: Entry;
  readonly member: Id;
}

/**
 * What replaces all the others: what none of the others had in its past, and of several made unknowingly the last. The same for any order of arrival.
 * @param all in the order of entries @param before only what this entry had in its past
 */
export function newestOf<T extends Done>(all: readonly T[], before?: Entry): T | undefined {
  const known = before === undefined ? all : all.filter(({ entry }) => hasSeen(before, entry));
  return known.findLast(({ entry }) => !known.some((other) => hasSeen(other.entry, entry)));
}

/** The newest of each member, in the order of entries. */
export function newestOfEach<T extends Done>(all: readonly T[]): T[] {
  const members = new Set(all.map(({ member }) => member));
  const newest = new Set([...members].map((member) => newestOf(all.filter((one) => one.member === member))));
  return all.filter((one) => newest.has(one));
}
