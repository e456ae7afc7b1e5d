import type { Folded } from '../dump.ts';
import { readableOf, showingOf } from '../dump.ts';
import { type Finding, firstDifference } from './finding.ts';

/**
 * I1 SameSetSameState: devices that hold the same entries show the same, in whatever order those arrived.
 * @param held what a device holds, as far as it matters for what it shows @param showing what it shows, as `showingOf` tells it
 */
export function checkSameSetSameState(
  devices: readonly (readonly [name: string, folded: Folded])[],
  held: (folded: Folded) => string = ({ record }) => readableOf(record),
  showing: (folded: Folded) => string = showingOf,
): Finding[] {
  const first = new Map<string, readonly [name: string, showing: string]>();
  const findings: Finding[] = [];
  for (const [name, folded] of devices) {
    const holding = held(folded);
    const shown = showing(folded);
    const known = first.get(holding);
    if (known === undefined) first.set(holding, [name, shown]);
    else if (known[1] !== shown)
      findings.push({
        invariant: 'I1 SameSetSameState',
        what: `${known[0]} and ${name} hold the same and show: ${firstDifference(known[1], shown)}`,
      });
  }
  return findings;
}
