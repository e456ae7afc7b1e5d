import { setTimeout as sleep } from 'node:timers/promises';
import { type NetworkWish, type OpenService, openService } from '../daemon/open-service.ts';
import { OperatingError } from '../ports/errors.ts';
import { fill } from '../practices/wording.ts';
import { findDaemon } from './daemon-line.ts';
import { EXIT, Stop } from './exit.ts';
import type { Address } from './http.ts';
import { texts } from './texts.ts';

/** Another command that works by itself is done within this time, in milliseconds. */
const PATIENCE_MS = 6_000;
const LOOK_AGAIN_MS = 100;

/**
 * Opens the home in this process, waiting a little while another one has it; or finds the daemon that has started meanwhile.
 * @throws Stop when another process keeps the home without answering, and the home's operating errors
 */
export async function openPatiently(
  place: string,
  network: NetworkWish | null,
  log: (line: string) => void,
): Promise<OpenService | Address> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await openService(place, network, log);
    } catch (error) {
      if (!(error instanceof OperatingError) || error.name !== 'HomeInUse') throw error;
    }
    const daemon = await findDaemon(place);
    if (daemon !== null) return daemon;
    if (performance.now() > end) throw new Stop(EXIT.unreachable, 'HomeInUse', fill(texts['reach.in-use'], { place }));
    await sleep(LOOK_AGAIN_MS);
  }
}
