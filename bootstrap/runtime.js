import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, runNpm } from './command.js';
import { OLDEST_MAJOR, RUNTIMES } from './runtimes.js';
import { Trouble, tell, WORDS } from './words.js';

/** @typedef {import('./runtimes.js').Runtime} Runtime */
/** @typedef {{ version: string, platform: string }} Here this Node's version, and `platform-arch` as in `RUNTIMES` */

/** Begins the name of a folder in which a runtime is being made; one that is left over was never finished. */
const UNFINISHED = 'unfinished-';

/**
 * The ready-made Node for a machine. Throws `Trouble` where there is none.
 * @param {Here} here
 * @returns {Runtime}
 */
export function runtimeFor(here) {
  const runtime = RUNTIMES[here.platform];
  if (!runtime) throw new Trouble(WORDS.noRuntime(here.version, here.platform));
  return runtime;
}

/**
 * The Node to run Moot with, if it is there already: this very one if new enough, or one that was fetched before.
 * @param {string} folder where fetched runtimes are kept
 * @param {Here} here
 * @returns {string | null} path of the program
 */
export function findNode(folder, here) {
  if (Number.parseInt(here.version, 10) >= OLDEST_MAJOR) return process.execPath;
  const runtime = runtimeFor(here);
  const program = join(home(folder, runtime), runtime.binary);
  return existsSync(program) ? program : null;
}

/**
 * Fetches a runtime from the npm registry, checks it against the sum that we keep, and tries it. It appears at its final place in one step,
 * whole; what an interrupted attempt left behind is removed.
 * @param {string} folder where fetched runtimes are kept
 * @param {Runtime} runtime
 * @returns {Promise<string>} path of the program
 */
export async function fetchNode(folder, runtime) {
  tell(WORDS.fetchingNode(runtime.version, runtime.megabytes));
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name.startsWith(UNFINISHED)) rmSync(join(folder, name), { recursive: true });
  const unfinished = mkdtempSync(join(folder, UNFINISHED));
  try {
    await runNpm(['pack', `${runtime.name}@${runtime.version}`, '--ignore-scripts', '--loglevel=error'], unfinished);
    const archive = `${runtime.name}-${runtime.version}.tgz`;
    checkSum(join(unfinished, archive), runtime);
    tell(WORDS.unpackingNode);
    await runCommand('tar', ['-xzf', archive, `package/${runtime.binary}`], unfinished);
    await tryOut(join(unfinished, 'package', runtime.binary), runtime);
    renameSync(join(unfinished, 'package'), home(folder, runtime));
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return join(home(folder, runtime), runtime.binary);
}

/** @param {string} folder @param {Runtime} runtime */
function home(folder, runtime) {
  return join(folder, `${runtime.name}-${runtime.version}`);
}

/** @param {string} path @param {Runtime} runtime */
function checkSum(path, runtime) {
  const came = createHash('sha512').update(readFileSync(path)).digest('base64');
  if (came !== runtime.sha512) throw new Trouble(WORDS.wrongSum(runtime.name, runtime.sha512, came));
}

/** Flushes the program to the disk and sees that this machine can run it. @param {string} program @param {Runtime} runtime */
async function tryOut(program, runtime) {
  const file = openSync(program, 'r+');
  fsyncSync(file);
  closeSync(file);
  const said = await runCommand(program, ['--version'], '.').catch((error) => String(error.message).split('\n')[1] ?? '');
  if (said.trim() !== `v${runtime.version}`) throw new Trouble(WORDS.doesNotRun(runtime.version, said.trim()));
}
