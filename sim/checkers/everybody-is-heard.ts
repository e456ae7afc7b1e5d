import type { Cbor } from '../../src/bytes/cbor.ts';
import type { PlainPower } from '../naive/power.ts';
import { contentOf, hexOf, type PlainEntry } from '../naive/reading.ts';
import type { Finding } from './finding.ts';

const DAY = 86_400_000;
/** Claimed times are whole seconds, of the moment of sealing: what is seen on the disk comes a little later. */
const SLACK = 5000;

/** When an entry was first written, in milliseconds of the world, as nobody in it knows; undefined when that was not seen. */
export type WrittenAt = (entry: PlainEntry) => number | undefined;

/**
 * EverybodyIsHeard: a device attests when all who were members at the opening, and still are, have responded, but for the one of whom a device is to speak again; or after the time to respond: never
 * sooner than a day, or the whole time where that is less. @param trusted devices that are honest and whose clocks never jumped
 */
export function checkEverybodyIsHeard(plain: PlainPower, writtenAt: WrittenAt, trusted: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  for (const entry of plain.attestations) {
    const version = plain.versions.get(hexOf(contentOf(entry, 'attest')?.[0]));
    if (version === undefined || !trusted.has(entry.device)) continue;
    const [charter, opening] = [plain.charterOf(entry), plain.charterOf(version.entry)];
    if (charter === undefined || opening === undefined) continue;
    const [opened, attested] = [writtenAt(version.entry), writtenAt(entry)];
    if (opened === undefined || attested === undefined) continue;
    const before = new Set(opening.members.values());
    const voiceless = plain.reinstatedBy(version.entry.id);
    const asked = plain.votersOn(charter, version.entry.id).filter((member) => member !== voiceless && before.has(member));
    const unheard = asked.filter((member) => plain.stand(version.entry.id, member, entry.past) === null);
    if (unheard.length > 0 && attested - opened < Math.min(withinOf(version.entry), DAY) - SLACK)
      findings.push({
        invariant: 'EverybodyIsHeard',
        what: `attestation ${entry.id.slice(0, 8)} came when ${unheard.length} had still time to respond`,
      });
  }
  return findings;
}

/** The time to respond that a version asks for, in milliseconds. */
function withinOf(entry: PlainEntry): number {
  const [proposed, amended] = [contentOf(entry, 'propose'), contentOf(entry, 'amend')];
  const seconds: Cbor | undefined = proposed !== null ? proposed[3] : amended?.[4];
  return typeof seconds === 'number' ? seconds * 1000 : 0;
}
