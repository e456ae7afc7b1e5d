import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { fakeDaemon } from './daemon.fixture.ts';

const daemon = await fakeDaemon();
const { ask, token, service, port } = daemon;
after(() => daemon.server.close());
beforeEach(() => {
  service.state = 'open';
});

test('a backup comes as a file, with a name and nothing that a browser would show', async () => {
  const got = await fetch(`http://127.0.0.1:${port}/api/backup/file`, { method: 'POST', headers: token });
  assert.equal(got.status, 200);
  assert.equal(got.headers.get('content-type'), 'application/octet-stream');
  assert.equal(got.headers.get('content-disposition'), 'attachment; filename="moot.backup"');
  assert.equal(got.headers.get('cache-control'), 'no-store');
  assert.deepEqual([...new Uint8Array(await got.arrayBuffer())], [1, 2, 3, 4]);
});

test('a backup is taken back as it is, with the words in a header, whatever letters they have', async () => {
  const headers = { ...token, 'moot-recovery-words': encodeURIComponent('Ofen Bär 雨') };
  const body = Uint8Array.of(9, 0, 255);
  const got = await fetch(`http://127.0.0.1:${port}/api/restore/file`, { method: 'POST', headers, body });
  assert.deepEqual(await got.json(), { bytes: [9, 0, 255], words: 'Ofen Bär 雨' });
  const broken = { ...token, 'moot-recovery-words': '%E0%A4%A' };
  const none = await fetch(`http://127.0.0.1:${port}/api/restore/file`, { method: 'POST', headers: broken, body });
  assert.equal(((await none.json()) as { words: string }).words, '');
});

test('a refusal is a problem like any other', async () => {
  service.state = 'locked';
  for (const path of ['/api/backup/file', '/api/restore/file']) {
    const { status, body } = await ask('POST', path, token);
    assert.deepEqual([status, JSON.parse(body).reason], [409, 'locked'], path);
  }
});

test('nobody gets a backup without a session, nor from another page, nor by following a link', async () => {
  assert.equal((await ask('POST', '/api/backup/file')).status, 401);
  assert.equal((await ask('POST', '/api/backup/file', { ...token, origin: 'http://elsewhere.example' })).status, 403);
  assert.equal((await ask('GET', '/api/backup/file', token)).status, 404);
});
