import type { Cell } from '../../src/cell/cell.ts';
import type { PlainPower } from '../naive/power.ts';
import { plainSetting } from '../naive/settings.ts';
import type { Finding } from './finding.ts';

const INVARIANT = 'I3 NoEffectWithoutCertificate';

/** I3 NoEffectWithoutCertificate: what is in effect on a device is what the plain rules certify from the entries, no more and no less. */
export function checkNoEffectWithoutCertificate(cell: Cell, plain: PlainPower): Finding[] {
  const findings: Finding[] = [];
  const compare = (what: string, shown: unknown, certified: unknown) => {
    const [one, other] = [JSON.stringify(shown), JSON.stringify(certified)];
    if (one !== other) findings.push({ invariant: INVARIANT, what: `${what}: the device has ${one}, the rules certify ${other}` });
  };
  const { power } = cell;
  if (power === null) return [{ invariant: INVARIANT, what: 'a device in the cell has no charter' }];
  const certificates = plain.certifiedIn(plain.everything);
  const charter = plain.newest();
  const shown = [...power.certified()].flatMap((version) => power.certificates(version).map((one) => `${version} on ${one.charter.id}`));
  compare('certificates', shown.sort(), certificates.map(({ version, charter: on }) => `${version} on ${on}`).sort());
  compare('charter', power.newest.id, charter.id);
  compare('members', [...power.newest.members.keys()].sort(), [...new Set(charter.members.values())].sort());
  compare('quorum', [power.newest.quorum.over, power.newest.quorum.under], charter.quorum);
  for (const setting of ['name', 'respondWithin', 'retention'] as const) {
    const decided = plainSetting(plain, setting);
    if (decided !== null) compare(`the setting ${setting}`, cell.setting(setting).value, decided);
  }
  return findings;
}
