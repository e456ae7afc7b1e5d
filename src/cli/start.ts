import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../adapters/system/clock.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { type Daemon, startDaemon } from '../daemon/daemon.ts';
import type { OpenService } from '../daemon/open-service.ts';
import { refusal } from '../daemon/problem.ts';
import type { KeyringState } from '../daemon/service.ts';
import { fill } from '../practices/wording.ts';
import { readCommandLine, usageStop } from './arguments.ts';
import { hasScreen, openBrowser } from './browser.ts';
import type { Call } from './call.ts';
import { findDaemon, freshLink } from './daemon-line.ts';
import { EXIT, type ExitCode, stopFor } from './exit.ts';
import type { Address } from './http.ts';
import { openPatiently } from './opening.ts';
import { givenPassphrase } from './secrets.ts';
import { texts } from './texts.ts';

/** Within this time everything is closed, in milliseconds; what was shown as saved is on the disk anyway. */
const CLOSE_MS = 1_500;

const OPTIONS = {
  port: { type: 'string' },
  listen: { type: 'string', multiple: true },
  'no-open': { type: 'boolean' },
  'no-lan': { type: 'boolean' },
} as const;

/** Starts the daemon and stays until it is asked to end. Where one runs already with this home, gives a fresh link to it. */
export async function start(call: Call): Promise<ExitCode> {
  const { values, words } = readCommandLine(call.rest, OPTIONS);
  if (words[0] !== undefined) throw usageStop('too-many', { word: words[0] });
  const opens = values['no-open'] !== true && hasScreen(call.env, process.platform);
  const port = portOf(values.port as string | undefined);
  const passphrase = await givenPassphrase(call);
  const found = await findDaemon(call.place);
  if (found !== null) return showRunning(call, found, opens);
  const network = { listen: (values.listen ?? []) as string[], lan: values['no-lan'] !== true };
  const opened = await openPatiently(call.place, network, call.terminal.tell);
  if (!('service' in opened)) return showRunning(call, opened, opens);
  try {
    if (passphrase !== null) await unlockAtOnce(opened, passphrase);
    return await serve(call, opened, port, opens);
  } finally {
    await Promise.race([opened.close(), sleep(CLOSE_MS, undefined, { ref: false })]);
  }
}

async function serve(call: Call, { service }: OpenService, port: number | null, opens: boolean): Promise<ExitCode> {
  const { terminal } = call;
  const daemon = await startDaemon({ service, port, clock: systemClock, random: systemRandom, log: terminal.tell });
  const asked = Promise.withResolvers<void>();
  const callOff = call.onInterrupt(asked.resolve);
  showReady(call, daemon, service.state, opens);
  await asked.promise;
  callOff();
  if (!call.flags.json) terminal.tell(texts['start.stopping']);
  await daemon.close();
  return EXIT.done;
}

function showReady(call: Call, daemon: Daemon, state: KeyringState, opens: boolean): void {
  const link = daemon.makeLink();
  show(call, { state, port: daemon.port, home: call.place, link, already: false }, opens ? 'start.opened' : 'start.ready');
  if (!call.flags.json && state !== 'open') call.terminal.tell(texts[`start.${state}`]);
  // A link is good once, so the browser gets one of its own.
  if (opens) openBrowser(daemon.makeLink());
}

async function showRunning(call: Call, daemon: Address, opens: boolean): Promise<ExitCode> {
  const link = await freshLink(daemon);
  show(call, { port: daemon.port, home: call.place, link, already: true }, opens ? 'start.already-opened' : 'start.already');
  if (opens) openBrowser(await freshLink(daemon));
  return EXIT.done;
}

function show(
  { flags, terminal }: Call,
  facts: { readonly link: string; readonly [fact: string]: unknown },
  words: keyof typeof texts,
): void {
  terminal.print(flags.json ? JSON.stringify(facts) : fill(texts[words], { link: facts.link }));
}

async function unlockAtOnce({ unlock, service }: OpenService, passphrase: string): Promise<void> {
  const unlocked = await unlock(passphrase);
  if (!unlocked.ok) throw stopFor(refusal(unlocked.reason, service.texts));
}

function portOf(typed: string | undefined): number | null {
  if (typed === undefined) return null;
  const port = /^\d{1,5}$/.test(typed) ? Number(typed) : 0;
  if (port < 1 || port > 65535) throw usageStop('no-port');
  return port;
}
