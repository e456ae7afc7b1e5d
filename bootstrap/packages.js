import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './command.js';
import { tell, WORDS } from './words.js';

/** @typedef {'use' | 'work'} Packages what Moot runs on, or also what its makers need */

/**
 * Whether the packages that lie here are those of the lock file, at least as many as are wanted. Looks at the stamp that `installPackages` sets.
 * @param {string} root the clone
 * @param {Packages} wanted
 */
export function packagesAreHere(root, wanted) {
  try {
    const stamp = JSON.parse(readFileSync(stampPath(root), 'utf8'));
    return stamp.lock === lockHash(root) && (stamp.packages === 'work' || stamp.packages === wanted);
  } catch {
    return false;
  }
}

/**
 * Brings exactly the packages of the lock file, running none of their scripts. npm empties the folder first, and the stamp is set last, so that
 * an interrupted attempt is not believed.
 * @param {string} root the clone
 * @param {Packages} wanted
 * @param {string} [what] what they are, in words
 */
export async function installPackages(root, wanted, what = wanted === 'use' ? WORDS.packagesToUse : WORDS.packagesToWork) {
  tell(WORDS.fetchingPackages(what));
  // What builds the page comes in a package for each platform, and npm counts these as optional.
  const which = [wanted === 'use' ? '--omit=dev' : '--include=dev', '--include=optional'];
  await runNpm(['ci', '--ignore-scripts', ...which, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], root);
  writeFileSync(stampPath(root), JSON.stringify({ lock: lockHash(root), packages: wanted }));
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules', '.moot-packages.json');
}

/** @param {string} root */
function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}
