import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneAtATime } from '../../bootstrap/one-at-a-time.js';
import { buildPage, pageIsHere } from '../../bootstrap/page.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Sees to it that the page which daemons serve is that of the sources as they are now, also where a test file is run by itself. */
export async function bringPage(): Promise<void> {
  if (pageIsHere(ROOT)) return;
  await oneAtATime(join(ROOT, '.runtime', 'lock'), async () => {
    if (!pageIsHere(ROOT)) await buildPage(ROOT, process.execPath);
  });
}
