import type { Contender } from './contender.ts';
import { contender as plain } from './plain.fixture.ts';

/** Loses an entry. */
export const contender: Contender = {
  ...plain,
  fill: (folder, count) => plain.fill(folder, count - 1),
};
