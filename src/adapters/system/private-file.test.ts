import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { freeSpace } from './free-space.ts';
import { readPrivateFile, removePrivateFile, writePrivateFile } from './private-file.ts';

test('a private file is replaced as a whole, whatever a crash has left beside it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'moot-file-'));
  const file = join(folder, 'daemon.json');
  assert.equal(await readPrivateFile(file), null);
  await writeFile(`${file}.new`, 'half of somethi', { mode: 0o644 });
  await writePrivateFile(file, new Uint8Array([1, 2]));
  await writePrivateFile(file, new Uint8Array([3]));
  assert.deepEqual(await readPrivateFile(file), new Uint8Array([3]));
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(folder), ['daemon.json']);
  await removePrivateFile(file);
  await removePrivateFile(file);
  assert.equal(await readPrivateFile(file), null);
  assert.ok((await freeSpace(folder)) > 0);
  await rm(folder, { recursive: true });
});

test('a private file that cannot be written leaves the old one and no draft', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'moot-file-'));
  const taken = join(folder, 'taken');
  await mkdir(join(taken, 'in the way'), { recursive: true });
  await assert.rejects(writePrivateFile(taken, new Uint8Array([1])), { name: 'NoAccess' });
  await assert.rejects(writePrivateFile(join(folder, 'nowhere', 'file'), new Uint8Array([1])), { name: 'NoPlace' });
  await assert.rejects(readPrivateFile(taken), { name: 'NoAccess' });
  assert.deepEqual(await readdir(folder), ['taken']);
  await rm(folder, { recursive: true });
});
