import { copyFileSync } from 'node:fs';
import type { CellKeys } from '../src/peer/keyring.ts';
import { Device } from './device.ts';
import type { Bench } from './measure.ts';
import type { Fetched } from './orders.ts';

/** Two devices in two processes, linked, which have the same. */
export interface Meeting {
  readonly founder: Device;
  readonly newcomer: Device;
  /** How long the newcomer took to get all. */
  readonly spent: Fetched;
}

/** The founder's device has all; that of the member who came last has nothing but its welcome. They meet over libp2p on loopback, and the latter fetches all. */
export async function meet({ cell, full, file }: Bench): Promise<Meeting> {
  const store = file();
  copyFileSync(full.file, store);
  const { device: founder } = await Device.open(cell.keys[0] as CellKeys, store);
  const { device: newcomer } = await Device.open(cell.keys.at(-1) as CellKeys, file());
  const addresses = await founder.ask('meet', {});
  await newcomer.ask('meet', {});
  const spent = await newcomer.ask('fetch', { addresses, entries: full.entries });
  return { founder, newcomer, spent };
}

/** Both go. */
export async function part({ founder, newcomer }: Meeting): Promise<void> {
  await newcomer.close();
  await founder.close();
}
