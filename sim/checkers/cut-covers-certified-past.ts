import type { Id } from '../../src/bytes/id.ts';
import type { Seat } from '../../src/peer/seat.ts';
import { cutsIn, isBeforeCut } from '../naive/devices.ts';
import type { PlainPower } from '../naive/power.ts';
import { contentOf, hexOf } from '../naive/reading.ts';
import type { Finding } from './finding.ts';

const INVARIANT = 'I7 CutCoversCertifiedPast';

/**
 * I7 CutCoversCertifiedPast: of whoever was removed, everything counts that anybody had seen who certified the removal; of whoever left and of
 * revoked devices, what those had seen who said so; and what was readmitted. Everything else of them is set aside, and nothing of anybody else.
 */
export function checkCutCoversCertifiedPast(plain: PlainPower, { cell }: Seat): Finding[] {
  const certificates = plain.certifiedIn(plain.everything);
  const readmitted = new Set(
    certificates.flatMap(({ version }) =>
      (plain.versions.get(version)?.effects ?? []).flatMap(([kind, content]) =>
        kind === 'readmit' ? (content[0] as readonly Uint8Array[]).map(hexOf) : [],
      ),
    ),
  );
  const cut = new Set(plain.entries.filter((entry) => plain.isCut(entry)));
  for (const member of plain.newest().former) {
    const evidence = certificates.filter(({ version }) => plain.removedBy(version) === member).flatMap((one) => one.evidence);
    const removals = evidence.map((entry) => ({ entry, cuts: cutsIn(contentOf(entry, 'attest')?.[2]) }));
    const devices = plain.devicesOf(member);
    for (const statements of [removals, plain.departuresOf(member)])
      for (const entry of statements.length > 0 ? plain.entries : [])
        if (devices.has(entry.device) && !isBeforeCut(entry, statements)) cut.add(entry);
  }
  const expected = new Set<Id>();
  for (const { id, log, seq } of cut)
    if (!plain.entries.some((one) => readmitted.has(one.id) && one.log === log && one.seq >= seq)) expected.add(id);
  const shown = new Set(cell.quarantine.entries().map(({ entry }) => entry.id));
  const wrong = [...expected.symmetricDifference(shown)];
  return wrong.map((id) => ({ invariant: INVARIANT, what: `${id.slice(0, 8)} is ${shown.has(id) ? 'set aside' : 'not set aside'}` }));
}
