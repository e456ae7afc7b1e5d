import type { PlainPower, PlainVersion } from './power.ts';

/** The value of a setting: of the decisions that none after them replaced, that of the proposal with the lowest id (rule 18). Null where none decided it. */
export function plainSetting(plain: PlainPower, setting: string): string | null {
  const decided = decidedOn(plain, setting);
  const replaced = new Set(decided.flatMap(({ version }) => plain.certifiedIn(version.entry.past).map((one) => one.version)));
  const newest = decided.filter(({ version }) => !replaced.has(version.entry.id));
  newest.sort((a, b) => (a.version.proposal < b.version.proposal ? -1 : 1));
  return newest[0]?.value ?? null;
}

/** All that was ever decided for a setting, whether it holds or not. */
export function everSet(plain: PlainPower, setting: string): string[] {
  return decidedOn(plain, setting).map(({ value }) => value);
}

function decidedOn(plain: PlainPower, setting: string): { readonly version: PlainVersion; readonly value: string }[] {
  const certified = new Set(plain.certifiedIn(plain.everything).map(({ version }) => version));
  return [...certified].flatMap((id) => {
    const version = plain.versions.get(id);
    const value = version?.effects.find(([kind, content]) => kind === 'agreement' && content[0] === setting)?.[1][1];
    return version === undefined || value === undefined ? [] : [{ version, value: value as string }];
  });
}
