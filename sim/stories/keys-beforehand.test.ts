import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idOf } from '../../src/bytes/id.ts';
import { newEpoch } from '../../src/cell/actions.ts';
import { EpochKeys, epochOf } from '../../src/log/epoch.ts';
import { WHOLE_CELL } from '../../src/log/lane.ts';
import { talkCircleOf } from '../../src/log/talk-circle.ts';
import { DEFAULT_CHANNEL, turnOf } from '../../src/practices/talk/actions.ts';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { diskOf } from '../inside.ts';
import { doesOpen } from '../naive/reading.ts';
import { DAY, MINUTE, Stage, seatOf } from './stage.ts';

/** Whether what somebody has said can be opened, head or body, by whoever holds these keys. */
function canOpen(keys: EpochKeys, by: Device, said: string): boolean {
  const entry = seatOf(by).record.entry(said);
  const { log, root } = entry?.chain ?? {};
  const stored = diskOf(by, seatOf(by).keys).entries.find(({ log: of, seq }) => idOf(of) === idOf(log as Uint8Array) && seq === entry?.seq);
  assert.ok(stored);
  return doesOpen(keys, root as Uint8Array, stored.bytes);
}

test('attack 6: whoever is being removed makes keys for all the others beforehand, keeps a copy, and reads nothing with it', async () => {
  const stage = await Stage.set(61, ['Ana', 'Bo', 'Cy', 'Mallory']);
  const { world } = stage;
  const [ana, bo, cy, mallory] = stage.devices as [Device, Device, Device, Device];
  const id = await stage.proposeToPart(ana, 'Mallory');
  const { cell, record, device } = seatOf(mallory);
  const others = new Map([...cell.readersOf(WHOLE_CELL)].filter(([reader]) => reader !== device));
  const random = (size: number) => world.dice.bytes(size);
  const hers = new EpochKeys();
  for (const epoch of record.keys.all()) hers.add(epoch);
  const week = talkCircleOf({ lane: 'talk', topic: DEFAULT_CHANNEL, turn: turnOf(world.timeline.now / 1000) });
  for (const circle of [WHOLE_CELL, week as string]) {
    const epoch = epochOf(random(32), circle, cell.charter?.id as string);
    hers.add(epoch);
    await stage.write(mallory, newEpoch.write(cell.epochs.seal(epoch, others, random)));
  }
  for (const by of [ana, bo, cy]) await stage.respond(by, id, 'consent');
  await world.pass(DAY);
  assert.equal(seatOf(ana).cell.charter?.members.size, 3, 'she is out');
  for (const by of [ana, bo, cy]) {
    const said = await doAs(world, by, 'say', { text: 'Now that she is gone.' });
    assert.equal(canOpen(seatOf(ana).record.keys, by, String(said.id)), true, `Ana reads what ${by.name} says`);
    assert.equal(canOpen(hers, by, String(said.id)), false, 'and Mallory does not');
    await world.pass(MINUTE);
  }
});

test('attack 6: keys that Bo, who has not heard of it, seals to her as well, are written under by nobody who has', async () => {
  const stage = await Stage.set(62, ['Ana', 'Cy', 'Dee', 'Bo', 'Mallory']);
  const { world } = stage;
  const [ana, cy, dee, bo, mallory] = stage.devices as [Device, Device, Device, Device, Device];
  world.wires.part(new Map([bo, mallory].map(({ place }) => [place, 1])));
  const id = await stage.proposeToPart(ana, 'Mallory');
  for (const by of [ana, cy, dee]) await stage.respond(by, id, 'consent');
  await world.pass(8 * DAY);
  assert.equal(seatOf(ana).cell.charter?.members.size, 4, 'she is out');
  await doAs(world, bo, 'renew-keys', {});
  await doAs(world, bo, 'say', { text: 'All is quiet here.' });
  await world.pass(MINUTE);
  const hers = seatOf(mallory).record.keys;
  assert.equal(seatOf(mallory).cell.charter?.members.size, 5, 'as far as she and Bo know she is a member');

  await mallory.crash();
  world.wires.heal();
  await world.pass(10 * MINUTE);
  for (const by of [ana, cy, dee, bo]) {
    const said = await doAs(world, by, 'say', { text: 'Now that she is gone.' });
    assert.equal(canOpen(hers, by, String(said.id)), false, `she cannot read what ${by.name} says`);
    await world.pass(MINUTE);
  }
});
