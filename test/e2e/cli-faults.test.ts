import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Device, eventually, foundAndJoin, loopbackDevice, PASSPHRASE } from './device.ts';

// What goes wrong around Moot: each a clear sentence, an exit that scripts understand, and nothing lost.

const devices: Device[] = [];
after(() => Promise.all(devices.map((device) => device.remove())));

function newDevice(): Device {
  const device = new Device({ start: ['--no-lan', '--listen', '/ip4/127.0.0.1/tcp/0'] });
  devices.push(device);
  return device;
}

/** Where the one store of a home lies. */
function storeOf(device: Device): string {
  const folder = join(device.home, 'cells');
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.db')) ?? '');
}

test('a wrong passphrase ends a start, and changes nothing', async () => {
  const device = newDevice();
  await device.json('found', 'Bakery', '--as', 'Ana');
  const keyring = readFileSync(join(device.home, 'keyring'));
  const { exit, err } = await device.run(['start', '--no-open', '--json'], 'wrong');
  assert.equal(exit, 1);
  assert.equal(JSON.parse(err).error.reason, 'passphrase-wrong');
  assert.deepEqual(readFileSync(join(device.home, 'keyring')), keyring);
  assert.equal((await device.json('cells')).length, 1);
});

test('a taken port is said in words, and another start takes a free one', async () => {
  const device = newDevice();
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  assert.match(await device.refused(3, 'PortTaken', 'start', '--no-open', '--port', String(port)), /Another program uses port/);
  await device.start();
  holder.close();
  assert.equal((await device.end('SIGINT')).code, 0);
});

test('of two starts at once one serves, and the other one says so', async () => {
  const device = newDevice();
  const other = new Device({ home: device.home });
  devices.push(other);
  const [late, serving] = (await Promise.all([device.start(), other.start()])).sort();
  assert.match(late ?? '', /^Moot is running already/);
  assert.match(serving ?? '', /^Moot is running\./);
});

test('many commands at once without a daemon wait for each other', async () => {
  const device = newDevice();
  await device.json('found', 'Bakery', '--as', 'Ana');
  const said = await Promise.all(['one', 'two', 'three'].map((text) => device.json('say', text)));
  const talk = await device.json('talk');
  assert.deepEqual(talk.map(({ id }: { id: string }) => id).sort(), said.map(({ id }) => id).sort());
});

test('a damaged store is left as it is, named by status and doctor, and keeps no other cell from working', async () => {
  const device = newDevice();
  await device.json('found', 'Bakery', '--as', 'Ana');
  const file = storeOf(device);
  const { cell } = await device.json('found', 'Garden', '--as', 'Ana');
  const damaged = readFileSync(file);
  damaged.fill(0xa5, 0, 8192);
  writeFileSync(file, damaged);
  await device.start();
  const { cells } = await device.json('status');
  const bad = cells.filter(({ fault }: { fault: string | null }) => fault !== null);
  assert.deepEqual([cells.length, bad.length], [2, 1]);
  assert.match(bad[0].fault, /is damaged.*restore your backup/s);
  assert.ok(
    (await device.json('doctor')).findings.some(
      ({ name, text }: Record<string, string>) => name === 'store-damaged' && text?.includes(file),
    ),
  );
  assert.equal((await device.run(['people', '--cell', bad[0].id, '--json'])).exit, 1);
  assert.match((await device.json('say', 'still here', '--cell', cell.id)).id, /^[0-9a-f]{64}$/);
  assert.deepEqual(readFileSync(file), damaged);
});

test('a damaged keyring is left as it is', async () => {
  const device = newDevice();
  await device.json('found', 'Bakery', '--as', 'Ana');
  writeFileSync(join(device.home, 'keyring'), 'nothing');
  assert.match(await device.refused(1, 'keyring-damaged', 'cells'), /left as it is/);
  assert.equal(readFileSync(join(device.home, 'keyring'), 'utf8'), 'nothing');
});

test('a full disk is said in words, loses nothing, and it goes on once there is room', async (t) => {
  const device = newDevice();
  const disk = join(device.home, 'cells');
  const root = (program: string, ...args: readonly string[]) => execFileSync(program, args, { stdio: 'ignore' });
  await device.run(['status']);
  try {
    root('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk);
  } catch {
    return t.skip('only root may mount a small disk');
  }
  try {
    await device.start();
    await device.json('found', 'Bakery', '--as', 'Ana');
    const said: string[] = [];
    let refused = '';
    for (let n = 0; refused === ''; n++) {
      const { exit, out, err } = await device.run(['say', `${n}`.padEnd(8000, 'x'), '--json']);
      if (exit === 0) said.push(JSON.parse(out).id);
      else refused = err;
    }
    assert.equal(JSON.parse(refused).error.reason, 'DiskFull');
    assert.match(JSON.parse(refused).error.message, /What was shown as saved is safe/);
    root('mount', '-o', 'remount,size=8m', disk);
    const more = await eventually(
      () => device.run(['say', 'There is room again.', '--json']),
      ({ exit }) => exit === 0,
      45_000,
    );
    said.push(JSON.parse(more.out).id);
    await device.end('SIGKILL');
    await device.start();
    assert.deepEqual(
      (await device.json('talk')).map(({ id }: { id: string }) => id),
      said,
    );
  } finally {
    await device.end('SIGKILL').catch(() => {});
    root('umount', disk);
  }
});

test('an invitation to where nobody answers leaves one waiting, and says so', async () => {
  const [ana, bo] = [newDevice(), newDevice()];
  await ana.json('found', 'Bakery', '--as', 'Ana');
  const { invitation } = await ana.json('invite');
  await bo.start();
  const joined = await bo.json('join', invitation, '--as', 'Bo');
  assert.equal(joined.state, 'waiting');
  assert.equal((await bo.json('cells'))[0].state, 'waiting');
  await bo.refused(1, 'cell-waits', 'say', 'hello');
  assert.match(await bo.refused(1, 'invitation-incomplete', 'join', invitation.slice(0, -9), '--as', 'Bo'), /Copy it once more/);
  await bo.refused(1, 'invitation-none', 'join', 'hello', '--as', 'Bo');
});

test('a backup brings everything back as a new device of the same member, and the lost one speaks no more', async () => {
  const [ana, bo, again] = [await loopbackDevice(), await loopbackDevice(), await loopbackDevice()];
  devices.push(ana, bo, again);
  await Promise.all([ana.start(), bo.start()]);
  await foundAndJoin(ana, bo);
  const said = await bo.json('say', 'Before the backup.');
  const folder = mkdtempSync(join(tmpdir(), 'moot-backup-'));
  const file = join(folder, 'bo.backup');
  try {
    const { words } = await bo.json('backup', file);
    assert.equal(words.split(' ').length, 12);
    assert.ok(existsSync(file));
    await bo.refused(3, 'FileExists', 'backup', file);
    const lost = (await bo.json('people')).find(({ you }: { you: boolean }) => you).devices[0].id;
    await eventually(
      () => ana.json('status'),
      ({ cells }) => cells[0].peers[0]?.inSync === true,
    );
    await bo.end('SIGKILL');

    const wordsFile = join(folder, 'words');
    writeFileSync(wordsFile, 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about\n');
    await again.start();
    await again.refused(1, 'backup-damaged', 'restore', file, '--recovery-file', wordsFile);
    writeFileSync(wordsFile, `${words}\n`);
    await again.json('restore', file, '--recovery-file', wordsFile);
    assert.equal((await again.json('talk')).at(-1).id, said.id);
    const people = await eventually(
      () => ana.json('people'),
      (list) =>
        list.some(
          ({ name, devices: own }: { name: string; devices: { id: string }[] }) => name === 'Bo' && own.every(({ id }) => id !== lost),
        ),
    );
    assert.deepEqual(
      people.map(({ name, devices: own }: { name: string; devices: unknown[] }) => [name, own.length]),
      [
        ['Ana', 1],
        ['Bo', 1],
      ],
    );
    const back = await again.json('say', 'I am back.');
    await eventually(
      () => ana.json('talk'),
      (messages) => messages.at(-1)?.id === back.id,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what lies on the disk cannot be read without the passphrase', async () => {
  const device = newDevice();
  await device.json('found', 'Bakery on the Corner', '--as', 'Ana the baker');
  await device.json('say', 'The flour is in the cellar.');
  const files = readdirSync(device.home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(files.length >= 3);
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(join(parentPath, name));
    for (const secret of ['Bakery', 'baker', 'flour', PASSPHRASE]) assert.ok(!bytes.includes(secret), `${name} says "${secret}"`);
  }
});
