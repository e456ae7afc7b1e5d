import type { Id } from '../bytes/id.ts';
import type { Chain } from '../log/chain.ts';
import type { ReachTable } from './reach.ts';

/** On so many devices there are so many entries. */
export interface SpreadStep {
  readonly on: number;
  readonly entries: number;
}

/** How many entries of these chains a device holds, as far as it has told; this device holds all. */
export function heldBy(chains: Iterable<Chain>, device: Id, self: Id, reach: ReachTable): number {
  let held = 0;
  for (const chain of chains) held += device === self ? chain.count : reach.held(chain, device);
  return held;
}

/**
 * On how many of these devices how many entries are, the fewest devices first; steps on which there is none are left out. An entry of a device
 * that is no longer among them counts by those that are.
 */
export function spreadOf(chains: Iterable<Chain>, devices: readonly Id[], self: Id, reach: ReachTable): SpreadStep[] {
  const exactly = new Array<number>(devices.length + 1).fill(0);
  for (const chain of chains) {
    const counts = devices.map((device) => (device === self ? chain.count : reach.held(chain, device))).sort((a, b) => b - a);
    // The k-th largest count says how many entries are on at least k devices.
    for (let k = 1; k <= counts.length; k++) exactly[k] = (exactly[k] ?? 0) + (counts[k - 1] ?? 0) - (counts[k] ?? 0);
  }
  return exactly.flatMap((entries, on) => (entries === 0 ? [] : [{ on, entries }]));
}

/** From which entry on a chain is not on all of these devices. */
export function everywhereUpTo(chain: Chain, devices: Iterable<Id>, self: Id, reach: ReachTable): number {
  let least = chain.count;
  for (const device of devices) if (device !== self) least = Math.min(least, reach.held(chain, device));
  return least;
}
