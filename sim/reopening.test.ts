import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SNAPSHOT_NOTE } from '../src/peer/snapshots.ts';
import { checkIncrementalEqualsGenesis, reopen } from './checkers/incremental-equals-genesis.ts';
import type { Device } from './device.ts';
import { doAs } from './gather.ts';
import { diskOf } from './inside.ts';
import { MINUTE, Stage, seatOf } from './stories/stage.ts';

test('what a disk gives back is all awake, also where its device was laid down and has written nothing since', async () => {
  const stage = await Stage.set(1219, ['Ana', 'Bo', 'Cy']);
  const { world } = stage;
  const [ana] = stage.devices as [Device, ...Device[]];
  for (const what of ['bread', 'soup', 'tea', 'cake', 'plums', 'salt']) await doAs(world, ana, 'say', { text: `There is ${what}.` });
  await world.pass(MINUTE);
  await world.finish(ana.switchOff());
  ana.switchOn();
  await world.pass(MINUTE);
  const seat = seatOf(ana);
  const disk = diskOf(ana, seat.keys);
  assert.ok(disk.notes.has(SNAPSHOT_NOTE));
  const reopened = await reopen(seat.keys, disk, world.timeline.now, world.dice);
  assert.deepEqual(checkIncrementalEqualsGenesis('Ana', seat, reopened, 'after a restart'), []);
});
