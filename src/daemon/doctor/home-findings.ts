import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { freeSpace } from '../../adapters/system/free-space.ts';
import type { SystemHome } from '../../adapters/system/home.ts';
import type { KeyringState } from '../service.ts';
import { type Finding, finding } from './finding.ts';

const MEGABYTE = 1e6;
/** With less than this free, in bytes, a disk is nearly full. */
const LOW_SPACE = 200 * MEGABYTE;

/** Looks at the folder of a home, its disk, its keyring and its stores. Reads every store whole. */
export async function lookAtHome(home: SystemHome, state: KeyringState): Promise<Finding[]> {
  return [await lookAtFolder(home.place), await lookAtSpace(home.place), lookAtKeyring(state), ...(await lookAtStores(home))];
}

async function lookAtFolder(place: string): Promise<Finding> {
  const { mode } = await stat(place);
  // Windows has other means than these bits, and a person's own folders are closed to others there.
  const isOpen = process.platform !== 'win32' && (mode & 0o077) !== 0;
  return isOpen ? finding('heed', 'doctor.home-open', { place }) : finding('good', 'doctor.home', { place });
}

async function lookAtSpace(place: string): Promise<Finding> {
  const free = await freeSpace(place);
  const megabytes = Math.floor(free / MEGABYTE);
  return free < LOW_SPACE ? finding('bad', 'doctor.space-low', { megabytes }) : finding('good', 'doctor.space', { megabytes });
}

function lookAtKeyring(state: KeyringState): Finding {
  return finding(state === 'open' ? 'good' : 'heed', `doctor.keyring-${state}`);
}

async function lookAtStores(home: SystemHome): Promise<Finding[]> {
  const stores = await home.stores();
  const damaged: Finding[] = [];
  for (const name of stores) {
    const said = await home.checkStore(name).catch((error: Error) => [error.message]);
    const file = join(home.place, 'cells', `${name}.db`);
    if (said.length > 0) damaged.push(finding('bad', 'doctor.store-damaged', { file, said: said[0] ?? '' }));
  }
  if (damaged.length > 0 || stores.length === 0) return damaged;
  return [stores.length === 1 ? finding('good', 'doctor.store') : finding('good', 'doctor.stores', { count: stores.length })];
}
