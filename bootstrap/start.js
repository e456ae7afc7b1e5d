import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneAtATime } from './one-at-a-time.js';
import { installPackages, packagesAreHere } from './packages.js';
import { buildPage, pageIsHere } from './page.js';
import { passOn } from './pass-on.js';
import { PROGRAMS } from './programs.js';
import { fetchNode, findNode, runtimeFor } from './runtime.js';
import { Trouble, tell, WORDS } from './words.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * Starts one of Moot's programs, after bringing whatever it needs that is not there yet.
 * @param {string} name a key of `PROGRAMS`
 * @param {readonly string[]} args passed on to it
 */
export async function start(name, args) {
  try {
    const program = PROGRAMS[name];
    if (!program) throw new Trouble(WORDS.unknownProgram(name, Object.keys(PROGRAMS)));
    const node = await prepare(ROOT, program);
    passOn(node, [join(ROOT, program.file), ...program.first, ...args], folderOfCaller());
  } catch (error) {
    tell(toPerson(error));
    process.exitCode = 3;
  }
}

/**
 * Sees to it that Node, the packages and the page are here. When they are, this reads a few files and starts no process.
 * @param {string} root the clone
 * @param {{ packages: import('./packages.js').Packages, page?: true }} program what needs them
 * @returns {Promise<string>} path of the Node to use
 */
async function prepare(root, { packages, page = undefined }) {
  const runtimes = join(root, '.runtime');
  const here = { version: process.versions.node, platform: `${process.platform}-${process.arch}` };
  const found = findNode(runtimes, here);
  if (found && packagesAreHere(root, packages) && (!page || pageIsHere(root))) return found;
  return oneAtATime(join(runtimes, 'lock'), async () => {
    const node = findNode(runtimes, here) ?? (await fetchNode(runtimes, runtimeFor(here)));
    if (!packagesAreHere(root, packages)) await installPackages(root, packages);
    if (page && !pageIsHere(root)) await buildPage(root, node);
    tell(WORDS.ready);
    return node;
  });
}

/** npm runs scripts in the clone; what a person names on the command line is meant from where they stand. */
function folderOfCaller() {
  const here = process.cwd();
  return here === ROOT ? (process.env.INIT_CWD ?? here) : here;
}

/** @param {unknown} error */
function toPerson(error) {
  if (error instanceof Trouble) return error.message;
  const code = /** @type {NodeJS.ErrnoException} */ (error).code;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOSPC') return WORDS.cannotWrite(String(error));
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
