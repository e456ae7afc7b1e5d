import type { Output } from '../api/client.ts';

type Device = Output<'reach'>['devices'][number];

/** Who is linked now, and who is away. */
export interface Here {
  /** Names of the others who are here. */
  readonly here: readonly string[];
  /** The others, those who were met last first; `last` is null where nobody met them. */
  readonly away: readonly { readonly name: string; readonly last: string | null; readonly devices: number }[];
}

/** Who is here, by their devices: one that is linked is enough. */
export function whoIsHere(devices: readonly Device[]): Here {
  const byMember = new Map<string, Device[]>();
  for (const device of devices) if (!device.yours) byMember.set(device.memberId, [...(byMember.get(device.memberId) ?? []), device]);
  const here: string[] = [];
  const away: { name: string; last: string | null; devices: number }[] = [];
  for (const own of byMember.values()) {
    const name = own[0]?.member ?? '';
    if (own.some(({ since }) => since !== null)) here.push(name);
    else
      away.push({
        name,
        last:
          own
            .map(({ last }) => last ?? '')
            .sort()
            .at(-1) || null,
        devices: own.length,
      });
  }
  return { here, away: away.sort((a, b) => ((a.last ?? '') > (b.last ?? '') ? -1 : 1)) };
}

/** Names of those whose devices lack something that is here, while they are away. */
export function whoIsBehind(devices: readonly Device[], entries: number): string[] {
  return [...new Set(devices.filter(({ self, since, held }) => !self && since === null && held < entries).map(({ member }) => member))];
}
