import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../adapters/system/clock.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { startDaemon } from '../daemon/daemon.ts';
import type { NetworkWish, OpenService } from '../daemon/open-service.ts';
import { refusal } from '../daemon/problem.ts';
import { openBrowser } from './browser.ts';
import type { Call } from './call.ts';
import { stopFor } from './exit.ts';
import type { Address } from './http.ts';
import { openPatiently } from './opening.ts';
import { givenPassphrase } from './secrets.ts';
import { showStarted } from './started.ts';
import { texts } from './texts.ts';

/** Within this time everything is closed, in milliseconds; what was shown as saved is on the disk anyway. */
const CLOSE_MS = 1_200;

/**
 * Opens the home and serves it until this process is asked to end; with a passphrase at hand it is unlocked at once.
 * @param opens whether a browser opens
 * @returns null at the end, or the daemon that has started meanwhile and has the home
 */
export async function serve(call: Call, network: NetworkWish, port: number | null, opens: boolean): Promise<Address | null> {
  const passphrase = await givenPassphrase(call);
  const opened = await openPatiently(call.place, network, call.terminal.tell);
  if (!('service' in opened)) return opened;
  try {
    if (passphrase !== null) await unlockAtOnce(opened, passphrase);
    await serveUntilAsked(call, opened, port, opens);
    return null;
  } finally {
    await Promise.race([opened.close(), sleep(CLOSE_MS, undefined, { ref: false })]);
  }
}

async function serveUntilAsked(call: Call, { service }: OpenService, port: number | null, opens: boolean): Promise<void> {
  const { terminal, flags, place } = call;
  const daemon = await startDaemon({ service, port, clock: systemClock, random: systemRandom, log: terminal.tell });
  const asked = Promise.withResolvers<void>();
  const callOff = call.onInterrupt(asked.resolve);
  const { state } = service;
  const link = daemon.makeLink();
  showStarted(call, { state, port: daemon.port, home: place, link, already: false }, opens ? 'start.opened' : 'start.ready');
  if (!flags.json && state !== 'open') terminal.tell(texts[`start.${state}`]);
  // A link is good once, so the browser gets one of its own.
  if (opens) openBrowser(daemon.makeLink());
  await asked.promise;
  callOff();
  if (!flags.json) terminal.tell(texts['start.stopping']);
  await daemon.close();
}

async function unlockAtOnce({ unlock, service }: OpenService, passphrase: string): Promise<void> {
  const unlocked = await unlock(passphrase);
  if (!unlocked.ok) throw stopFor(refusal(unlocked.reason, service.texts));
}
