import { spawn } from 'node:child_process';

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const LOOK_FOR_PARENT_MS = 200;

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
  const watch = process.env.npm_lifecycle_event ? whenOrphaned(() => child.kill('SIGTERM')) : undefined;
  child.on('exit', (code, signal) => {
    clearInterval(watch);
    for (const each of SIGNALS) process.off(each, forward);
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
}

/**
 * Calls `act` once our parent is gone. npm runs us in a shell, and passes a signal on to that shell, which dies of it without telling us.
 * @param {() => void} act
 */
function whenOrphaned(act) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, LOOK_FOR_PARENT_MS);
  return watch;
}
