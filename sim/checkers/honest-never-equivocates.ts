import type { Id } from '../../src/bytes/id.ts';
import type { Witness } from '../witness.ts';
import type { Finding } from './finding.ts';

/** I11 HonestNeverEquivocates: whatever crashed when, no log ever had two forms of one entry, on any disk or wire. @param others logs of devices that are not honest */
export function checkHonestNeverEquivocates({ equivocations }: Witness, others: ReadonlySet<Id> = new Set()): Finding[] {
  return equivocations
    .filter(({ at }) => !others.has(at.slice(0, at.indexOf(':'))))
    .map(({ at }) => ({ invariant: 'I11 HonestNeverEquivocates', what: `two forms of the entry ${at} were seen` }));
}
