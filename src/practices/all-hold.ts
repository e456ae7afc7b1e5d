import { accept, type Verdict } from '../bytes/verdict.ts';

/** The first bad verdict, or the good one when all rules hold. */
export function allHold(...verdicts: readonly Verdict<unknown>[]): Verdict<null> {
  for (const verdict of verdicts) if (!verdict.ok) return verdict;
  return accept(null);
}
