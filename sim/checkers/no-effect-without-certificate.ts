import type { Id } from '../../src/bytes/id.ts';
import type { Cell } from '../../src/cell/cell.ts';
import type { PlainPower } from '../naive/power.ts';
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
    const decided = settingOf(
      plain,
      setting,
      certificates.map(({ version }) => version),
    );
    if (decided !== null) compare(`the setting ${setting}`, cell.setting(setting).value, decided);
  }
  return findings;
}

/** The value of a setting: of the decisions that none after them replaced, that of the proposal with the lowest id (rule 18). Null where none decided it. */
function settingOf(plain: PlainPower, setting: string, certified: readonly Id[]): string | null {
  const decided = [...new Set(certified)].flatMap((id) => {
    const version = plain.versions.get(id);
    const value = version?.effects.find(([kind, content]) => kind === 'agreement' && content[0] === setting)?.[1][1];
    return version === undefined || value === undefined ? [] : [{ version, value: value as string }];
  });
  const replaced = new Set(decided.flatMap(({ version }) => plain.certifiedIn(version.entry.past).map((one) => one.version)));
  const newest = decided.filter(({ version }) => !replaced.has(version.entry.id));
  newest.sort((a, b) => (a.version.proposal < b.version.proposal ? -1 : 1));
  return newest[0]?.value ?? null;
}
