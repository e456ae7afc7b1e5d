import { spawn } from 'node:child_process';

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Becomes another program as far as that can be: its terminal is ours, our signals go to it, and we end as it ends.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} folder where it runs
 */
export function passOn(program, args, folder) {
  const child = spawn(program, args, { cwd: folder, stdio: 'inherit' });
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    // A terminal gives Ctrl-C to every process in it, the child included: passing it on would make two of one.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  child.on('exit', (code, signal) => {
    for (const each of SIGNALS) process.off(each, forward);
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
}
