import assert from 'node:assert/strict';
import { test } from 'node:test';
import { homeContract } from '../../ports/home.contract.ts';
import { cutPower, memoryHomeDisk } from './disk.ts';
import { memoryHome } from './home.ts';

homeContract('memory', async () => {
  const disk = memoryHomeDisk();
  return { open: async () => memoryHome(disk), clear: async () => cutPower(disk) };
});

test('a power cut in memory leaves the keyring and the stores of a home as they were flushed', async () => {
  const disk = memoryHomeDisk();
  const never = new Promise<void>(() => {});
  const flushes = [Promise.resolve(), Promise.resolve(), never, never];
  const home = memoryHome(disk, () => flushes.shift() ?? never);
  const store = await home.openStore('ab');
  await home.writeKeyring(new Uint8Array([1]));
  await store.write({ notes: [['a', new Uint8Array([1])]] });
  home.writeKeyring(new Uint8Array([2]));
  store.write({ notes: [['a', new Uint8Array([2])]] });

  cutPower(disk);
  const again = memoryHome(disk);
  await assert.rejects(home.readKeyring(), { name: 'HomeClosed' });
  await assert.rejects(store.note('a'), { name: 'StoreClosed' });
  assert.deepEqual(await again.readKeyring(), new Uint8Array([1]));
  assert.deepEqual(await (await again.openStore('ab')).note('a'), new Uint8Array([1]));
});
