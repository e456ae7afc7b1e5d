import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { Trouble, tell, WORDS } from './words.js';

const HEARTBEAT_MS = 5000;
const LINES_OF_FAILURE = 15;

/**
 * Runs a program to its end without showing its output, telling every few seconds that it is still at it. If this process is asked to stop, so is
 * the program. Throws `Trouble` with its last words if it fails.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} folder where it runs
 * @param {{ shell?: boolean }} [options]
 * @returns {Promise<string>} what it wrote to stdout
 */
export function runCommand(program, args, folder, { shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    const began = Date.now();
    const heartbeat = setInterval(() => tell(WORDS.stillAtIt(Math.round((Date.now() - began) / 1000))), HEARTBEAT_MS);
    const stop = stopWith(child);
    const settle = (/** @type {() => void} */ how) => {
      clearInterval(heartbeat);
      stop();
      how();
    };
    child.on('error', (error) => settle(() => reject(whatWentWrong(program, error))));
    child.on('close', (code) => {
      if (code === 0) settle(() => resolve(out));
      else settle(() => reject(new Trouble(WORDS.failed([basename(program), ...args].join(' '), beginning(err.trim() || out.trim())))));
    });
  });
}

/**
 * Runs npm, whichever way it is at hand: the one that runs us, or else the one on the path.
 * @param {readonly string[]} args
 * @param {string} folder
 * @returns {Promise<string>} what it wrote to stdout
 */
export function runNpm(args, folder) {
  const ours = process.env.npm_execpath;
  if (ours && basename(ours) === 'npm-cli.js') return runCommand(process.execPath, [ours, ...args], folder);
  return runCommand('npm', args, folder, { shell: process.platform === 'win32' });
}

/**
 * Takes a child along when this process is asked to end. Gives the function that ends this arrangement.
 * @param {import('node:child_process').ChildProcess} child
 */
function stopWith(child) {
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(signal);
    process.off(signal, onSignal);
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}

/**
 * @param {string} program
 * @param {NodeJS.ErrnoException} error
 */
function whatWentWrong(program, error) {
  return error.code === 'ENOENT' ? new Trouble(WORDS.notInstalled(program)) : error;
}

/** npm names the cause first and explains itself afterwards, at length. @param {string} text */
function beginning(text) {
  return text.split('\n').slice(0, LINES_OF_FAILURE).join('\n');
}
