import type { Id } from '../../src/bytes/id.ts';
import { WHOLE_CELL } from '../../src/log/lane.ts';
import type { Opening } from '../../src/log/opening.ts';
import { type Folded, readableOf, showingOf } from '../dump.ts';
import { type Finding, firstDifference } from './finding.ts';

const INVARIANT = 'I18 JoinerEqualsVeteran';

/**
 * I18 JoinerEqualsVeteran: whoever came last reads all that was ever written for everybody, and sees the cell as its founder does.
 * @param cheaters devices that write what nobody can read
 * @param isKept whether nobody may have erased a log, by its opening
 * @param showing what a device shows, as `showingOf` tells it
 */
export function checkJoinerEqualsVeteran(
  veteran: Folded,
  joiner: Folded,
  cheaters: ReadonlySet<Id> = new Set(),
  isKept: (opening: Opening) => boolean = () => true,
  showing: (folded: Folded) => string = showingOf,
): Finding[] {
  const findings: Finding[] = [];
  const honest = [...joiner.record.chains()].filter(({ opening }) => !cheaters.has(opening.device));
  const unreadable = honest.flatMap(({ entries }) =>
    entries.filter(({ shut, circle }) => shut !== null && shut !== 'erased' && circle === WHOLE_CELL),
  );
  if (unreadable.length > 0) findings.push({ invariant: INVARIANT, what: `the joiner cannot read ${unreadable.length} entries` });
  const sizeOf = ({ record }: Folded) => [...record.chains()].reduce((sum, { opening, length }) => sum + (isKept(opening) ? length : 0), 0);
  if (sizeOf(joiner) < sizeOf(veteran))
    findings.push({ invariant: INVARIANT, what: `the joiner has ${sizeOf(joiner)} of ${sizeOf(veteran)} entries` });
  if (readableOf(veteran.record) !== readableOf(joiner.record)) return findings;
  const [one, other] = [showing(veteran), showing(joiner)];
  if (one !== other)
    findings.push({ invariant: INVARIANT, what: `the joiner sees something else than the founder: ${firstDifference(one, other)}` });
  return findings;
}
