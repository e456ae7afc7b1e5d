import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bringPage } from './bring-page.ts';

const PAGE = fileURLToPath(new URL('../../dist/page', import.meta.url));
/** What somebody waits for who opens the page for the first time, gzipped. */
const MOST_BYTES = 230_000;
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["']([^"']+\.js)["']/g;

/** The scripts that the page begins with: those that it names, and what they cannot begin without. */
function firstScripts(): ReadonlySet<string> {
  const html = readFileSync(join(PAGE, 'index.html'), 'utf8');
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="\/([^"]+\.js)"/g)].map(([, path = '']) => path);
  const scripts = new Set<string>();
  for (let path = named.pop(); path !== undefined; path = named.pop()) {
    if (scripts.has(path)) continue;
    scripts.add(path);
    for (const [, target = ''] of readFileSync(join(PAGE, path), 'utf8').matchAll(STATIC_IMPORT))
      named.push(posix.join(posix.dirname(path), target));
  }
  return scripts;
}

test('the page begins with little, and fetches the rest when somebody goes there', async (t) => {
  await bringPage();
  const scripts = firstScripts();
  assert.ok(scripts.size > 0, 'the page has scripts');
  const bytes = [...scripts].reduce((sum, path) => sum + gzipSync(readFileSync(join(PAGE, path))).length, 0);
  t.diagnostic(`${scripts.size} scripts, ${Math.round(bytes / 1000)} kB gzipped`);
  assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
  assert.equal(
    [...scripts].some((path) => /talk-screen|decisions-screens|settings-screen|people-screens|status-screen/.test(path)),
    false,
    'screens of other places come on demand',
  );
});
