import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../../src/bytes/id.ts';
import { leave, respond, withdraw } from '../../src/cell/actions.ts';
import { checkEventualSync } from '../checkers/eventual-sync.ts';
import type { Device } from '../device.ts';
import { forge, ownChain } from '../forging.ts';
import { doAs } from '../gather.ts';
import { DAY, MINUTE, Stage, seatOf } from './stage.ts';

test('attack 2: who has found a device and tells another story from before its votes voids none of them', async () => {
  const stage = await Stage.set(43, ['Ana', 'Bo', 'Cy']);
  const { world } = stage;
  const [ana, bo, cy] = stage.devices as [Device, Device, Device];
  const id = await stage.proposeName(ana, 'The mill');
  for (const device of [ana, bo, cy]) await stage.respond(device, id, 'consent');
  await world.pass(DAY);
  assert.equal(stage.certified(id), 3);
  const stolen = seatOf(cy);
  await cy.crash();

  const objection = respond.write({ version: id as Id, response: 'object', reason: 'I never consented' });
  // Back behind all that Cy has said since they came.
  await stage.hand(stolen, ana, [forge(stolen, objection, world.dice.bytes(16), { back: ownChain(stolen).length - 1 })]);
  await world.pass(DAY);
  for (const device of [ana, bo]) {
    const { record, cell } = seatOf(device);
    assert.equal(record.frozen.size, 1, `${device.name} knows that Cy’s device told two stories`);
    assert.equal(cell.setting('name').value, 'The mill');
    assert.equal(cell.power?.certificates(id).length, 1, 'and the decision stands');
    assert.equal(cell.charter?.members.size, 3);
  }
});

test('attack 2: whoever was away, and hears the thief’s story first, hears the votes all the same', async () => {
  const stage = await Stage.set(44, ['Ana', 'Cy', 'Bo']);
  const { world } = stage;
  const [ana, cy, bo] = stage.devices as [Device, Device, Device];
  await stage.proposeName(cy, 'The inn');
  const knownToBo = ownChain(seatOf(cy)).length;
  await bo.crash();
  const id = await stage.proposeName(ana, 'The mill');
  for (const device of [ana, cy]) await stage.respond(device, id, 'consent');
  await world.pass(8 * DAY);
  assert.equal(seatOf(ana).cell.power?.certificates(id).length, 1, 'Bo had the time to answer');
  const stolen = seatOf(cy);
  await cy.crash();

  world.wires.part(new Map([[ana.place, 1]]));
  bo.switchOn();
  await world.pass(MINUTE);
  const silence = withdraw.write({ proposal: 'ef'.repeat(32) });
  const back = ownChain(stolen).length - knownToBo;
  await stage.hand(stolen, bo, [forge(stolen, silence, world.dice.bytes(16), { back })]);
  assert.equal(seatOf(bo).record.chain(ownChain(stolen).logId)?.length, knownToBo + 1, 'to Bo this is what Cy says');
  world.wires.heal();
  await world.pass(DAY);
  for (const device of [ana, bo]) {
    const { record, cell } = seatOf(device);
    assert.equal(record.frozen.size, 1, `${device.name} knows that Cy’s device told two stories`);
    assert.equal(cell.setting('name').value, 'The mill', `${device.name} knows the decision`);
    assert.equal(record.waiting, 0);
  }
  assert.deepEqual(checkEventualSync([ana, bo], new Set()), [], 'both hold both stories, and know that they hold the same');
});

test('attack 2: what a thief puts in the place of Cy’s next words, and what waits there for ever, keeps nobody from hearing Cy', async () => {
  const stage = await Stage.set(45, ['Ana', 'Bo', 'Cy']);
  const { world } = stage;
  const [ana, bo, cy] = stage.devices as [Device, Device, Device];
  const id = await stage.proposeName(cy, 'The mill');
  const waits = { head: { deps: ['ab'.repeat(32)] } };
  const silence = withdraw.write({ proposal: 'ef'.repeat(32) });
  await stage.hand(seatOf(cy), bo, [forge(seatOf(cy), silence, world.dice.bytes(16), waits)]);
  assert.equal(seatOf(bo).record.waiting, 1);
  for (const device of [ana, bo, cy]) await stage.respond(device, id, 'consent');
  await world.pass(MINUTE);
  for (const device of [ana, bo, cy]) {
    const { record, cell } = seatOf(device);
    assert.equal(cell.decisions.versions.get(id)?.everyAnswer.size, 3, `${device.name} hears all three`);
    assert.equal(record.frozen.size, 1, `${device.name} knows that Cy’s device told two stories`);
    assert.equal(record.waiting, 0);
  }
  await world.pass(8 * DAY);
  for (const device of [ana, bo]) assert.equal(seatOf(device).cell.setting('name').value, 'The mill', 'and they go on');
});

test('attack 2: whoever leaves in a second story, which nobody can name, makes nobody make keys without end', async () => {
  const stage = await Stage.set(46, ['Ana', 'Bo', 'Mallory']);
  const { world } = stage;
  const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
  await stage.proposeName(mallory, 'The Mallory House');
  world.wires.part(new Map([bo, mallory].map(({ place }) => [place, 1])));
  await stage.proposeName(mallory, 'Mallory’s');
  const seat = seatOf(mallory);
  await mallory.crash();
  await stage.hand(seat, ana, [forge(seat, leave.write({ cuts: [] }), world.dice.bytes(16), { back: 1 })]);
  assert.equal(seatOf(ana).cell.charter?.members.size, 2, 'to Ana Mallory has left');
  world.wires.heal();
  await world.pass(DAY);
  assert.equal(seatOf(ana).record.frozen.size, 1, 'Ana knows that Mallory’s device told two stories');
  for (const device of [ana, bo]) await doAs(world, device, 'say', { text: `${device.name} says something.` });
  await world.pass(MINUTE);
  for (const device of [ana, bo]) {
    assert.equal(((await doAs(world, device, 'talk', {})) as unknown as readonly unknown[]).length, 2, `${device.name} hears both`);
    assert.ok(seatOf(device).record.keys.all().length < 10, 'and few keys have been made');
  }
});
