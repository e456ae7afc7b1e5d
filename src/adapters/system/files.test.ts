import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { systemFiles } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'moot-files-'));
after(() => rmSync(folder, { recursive: true }));
const bytes = new Uint8Array([1, 2, 3]);

test('a file is written for its owner alone and read back', async () => {
  const path = join(folder, 'a');
  await systemFiles.write(path, bytes);
  assert.deepEqual(await systemFiles.read(path, 3), bytes);
  if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o600);
});

test('nothing is written over', async () => {
  const path = join(folder, 'b');
  await systemFiles.write(path, bytes);
  await assert.rejects(systemFiles.write(path, new Uint8Array(9)), { name: 'FileExists' });
  assert.deepEqual(await systemFiles.read(path, 10), bytes);
});

test('what cannot be read says so', async () => {
  await assert.rejects(systemFiles.read(join(folder, 'not there'), 10), { name: 'FileUnreadable' });
  await assert.rejects(systemFiles.read(folder, 10), { name: 'FileUnreadable' });
  await systemFiles.write(join(folder, 'long'), new Uint8Array(11));
  await assert.rejects(systemFiles.read(join(folder, 'long'), 10), { name: 'FileTooLarge' });
  await assert.rejects(systemFiles.write(join(folder, 'no folder', 'x'), bytes), { name: 'NoAccess' });
});
