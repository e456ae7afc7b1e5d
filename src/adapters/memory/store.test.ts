import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storeContract } from '../../ports/store.contract.ts';
import { cutPower, memoryDisk } from './disk.ts';
import { memoryStore } from './store.ts';

storeContract('memory', async () => {
  const disk = memoryDisk();
  return { open: async () => memoryStore(disk), clear: async () => cutPower(disk) };
});

storeContract('memory, slow', async () => {
  const disk = memoryDisk();
  const flush = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { open: async () => memoryStore(disk, flush), clear: async () => cutPower(disk) };
});

test('a power cut in memory: what was flushed stays, what was not never happens and is never answered', async () => {
  const disk = memoryDisk();
  const flushes: (() => void)[] = [];
  const store = memoryStore(disk, () => new Promise((resolve) => flushes.push(resolve)));
  const log = new Uint8Array(32);
  const answers: string[] = [];
  for (const seq of [0, 1, 2]) {
    const answer = (): unknown => answers.push(`write ${seq}`);
    store.write({ entries: [{ log, seq, bytes: new Uint8Array([seq]) }] }).then(answer, answer);
  }
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  await turn();
  flushes.shift()?.();
  await turn();
  assert.equal(flushes.length, 1, 'the second write waits for its own flush');

  cutPower(disk);
  const again = memoryStore(disk);
  for (const flush of flushes) flush();
  await turn();
  assert.deepEqual(answers, ['write 0']);
  await assert.rejects(store.write({ notes: [['a', log]] }), { name: 'StoreClosed' });
  await store.close();
  await again.write({ entries: [{ log, seq: 1, bytes: new Uint8Array([77]) }] });
  assert.deepEqual(
    (await again.read(log, 0, 10, 100)).map(({ bytes }) => bytes[0]),
    [0, 77],
  );
});
