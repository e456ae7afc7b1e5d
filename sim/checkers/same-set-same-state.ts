import type { Folded } from '../dump.ts';
import { readableOf, showingOf } from '../dump.ts';
import { type Finding, firstDifference } from './finding.ts';

/** I1 SameSetSameState: devices that hold the same entries show the same, in whatever order those arrived. */
export function checkSameSetSameState(devices: readonly (readonly [name: string, folded: Folded])[]): Finding[] {
  const first = new Map<string, readonly [name: string, showing: string]>();
  const findings: Finding[] = [];
  for (const [name, folded] of devices) {
    const holding = readableOf(folded.record);
    const showing = showingOf(folded);
    const known = first.get(holding);
    if (known === undefined) first.set(holding, [name, showing]);
    else if (known[1] !== showing)
      findings.push({
        invariant: 'I1 SameSetSameState',
        what: `${known[0]} and ${name} hold the same and show: ${firstDifference(known[1], showing)}`,
      });
  }
  return findings;
}
