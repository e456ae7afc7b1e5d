import type { Id } from '../../src/bytes/id.ts';
import { WHOLE_CELL } from '../../src/log/lane.ts';
import { type Folded, readableOf, showingOf } from '../dump.ts';
import { type Finding, firstDifference } from './finding.ts';

const INVARIANT = 'I18 JoinerEqualsVeteran';

/**
 * I18 JoinerEqualsVeteran: whoever came last reads all that was ever written for everybody, and sees the cell as its founder does.
 * @param cheaters devices that write what nobody can read
 */
export function checkJoinerEqualsVeteran(veteran: Folded, joiner: Folded, cheaters: ReadonlySet<Id> = new Set()): Finding[] {
  const findings: Finding[] = [];
  const honest = [...joiner.record.chains()].filter(({ opening }) => !cheaters.has(opening.device));
  const unreadable = honest.flatMap(({ entries }) =>
    entries.filter(({ shut, circle }) => shut !== null && shut !== 'erased' && circle === WHOLE_CELL),
  );
  if (unreadable.length > 0) findings.push({ invariant: INVARIANT, what: `the joiner cannot read ${unreadable.length} entries` });
  if (joiner.record.size < veteran.record.size)
    findings.push({ invariant: INVARIANT, what: `the joiner has ${joiner.record.size} of ${veteran.record.size} entries` });
  const [one, other] = [showingOf(veteran), showingOf(joiner)];
  if (readableOf(veteran.record) === readableOf(joiner.record) && one !== other)
    findings.push({ invariant: INVARIANT, what: `the joiner sees something else than the founder: ${firstDifference(one, other)}` });
  return findings;
}
