import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.js';
import { tell, WORDS } from './words.js';

const STAMP = '.moot-page.json';

/**
 * Whether the page that lies here was built from what lies in `web/` now. Looks at the stamp that `buildPage` sets.
 * @param {string} root the clone
 */
export function pageIsHere(root) {
  try {
    return JSON.parse(readFileSync(join(home(root), STAMP), 'utf8')).sources === sourcesHash(root);
  } catch {
    return false;
  }
}

/**
 * Builds the page. It appears at its place whole; what an interrupted attempt left behind is built over.
 * @param {string} root the clone
 * @param {string} node path of the Node that builds it
 */
export async function buildPage(root, node) {
  tell(WORDS.buildingPage);
  const sources = sourcesHash(root);
  const unfinished = `${home(root)}-unfinished`;
  await runCommand(node, [join(root, 'web', 'build.ts'), unfinished], root);
  writeFileSync(join(unfinished, STAMP), JSON.stringify({ sources }));
  rmSync(home(root), { recursive: true, force: true });
  renameSync(unfinished, home(root));
}

/** Where the daemon looks for it. @param {string} root */
function home(root) {
  return join(root, 'dist', 'page');
}

/** Everything that the page is made of, its packages among it. @param {string} root */
function sourcesHash(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const folder = join(root, 'web');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(?:tsx?|css|html|svg|json)$/.test(path));
  for (const path of paths.filter((name) => !name.endsWith('.test.ts')).sort())
    hash.update(`\n${path.replaceAll('\\', '/')}\n`).update(readFileSync(join(folder, path)));
  return hash.digest('hex');
}
