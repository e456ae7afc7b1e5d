import assert from 'node:assert/strict';
import { copyOfDisk } from '../adapters/memory/batch.ts';
import type { MemoryHomeDisk } from '../adapters/memory/disk.ts';
import { cellOf, neighbourhood, type Person } from './peers.fixture.ts';

/** What is on a disk now, to be put back later. */
export function copyDisk({ stores, keyring }: MemoryHomeDisk): (disk: MemoryHomeDisk) => void {
  const copies = [...stores].map(([name, store]) => [name, copyOfDisk(store)] as const);
  return (disk) => {
    disk.keyring = keyring;
    disk.stores.clear();
    for (const [name, store] of copies) disk.stores.set(name, store);
  };
}

/** Bo, whose disk is put back to before he said "Two." and "Three.", which Ana has. He is stopped. */
export async function putBack(): Promise<{ ana: Person; bo: Person }> {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await bo.do('say', { text: 'One.' });
  await ana.until('talk', (talk) => talk.length === 1);
  await bo.stop();
  const back = copyDisk(bo.disk);
  await bo.start();
  for (const text of ['Two.', 'Three.']) await bo.do('say', { text });
  await ana.until('talk', (talk) => talk.length === 3);
  await bo.stop();
  back(bo.disk);
  return { ana, bo };
}

/** The same, where Bo has said something in the place of "Two." and has met nobody since; and the proof that Ana would have of it. He is started, and reaches nobody. */
export async function putBackAndSaidTwice(): Promise<{ ana: Person; bo: Person; proof: Uint8Array }> {
  const { ana, bo } = await putBack();
  await bo.start(false);
  await bo.do('say', { text: 'Said twice.' });
  await bo.stop();
  const before = copyDisk(bo.disk);
  await bo.start();
  await ana.until('status', (status) => status.cells[0].devices === 1);
  const [proof] = ana.seat.forkProofs;
  assert.ok(proof !== undefined);
  await bo.stop();
  before(bo.disk);
  await bo.start(false);
  return { ana, bo, proof };
}
