import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { defaultHome } from '../adapters/system/default-home.ts';
import { readTyped } from './arguments.ts';
import { moot } from './moot.ts';
import { systemTerminal } from './terminal.ts';

/** How long a process that is done may linger over what holds it, in milliseconds. */
const LINGER_MS = 300;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Makes the call of the CLI that this process was started for. */
export async function callFromShell(): Promise<void> {
  // Whoever reads us may have seen enough.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 3));
  const typed = readTyped(process.argv.slice(2));
  const { flags, rest } = typed;
  const folder = process.cwd();
  const place = flags.home === undefined ? defaultHome(process.env, process.platform, homedir()) : resolve(folder, flags.home);
  process.exitCode = await moot(typed, { flags, rest, terminal: systemTerminal, env: process.env, folder, place, onInterrupt });
  leaveSoon();
}

/** Something that was given up, such as a call to a device that does not answer, may hold this process; what is still being read may not be cut off. */
function leaveSoon(): void {
  const leave = (): unknown => (process.stdout.writableLength > 0 ? leaveSoon() : process.exit());
  setTimeout(leave, LINGER_MS).unref();
}

function onInterrupt(act: () => void): () => void {
  for (const signal of SIGNALS) process.once(signal, act);
  return () => {
    for (const signal of SIGNALS) process.off(signal, act);
  };
}
