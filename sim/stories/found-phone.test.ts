import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { DAY, Stage, seatOf } from './stage.ts';

test('attack 3: a phone that was found links another device once it is revoked, and that a third: none of them speaks', async () => {
  const stage = await Stage.set(46, ['Ana', 'Bo', 'Cy']);
  const { world } = stage;
  const [ana, bo, cy] = stage.devices as [Device, Device, Device];
  const phone = await stage.bring(cy);
  const id = await stage.proposeName(ana, 'The mill');

  // Whoever has found it lets it hear nothing of being revoked.
  const parts = new Map([[phone.place, 1]]);
  world.wires.part(parts);
  await doAs(world, cy, 'revoke-device', { id: seatOf(phone).device });
  const second = await stage.bring(phone, parts);
  const third = await stage.bring(second, parts);
  const found = [phone, second, third];
  for (const device of found) {
    await doAs(world, device, 'say', { text: 'I am Cy.' });
    await doAs(world, device, 'respond', { id, response: 'object', reason: 'I am Cy' });
  }
  world.wires.heal();
  await world.pass(DAY);
  for (const device of [ana, bo, cy]) {
    const { cell } = seatOf(device);
    const speaking = found.filter((one) => cell.currentDevices().has(seatOf(one).device));
    assert.equal(speaking.length, 0, `to ${device.name} none of them speaks`);
    assert.deepEqual(await doAs(world, device, 'talk', {}), [], 'nor is anything heard of what they said');
    assert.equal(cell.decisions.versions.get(id)?.answers.size, 0);
    assert.ok(cell.quarantine.entries().length >= 6, 'it is listed, and can be readmitted');
  }
  for (const device of [ana, bo, cy]) await stage.respond(device, id, 'consent');
  assert.deepEqual(new Set([ana, bo, cy].map((device) => seatOf(device).cell.setting('name').value)), new Set(['The mill']));
});
