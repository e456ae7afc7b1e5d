import { portOf, readCommandLine, usageStop } from './arguments.ts';
import { hasScreen, openBrowser } from './browser.ts';
import type { Call } from './call.ts';
import { findDaemon, freshLink } from './daemon-line.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Address } from './http.ts';
import { showStarted } from './started.ts';

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
  const found = await findDaemon(call.place);
  if (found !== null) return showRunning(call, found, opens);
  const network = { listen: (values.listen ?? []) as string[], lan: values['no-lan'] !== true };
  // What a daemon consists of is loaded only where one is to start.
  const { serve } = await import('./serving.ts');
  const meanwhile = await serve(call, network, port, opens);
  return meanwhile === null ? EXIT.done : showRunning(call, meanwhile, opens);
}

async function showRunning(call: Call, daemon: Address, opens: boolean): Promise<ExitCode> {
  const link = await freshLink(daemon);
  showStarted(call, { port: daemon.port, home: call.place, link, already: true }, opens ? 'start.already-opened' : 'start.already');
  if (opens) openBrowser(await freshLink(daemon));
  return EXIT.done;
}
