import { lookAtCells } from '../../src/daemon/doctor/cell-findings.ts';
import type { Device } from '../device.ts';
import type { Finding } from './finding.ts';

const INVARIANT = 'StrangersAreTold';

/**
 * StrangersAreTold: where two came back from backups that lack each other's keys, and nobody else is there, each is told so, nothing is handed to a stranger, and both
 * go on by founding anew (design/threat-model.md).
 */
export function checkStrangersAreTold(strangers: readonly Device[]): Finding[] {
  const findings: Finding[] = [];
  const tell = (what: string) => findings.push({ invariant: INVARIANT, what });
  for (const device of strangers) {
    const { name, peer, seat } = device;
    if (peer === null || seat === null) {
      tell(`${name} is not there`);
      continue;
    }
    if (!lookAtCells(peer).some((finding) => finding.name === 'cell-strangers')) tell(`${name} is not told`);
    const others = new Set(strangers.flatMap((other) => (other === device ? [] : [other.seat?.device])));
    if ([...seat.record.chains()].some(({ opening }) => others.has(opening.device))) tell(`${name} holds what a stranger wrote`);
  }
  return findings;
}
