import type { Id } from '../../src/bytes/id.ts';
import type { Opening } from '../../src/log/opening.ts';
import type { Seat } from '../../src/peer/seat.ts';
import type { Device } from '../device.ts';
import { holdingOf } from '../dump.ts';
import type { Finding } from './finding.ts';

const INVARIANT = 'I13 EventualSync';

/**
 * I13 EventualSync: once all is well again, all devices in the cell hold the same, nothing waits, and each knows that it is up to date.
 * @param silenced logs of devices that speak for nobody any more: what they wrote later may wait for ever for what is refused, or for a key that none but such a device has
 * @param isKept whether nobody may have erased a log, by its opening
 */
export function checkEventualSync(
  devices: readonly Device[],
  silenced: ReadonlySet<Id>,
  isKept: (opening: Opening) => boolean = () => true,
): Finding[] {
  const findings: Finding[] = [];
  for (const { name, peer, seat, isLost } of devices) {
    if (isLost) continue;
    const isAdmitted = peer === null || peer.cells.some(({ welcome }) => welcome !== null);
    if (isAdmitted && seat?.member === undefined) findings.push({ invariant: INVARIANT, what: `${name} was admitted and is not there` });
  }
  const inside = devices.filter(({ seat }) => seat !== null);
  const [first] = inside;
  for (const device of inside) {
    const { seat, peer, name } = device;
    if (seat === null || first?.seat === null || first === undefined) continue;
    if (holdingOf(seat.record, isKept) !== holdingOf(first.seat.record, isKept))
      findings.push({ invariant: INVARIANT, what: `${name} holds something else than ${first.name}` });
    const waiting = seat.record.waiting - waitingOf(silenced, seat);
    if (waiting > 0) findings.push({ invariant: INVARIANT, what: `${waiting} entries wait on the device of ${name}` });
    const linked = peer?.presence(seat.cell.id)?.links() ?? [];
    const others = new Set(linked.filter(({ inSync }) => inSync).map((link) => link.device));
    for (const other of inside) {
      const reached = other === device || others.has(other.seat?.device ?? '');
      if (!reached) findings.push({ invariant: INVARIANT, what: `${name} is not linked and in sync with ${other.name}` });
    }
  }
  return findings;
}

/** How many entries of these logs wait on a device. */
function waitingOf(logs: ReadonlySet<Id>, { record }: Seat): number {
  return [...logs].reduce((count, log) => count + record.reach(log) - (record.chain(log)?.length ?? 0), 0);
}
