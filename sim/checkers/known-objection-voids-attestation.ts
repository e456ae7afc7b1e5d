import type { PlainPower } from '../naive/power.ts';
import { contentOf, hexOf } from '../naive/reading.ts';
import type { Finding } from './finding.ts';

const INVARIANT = 'I4 KnownObjectionVoidsAttestation';

/** I4 KnownObjectionVoidsAttestation: no honest device attests against an objection that it knows, nor what too few can live with, nor twice in one round. @param cheaters devices that are not honest */
export function checkKnownObjectionVoidsAttestation(plain: PlainPower, cheaters: ReadonlySet<string> = new Set()): Finding[] {
  const findings: Finding[] = [];
  const rounds = new Map<string, string>();
  for (const entry of plain.attestations) {
    if (cheaters.has(entry.device)) continue;
    const [version = '', round] = [hexOf(contentOf(entry, 'attest')?.[0]), contentOf(entry, 'attest')?.[1]];
    const charter = plain.charterOf(entry);
    const title = `attestation ${entry.id.slice(0, 8)} of ${version.slice(0, 8)}`;
    if (charter === undefined) {
      findings.push({ invariant: INVARIANT, what: `${title} stands on a charter that nobody certified` });
      continue;
    }
    const stands = plain.votersOn(charter, version).map((member) => plain.stand(version, member, entry.past));
    if (stands.includes('object')) findings.push({ invariant: INVARIANT, what: `${title} was made against a known objection` });
    if (stands.filter((stand) => stand !== null && stand !== 'object').length < plain.quorumOf(charter, version))
      findings.push({ invariant: INVARIANT, what: `${title} was made when too few had agreed` });
    if (!plain.isPower(version)) continue;
    const place = `${entry.device} ${entry.charter} ${round}`;
    const other = rounds.get(place);
    if (other !== undefined && other !== version)
      findings.push({ invariant: INVARIANT, what: `${title} is the second change of power that its device attests in one round` });
    rounds.set(place, version);
  }
  return findings;
}
