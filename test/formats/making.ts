import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Peer } from '../../src/peer/peer.ts';
import { run } from './household.ts';

interface Decision {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly awaitsYou: boolean;
}

/**
 * These consent to all decisions that have this in their title, or this id, until they are in effect.
 * @param concerned who has a concern instead, and which
 */
export async function agree(peers: readonly Peer[], title: string, concerned: readonly (readonly [Peer, string])[] = []): Promise<void> {
  const find = async (peer: Peer): Promise<readonly Decision[]> =>
    (await run(peer, 'decisions')).filter((one: Decision) => one.id === title || one.title.includes(title));
  for (const peer of peers) {
    await until(async () => (await find(peer)).length > 0);
    const [, reason = ''] = concerned.find(([one]) => one === peer) ?? [];
    for (const { id, awaitsYou } of await find(peer))
      if (awaitsYou) await run(peer, 'respond', { id, response: reason === '' ? 'consent' : 'concern', reason });
  }
  for (const peer of peers) await until(async () => (await find(peer)).some(({ state }) => state === 'in-effect'));
}

/** Looks again and again until it is so. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries++) {
    assert.ok(tries < 600, 'it comes about');
    await sleep(50);
  }
}
