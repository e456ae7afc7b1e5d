import type { Witness } from '../witness.ts';
import type { Finding } from './finding.ts';

/** I11 HonestNeverEquivocates: whatever crashed when, no log ever had two forms of one entry, on any disk or wire. */
export function checkHonestNeverEquivocates({ equivocations }: Witness): Finding[] {
  return equivocations.map(({ at }) => ({ invariant: 'I11 HonestNeverEquivocates', what: `two forms of the entry ${at} were seen` }));
}
