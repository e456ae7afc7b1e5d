import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { type MemoryDisk, memoryDisk } from '../adapters/memory/disk.ts';
import { memoryStore } from '../adapters/memory/store.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { encodeCbor } from '../bytes/cbor.ts';
import { proveFork } from '../log/fork.ts';
import type { Record } from '../log/record.ts';
import type { Segment } from '../log/segment.ts';
import { Device, World } from '../log/world.fixture.ts';
import { segmentsOf } from '../log/writing.ts';
import type { StoreBatch } from '../ports/store.ts';
import { Inbox } from './inbox.ts';
import { FORKS_NOTE, KeptForks } from './kept-forks.ts';
import { Notes } from './notes.ts';

const KEY = new Uint8Array(32).fill(7);

/** So many proofs that one device told two stories, one for each week of its talk; and a device that holds one story of each. */
function proofsOf(count: number) {
  const world = new World(`${count} forks`);
  const liar = world.device();
  const twin = new Device(world, liar.keys);
  const witness = world.device();
  const proofs = Array.from({ length: count }, (_, week) => {
    const first = liar.write(['first'], `garden#${week}`);
    witness.take(segmentsOf(first)[0] as Segment);
    const { fork } = witness.take(segmentsOf(twin.write(['second'], `garden#${week}`))[0] as Segment);
    assert.ok(fork !== null);
    const proof = proveFork(
      fork,
      first.map(({ bytes }) => bytes),
    );
    assert.ok(proof !== null);
    return proof;
  });
  return { world, witness, proofs };
}

/** The proofs that are kept on a disk, and how many bytes of notes each write had. */
function keeping(disk: MemoryDisk, record: Record) {
  const store = memoryStore(disk);
  const sizes: number[] = [];
  const write = store.write.bind(store);
  mock.method(store, 'write', (batch: StoreBatch) => {
    sizes.push((batch.notes ?? []).reduce((sum, [, value]) => sum + (value?.length ?? 0), 0));
    return write(batch);
  });
  const notes = new Notes(store, KEY, systemRandom);
  return { sizes, store, notes, forks: new KeptForks(record, notes, store, new Inbox(store, systemClock, () => [])) };
}

test('one more proof costs one proof, and all of them are read back', async () => {
  const { world, witness, proofs } = proofsOf(20);
  const disk = memoryDisk();
  const before = keeping(disk, witness.record);
  for (const proof of proofs) await before.forks.take(proof)?.kept;
  await before.forks.take(proofs[3] as Uint8Array)?.kept;
  assert.equal(before.sizes.length, proofs.length, 'what is kept already is not written again');
  const largest = Math.max(...proofs.map(({ length }) => length));
  assert.ok(
    before.sizes.every((size) => size < largest + 200),
    `${before.sizes}`,
  );
  await before.store.close();
  const after = keeping(disk, world.record());
  await after.forks.load();
  assert.deepEqual(after.forks.proofs, proofs);
});

test('proofs that lie in one note, as with a backup, are read back with those that came after them', async () => {
  const { world, witness, proofs } = proofsOf(3);
  const disk = memoryDisk();
  const first = keeping(disk, witness.record);
  await first.notes.write(FORKS_NOTE, encodeCbor(proofs.slice(0, 2)));
  await first.forks.load();
  await first.forks.take(proofs[2] as Uint8Array)?.kept;
  await first.store.close();
  const second = keeping(disk, world.record());
  await second.forks.load();
  assert.deepEqual(second.forks.proofs, proofs);
});
