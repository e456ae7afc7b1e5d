import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../../src/bytes/id.ts';
import { respond } from '../../src/cell/actions.ts';
import type { Device } from '../device.ts';
import { forge } from '../forging.ts';
import { DAY, Stage, seatOf } from './stage.ts';

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
  const { length } = stolen.record.scope('record').find(({ opening }) => opening.device === stolen.device) ?? { length: 0 };
  await stage.hand(stolen, ana, [forge(stolen, objection, world.dice.bytes(16), { back: length - 1 })]);
  await world.pass(DAY);
  for (const device of [ana, bo]) {
    const { record, cell } = seatOf(device);
    assert.equal(record.frozen.size, 1, `${device.name} knows that Cy’s device told two stories`);
    assert.equal(cell.setting('name').value, 'The mill');
    assert.equal(cell.power?.certificates(id).length, 1, 'and the decision stands');
    assert.equal(cell.charter?.members.size, 3);
  }
});
