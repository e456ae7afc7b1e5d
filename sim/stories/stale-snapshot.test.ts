import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MemoryDisk } from '../../src/adapters/memory/disk.ts';
import { storeNameOf } from '../../src/peer/founding.ts';
import { SNAPSHOT_NOTE } from '../../src/peer/snapshots.ts';
import { say, talkDraft, turnOf } from '../../src/practices/talk/actions.ts';
import { checkHonestNeverEquivocates } from '../checkers/honest-never-equivocates.ts';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { DAY, MINUTE, Stage, seatOf } from './stage.ts';

/** More than is read when a cell opens by a snapshot, and enough that it is worth one. */
const MUCH = 2600;

/** Ana, Bo and Cy, of whom Bo has said much. */
async function muchSaid(seed: number): Promise<{ stage: Stage; ana: Device; bo: Device }> {
  const stage = await Stage.set(seed, ['Ana', 'Bo', 'Cy']);
  const [ana, bo] = stage.devices as [Device, Device, Device];
  // Everybody has written before, so that afterwards there is more in the same logs.
  const id = await stage.proposeName(ana, 'Oven');
  for (const device of stage.devices) {
    await stage.respond(device, id, 'consent');
    await doAs(stage.world, device, 'say', { text: `${device.name} is here.` });
  }
  const turn = turnOf(stage.world.timeline.now / 1000);
  const drafts = Array.from({ length: MUCH }, (_, i) => talkDraft('everyone', turn, say.write({ text: `Loaf ${i}.`, replyTo: null })));
  await stage.world.finish(seatOf(bo).write(drafts));
  await stage.world.pass(MINUTE);
  return { stage, ana, bo };
}

const diskOf = (device: Device, name: string): MemoryDisk => device.disk.content.stores.get(name) as MemoryDisk;

async function wake(stage: Stage, device: Device): Promise<void> {
  device.switchOn();
  for (let waited = 0; device.seat === null && waited < MINUTE; waited += 20) await stage.world.pass(20);
}

async function newestOf(device: Device): Promise<string | undefined> {
  const answer = await device.does('talk', { limit: 1 });
  assert.ok(answer.ok);
  return (answer.value as readonly { readonly text: string }[])[0]?.text;
}

test('attack 14: a snapshot of before the last decision and the last words is offered as how things stand, and is thrown away', async () => {
  const { stage, ana, bo } = await muchSaid(1);
  const { world } = stage;
  const name = storeNameOf(seatOf(bo).keys);
  await world.finish(bo.switchOff());
  const stale = diskOf(bo, name).notes.get(SNAPSHOT_NOTE);
  assert.ok(stale !== undefined);

  await wake(stage, bo);
  await world.pass(MINUTE);
  await doAs(world, bo, 'say', { text: 'Bo says what the snapshot does not know.' });
  const id = await stage.proposeName(ana, 'Bakery');
  for (const device of stage.devices) await stage.respond(device, id, 'consent');
  await world.pass(DAY);
  assert.equal(stage.certified(id), 3);
  await world.finish(bo.switchOff());
  diskOf(bo, name).notes.set(SNAPSHOT_NOTE, stale);

  await wake(stage, bo);
  assert.equal(await newestOf(bo), 'Bo says what the snapshot does not know.');
  assert.equal(seatOf(bo).cell.setting('name').value, 'Bakery');
  assert.ok(seatOf(bo).isAwake, 'all was read from the beginning');
  await doAs(world, bo, 'say', { text: 'Bo says the next thing.' });
  await world.pass(10 * MINUTE);
  for (const device of stage.devices) {
    assert.equal(await newestOf(device), 'Bo says the next thing.');
    assert.equal(seatOf(device).record.frozen.size, 0, 'he told one story');
  }
  assert.deepEqual(checkHonestNeverEquivocates(world.witness), []);
});

test('attack 14: nor is the snapshot of another device gone by; one that holds is, and nothing follows from it but time', async () => {
  const { stage, ana, bo } = await muchSaid(2);
  const { world } = stage;
  const [ofAna, ofBo] = [storeNameOf(seatOf(ana).keys), storeNameOf(seatOf(bo).keys)];
  for (const device of [ana, bo]) await world.finish(device.switchOff());
  const own = diskOf(bo, ofBo).notes.get(SNAPSHOT_NOTE) as Uint8Array;
  diskOf(bo, ofBo).notes.set(SNAPSHOT_NOTE, diskOf(ana, ofAna).notes.get(SNAPSHOT_NOTE) as Uint8Array);
  await wake(stage, bo);
  assert.ok(seatOf(bo).isAwake);
  assert.equal(seatOf(bo).record.size, seatOf(stage.devices[2] as Device).record.size);
  await world.finish(bo.switchOff());

  diskOf(bo, ofBo).notes.set(SNAPSHOT_NOTE, own);
  await wake(stage, bo);
  await wake(stage, ana);
  await world.pass(MINUTE);
  assert.ok(seatOf(bo).isAwake);
  await doAs(world, ana, 'say', { text: 'Ana says good night.' });
  await world.pass(MINUTE);
  for (const device of stage.devices) assert.equal(await newestOf(device), 'Ana says good night.');
});
