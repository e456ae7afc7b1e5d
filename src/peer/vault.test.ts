import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { cutPower, type MemoryHomeDisk, memoryHomeDisk } from '../adapters/memory/disk.ts';
import { memoryHome } from '../adapters/memory/home.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemHome } from '../adapters/system/home.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { encodeCbor } from '../bytes/cbor.ts';
import { LEAST_PASSPHRASE_COST } from '../crypto/passphrase.ts';
import { diskError } from '../ports/disk-errors.ts';
import type { Home } from '../ports/home.ts';
import { freshKeys } from './founding.ts';
import { decodeKeyring } from './keyring.ts';
import { Vault } from './vault.ts';

const openVault = (home: Home): Promise<Vault> => Vault.open(home, systemRandom, systemClock, LEAST_PASSPHRASE_COST);
const OLD = 'the old passphrase';
const NEW = 'the new passphrase';
const keysOf = (letter: string) => freshKeys(letter.repeat(64), systemRandom, null);

test('no keyring is made under a passphrase that is short', async () => {
  const disk = memoryHomeDisk();
  const vault = await openVault(memoryHome(disk));
  assert.deepEqual(await vault.unlock(''), { ok: false, reason: 'passphrase-empty' });
  assert.deepEqual(await vault.unlock('letters'), { ok: false, reason: 'passphrase-short' });
  assert.equal(vault.state, 'new');
  assert.equal(disk.keyring, null);
  assert.ok((await vault.unlock('letters!')).ok);
});

test('only the new passphrase opens what was sealed under the old one', async () => {
  const disk = memoryHomeDisk();
  const home = memoryHome(disk);
  const vault = await openVault(home);
  assert.deepEqual(await vault.changePassphrase(OLD, NEW), { ok: false, reason: 'locked' });
  await vault.unlock(OLD);
  await vault.keep(keysOf('a'));
  const before = disk.keyring?.slice();
  for (const [old, next, reason] of [
    ['else', NEW, 'passphrase-wrong'],
    [OLD, 'letters', 'passphrase-short'],
    [OLD, OLD, 'passphrase-same'],
  ] as const)
    assert.deepEqual(await vault.changePassphrase(old, next), { ok: false, reason });
  assert.deepEqual(disk.keyring, before, 'what is refused writes nothing');
  assert.ok((await vault.changePassphrase(OLD, NEW)).ok);
  await vault.keep(keysOf('b'));
  await home.close();
  const again = await openVault(memoryHome(disk));
  assert.deepEqual(await again.unlock(OLD), { ok: false, reason: 'passphrase-wrong' });
  assert.ok((await again.unlock(NEW)).ok);
  assert.deepEqual(
    again.cells.map(({ cell }) => cell[0]),
    ['a', 'b'],
  );
});

/** How a write goes wrong: the disk refuses it, or the power goes before it is flushed, or after that and before anybody is told. */
type Fault = 'refused' | 'cut before' | 'cut after';

/** A home whose `at`th writing of the keyring goes wrong so. Resolves `gone` when the power does. */
function faultyHome(disk: MemoryHomeDisk, at: number, fault: Fault): { readonly home: Home; readonly gone: Promise<void> } {
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  const home = memoryHome(disk);
  let writes = 0;
  const cut = (): Promise<never> => {
    cutPower(disk);
    resolve();
    return new Promise(() => {});
  };
  const writeKeyring = async (bytes: Uint8Array): Promise<void> => {
    if (++writes !== at) return home.writeKeyring(bytes);
    if (fault === 'refused') throw diskError('DiskFull', 'this home in memory');
    if (fault === 'cut before') return cut();
    await home.writeKeyring(bytes);
    return cut();
  };
  const faulty: Home = {
    place: home.place,
    readKeyring: () => home.readKeyring(),
    writeKeyring,
    openStore: (name) => home.openStore(name),
    stores: () => home.stores(),
    removeStore: (name) => home.removeStore(name),
    close: () => home.close(),
  };
  return { home: faulty, gone };
}

test('whatever befalls a write, one passphrase opens the home, and all that was kept is there', async () => {
  const WRITES = 6;
  for (let at = 1; at <= WRITES; at++) {
    for (const fault of ['refused', 'cut before', 'cut after'] as const) {
      const disk = memoryHomeDisk();
      const { home, gone } = faultyHome(disk, at, fault);
      const kept: string[] = [];
      let passphrase: string | null = null;
      const live = async (): Promise<void> => {
        const vault = await openVault(home);
        const attempt = async (act: () => Promise<unknown>, done: () => void): Promise<void> => {
          const failed = await act().then(
            () => false,
            () => true,
          );
          if (!failed) done();
        };
        await attempt(
          () => vault.unlock('the first one'),
          () => {
            passphrase = 'the first one';
          },
        );
        if (vault.state !== 'open') return;
        const keep = (letter: string) =>
          attempt(
            () => vault.keep(keysOf(letter)),
            () => kept.push(letter),
          );
        const change = (old: string, next: string) =>
          attempt(
            () => vault.changePassphrase(old, next).then((done) => assert.ok(done.ok || old !== passphrase)),
            () => {
              if (old === passphrase) passphrase = next;
            },
          );
        await keep('a');
        await change('the first one', 'the second one');
        await keep('b');
        await change('the second one', 'the third one');
        await keep('c');
      };
      await Promise.race([live(), gone]);
      cutPower(disk);

      const what = `write ${at} ${fault}`;
      const found = await openVault(memoryHome(disk));
      if (passphrase === null && found.state === 'new') continue;
      const opening: string[] = [];
      for (const one of ['the first one', 'the second one', 'the third one'])
        if ((await (await openVaultAgain(disk)).unlock(one)).ok) opening.push(one);
      assert.equal(opening.length, 1, `${what}: ${opening.join()} open it`);
      const order = ['the first one', 'the second one', 'the third one'];
      const ahead = order.indexOf(opening[0] ?? '') - order.indexOf(passphrase ?? 'the first one');
      assert.ok(ahead === 0 || (ahead === 1 && fault === 'cut after'), `${what}: ${opening} opens it, ${passphrase} was the last said`);
      const vault = await openVaultAgain(disk);
      await vault.unlock(opening[0] ?? '');
      const there = vault.cells.map(({ cell }) => cell[0] ?? '');
      for (const letter of kept) assert.ok(there.includes(letter), `${what}: ${letter} was kept`);
      assert.ok(there.length - kept.length <= (fault === 'cut after' ? 1 : 0), `${what}: nothing that was not kept`);
    }
  }
});

function openVaultAgain(disk: MemoryHomeDisk): Promise<Vault> {
  cutPower(disk);
  return openVault(memoryHome(disk));
}

/** Changes the passphrase for ever, from one number to the next, and says each as soon as it counts. */
const changer = (place: string, first: number): string => `
  import { writeSync } from 'node:fs';
  const from = (path) => import(new URL(path, ${JSON.stringify(import.meta.url)}).href);
  const { systemHome } = await from('../adapters/system/home.ts');
  const { systemClock } = await from('../adapters/system/clock.ts');
  const { systemRandom } = await from('../adapters/system/random.ts');
  const { LEAST_PASSPHRASE_COST } = await from('../crypto/passphrase.ts');
  const { Vault } = await from('./vault.ts');
  const vault = await Vault.open(await systemHome(${JSON.stringify(place)}), systemRandom, systemClock, LEAST_PASSPHRASE_COST);
  await vault.unlock('passphrase ${first}');
  writeSync(1, '${first}\\n');
  for (let next = ${first} + 1; ; next++) {
    const changed = await vault.changePassphrase('passphrase ' + (next - 1), 'passphrase ' + next);
    if (!changed.ok) throw new Error(changed.reason);
    writeSync(1, next + '\\n');
  }`;

test('killed at any moment, the passphrase is the last that was said, or the next', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'moot-passphrase-'));
  const place = join(parent, 'home');
  let now = 0;
  for (let round = 0; round < 4; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', changer(place, now)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exit = once(child, 'exit');
    let said = -1;
    let left = randomInt(1, 60);
    for await (const line of createInterface(child.stdout)) {
      said = Number(line);
      if (--left === 0) child.kill('SIGKILL');
    }
    await exit;
    assert.ok(said >= now, `${said} was said in round ${round}`);
    const home = await systemHome(place);
    const vault = await openVault(home);
    const opens = (await vault.unlock(`passphrase ${said}`)).ok ? said : said + 1;
    assert.ok(vault.state === 'open' || (await vault.unlock(`passphrase ${opens}`)).ok, `${said} or the next opens it`);
    await home.close();
    now = opens;
  }
  await rm(parent, { recursive: true });
});

test('keyrings of the first two forms open', () => {
  const decoded = decodeKeyring(encodeCbor([1, []]));
  assert.ok(decoded.ok && decoded.value.cells.length === 0);
  assert.deepEqual([decoded.value.version, decoded.value.safeguards.isShown, decoded.value.safeguards.recovery], [3, false, null]);
  const safeguards = [new Uint8Array(16), true, true, 5, null, 15];
  const second = decodeKeyring(encodeCbor([2, [], safeguards]));
  assert.ok(second.ok && second.value.version === 3);
  assert.deepEqual(
    [second.value.safeguards.isWritten, second.value.safeguards.lockAfter, second.value.safeguards.entrusted],
    [true, 15, null],
  );
});
