import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { homeContract } from '../../ports/home.contract.ts';
import type { Home } from '../../ports/home.ts';
import { systemHome } from './home.ts';

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'moot-home-'));

homeContract('system', async () => {
  const parent = await folder();
  const opened: Home[] = [];
  return {
    open: async () => {
      const home = await systemHome(join(parent, 'deep', 'home'));
      opened.push(home);
      return home;
    },
    clear: async () => {
      for (const home of opened) await home.close();
      await rm(parent, { recursive: true });
    },
  };
});

test('nobody else on the device can look into a home, and an erased store leaves no file', async () => {
  const parent = await folder();
  const place = join(parent, 'home');
  const home = await systemHome(place);
  await home.writeKeyring(new Uint8Array([1]));
  const store = await home.openStore('ab');
  await store.write({ notes: [['a', new Uint8Array(10)]] });
  for (const path of ['', 'cells']) assert.equal((await stat(join(place, path))).mode & 0o777, 0o700, path);
  for (const path of ['keyring', 'cells/ab.db', 'cells/ab.db-wal']) assert.equal((await stat(join(place, path))).mode & 0o777, 0o600, path);
  await store.close();
  for (const suffix of ['-wal', '-shm']) await writeFile(join(place, `cells/ab.db${suffix}`), 'left by a crash');
  await home.removeStore('ab');
  assert.deepEqual(await readdir(join(place, 'cells')), []);
  await home.close();
  assert.deepEqual((await readdir(place)).sort(), ['cells', 'keyring', 'lock']);
  await rm(parent, { recursive: true });
});

test('other files among the stores are no stores, and a check makes none', async () => {
  const place = await folder();
  const home = await systemHome(place);
  for (const name of ['ab.db-wal', 'note.txt', 'zz.db', 'AB.db']) await writeFile(join(place, 'cells', name), '');
  assert.deepEqual(await home.checkStore('cd'), []);
  assert.deepEqual(await home.stores(), []);
  const store = await home.openStore('cd');
  assert.deepEqual(await home.checkStore('cd'), [], 'while it is open');
  await store.close();
  assert.deepEqual(await home.checkStore('cd'), [], 'and when it is closed');
  await home.close();
  await rm(place, { recursive: true });
});

test('a home is held against other processes until its own dies, however it dies', async (t) => {
  const place = await folder();
  const code = `
    const { systemHome } = await import(${JSON.stringify(new URL('./home.ts', import.meta.url).href)});
    await systemHome(${JSON.stringify(place)});
    process.stdout.write('held');
    setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => other.kill('SIGKILL'));
  await once(other.stdout, 'data');
  await assert.rejects(systemHome(place), { name: 'HomeInUse', message: /running already/, passing: true });
  other.kill('SIGKILL');
  await once(other, 'exit');
  const home = await systemHome(place);
  await home.close();
  await rm(place, { recursive: true });
});

test('a place that cannot be a home says so', async () => {
  const place = await folder();
  await writeFile(join(place, 'file'), '');
  await assert.rejects(systemHome(join(place, 'file')), { name: 'NoAccess' });
  await assert.rejects(systemHome(join(place, 'file', 'home')), { name: 'NoAccess' });
  await rm(place, { recursive: true });
});
