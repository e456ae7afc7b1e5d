import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
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
  await assert.rejects(systemFiles.write(join(folder, 'no folder', 'x'), bytes), { name: 'NoPlace' });
});

test('killed while it writes, a file is there whole or not at all, and the next try is not held up by what is left', async () => {
  const path = join(folder, 'killed');
  const size = 1 << 28;
  const script = `import { systemFiles } from ${JSON.stringify(new URL('./files.ts', import.meta.url).href)};
    console.log('writing');
    await systemFiles.write(${JSON.stringify(path)}, new Uint8Array(${size}));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((begun) => child.stdout.once('data', begun));
  // It is killed once something of the file lies on the disk, before all of it does.
  const left = () => readdirSync(folder).filter((name) => name.startsWith('killed'));
  while (left().length === 0) await new Promise((next) => setImmediate(next));
  child.kill('SIGKILL');
  await new Promise((over) => child.once('close', over));
  const whole = left().includes('killed');
  assert.ok(!whole || statSync(path).size === size, 'under its name there is all of it, or nothing');
  if (whole) return;
  await systemFiles.write(path, bytes);
  assert.deepEqual(new Uint8Array(readFileSync(path)), bytes);
});

test('nothing is left beside a file, written or refused', async () => {
  const path = join(folder, 'alone');
  await systemFiles.write(path, bytes);
  await assert.rejects(systemFiles.write(path, bytes), { name: 'FileExists' });
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('alone')),
    ['alone'],
  );
});
