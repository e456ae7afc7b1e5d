import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fakeDaemon } from './daemon.fixture.ts';
import { readPage } from './page-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'moot-page-'));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'hashed'));
writeFileSync(join(folder, 'index.html'), '<p>The page</p>');
writeFileSync(join(folder, 'hashed', 'index-B9.js'), 'start()');
writeFileSync(join(folder, 'sign.svg'), '<svg/>');
writeFileSync(join(folder, 'secret.txt'), 'not for pages');

test('where no page was built there is none', () => {
  assert.equal(readPage(join(folder, 'elsewhere')), null);
});

test('only what pages load is read', () => {
  assert.deepEqual([...(readPage(folder)?.files.keys() ?? [])].sort(), ['hashed/index-B9.js', 'sign.svg']);
});

test('with a session every address of the page is the page; without one nothing is', async () => {
  const daemon = await fakeDaemon(readPage(folder));
  try {
    const cookie = await daemon.enter();
    for (const path of ['/', '/c/ab12cd34/talk/everyone', '/welcome/found'])
      assert.match((await daemon.ask('GET', path, cookie)).body, /The page/, path);
    for (const path of ['/', '/c/ab12cd34/talk']) assert.doesNotMatch((await daemon.ask('GET', path)).body, /The page/, path);
    for (const path of ['/hashed/index-C0.js', '/hashed/..%2fsecret.txt', '/secret.txt', '/assets/none.css', '/api/none'])
      assert.equal((await daemon.ask('GET', path, cookie)).status, 404, path);
  } finally {
    await daemon.server.close();
  }
});

test('what has its hash in its name is kept by the browser, and nothing else is', async () => {
  const daemon = await fakeDaemon(readPage(folder));
  try {
    const script = await daemon.ask('GET', '/hashed/index-B9.js');
    assert.deepEqual([script.status, script.body], [200, 'start()']);
    assert.match(String(script.headers['cache-control']), /immutable/);
    assert.match(String(script.headers['content-type']), /^text\/javascript/);
    for (const path of ['/', '/sign.svg']) assert.equal((await daemon.ask('GET', path)).headers['cache-control'], 'no-store', path);
  } finally {
    await daemon.server.close();
  }
});
