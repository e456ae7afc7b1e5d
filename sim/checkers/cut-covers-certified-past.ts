import type { Id } from '../../src/bytes/id.ts';
import type { Seat } from '../../src/peer/seat.ts';
import type { PlainPower } from '../naive/power.ts';
import { contentOf, hexOf, type PlainEntry } from '../naive/reading.ts';
import type { Finding } from './finding.ts';

const INVARIANT = 'I7 CutCoversCertifiedPast';

/**
 * I7 CutCoversCertifiedPast: of whoever was removed, everything counts that anybody had seen who certified the removal, and what was readmitted;
 * everything else is set aside, and nothing of anybody else.
 */
export function checkCutCoversCertifiedPast(plain: PlainPower, { cell }: Seat): Finding[] {
  const certificates = plain.certifiedIn(new Set(plain.entries.map(({ id }) => id)));
  const readmitted = new Set(
    certificates.flatMap(({ version }) =>
      (plain.versions.get(version)?.effects ?? []).flatMap(([kind, content]) =>
        kind === 'readmit' ? (content[0] as readonly Uint8Array[]).map(hexOf) : [],
      ),
    ),
  );
  const expected = new Set<Id>();
  for (const member of plain.charter(plain.changesOf(certificates)).former) {
    const evidence = certificates.filter(({ version }) => plain.removedBy(version) === member).flatMap((one) => one.evidence);
    const devices = plain.devicesOf(member);
    for (const entry of plain.entries) {
      if (!devices.has(entry.device) || isBeforeCut(entry, evidence)) continue;
      if (!plain.entries.some(({ id, log, seq }) => readmitted.has(id) && log === entry.log && seq >= entry.seq)) expected.add(entry.id);
    }
  }
  const shown = new Set(cell.quarantine.entries().map(({ entry }) => entry.id));
  const wrong = [...expected.symmetricDifference(shown)];
  return wrong.map((id) => ({ invariant: INVARIANT, what: `${id.slice(0, 8)} is ${shown.has(id) ? 'set aside' : 'not set aside'}` }));
}

function isBeforeCut({ id, lane, log, seq }: PlainEntry, evidence: readonly PlainEntry[]): boolean {
  if (lane === 'record') return evidence.some((attestation) => attestation.past.has(id));
  return evidence.some((attestation) =>
    ((contentOf(attestation, 'attest')?.[2] ?? []) as readonly (readonly [Uint8Array, number])[]).some(
      ([named, count]) => hexOf(named) === log && count > seq,
    ),
  );
}
