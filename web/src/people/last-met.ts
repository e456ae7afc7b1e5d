import type { Output } from '../api/client.ts';

type Device = Output<'reach'>['devices'][number];

/** When the newest of some devices was met. `here`: this device is among them; `now`: one is linked; else the time, or null where none ever was. */
export function lastMet(devices: readonly Pick<Device, 'self' | 'since' | 'last'>[]): 'here' | 'now' | { readonly time: string | null } {
  if (devices.some(({ self }) => self)) return 'here';
  if (devices.some(({ since }) => since !== null)) return 'now';
  const times = devices.flatMap(({ last }) => last ?? []).sort();
  return { time: times.at(-1) ?? null };
}
