import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Device } from '../device.ts';
import { DAY, Stage } from './stage.ts';

const HOUR = DAY / 24;

test('attack 10: a proposal that is dated back takes no time from those who have not answered', async () => {
  const stage = await Stage.set(5, ['Ana', 'Bo', 'Cy']);
  const [ana, bo] = stage.devices as [Device, Device, Device];
  ana.skew = -30 * DAY;
  const id = await stage.proposeName(ana, 'Bakery');
  await stage.respond(ana, id, 'consent');
  await stage.respond(bo, id, 'consent');
  ana.skew = 0;
  await stage.world.pass(20 * HOUR);
  assert.equal(stage.certified(id), 0, 'Cy has a day at least');
  await stage.world.pass(8 * DAY);
  assert.equal(stage.certified(id), 3, 'and not for ever');
});

test('attack 10: a proposal that is dated ahead stretches the time of the others no further than was agreed', async () => {
  const stage = await Stage.set(6, ['Ana', 'Bo', 'Cy', 'Dee']);
  const [ana, bo, cy] = stage.devices as [Device, Device, Device, Device];
  ana.skew = 300 * DAY;
  const id = await stage.proposeName(ana, 'Bakery');
  for (const device of [ana, bo, cy]) await stage.respond(device, id, 'consent');
  ana.skew = 0;
  await stage.world.pass(6 * DAY);
  assert.equal(stage.certified(id), 0);
  // Ana's own device still waits, by the clock that was wrong when it wrote.
  await stage.world.pass(2 * DAY);
  assert.equal(stage.certified(id), 4);
});

test('attack 10: a clock that is put forward attests early and alone', async () => {
  const stage = await Stage.set(7, ['Ana', 'Bo', 'Cy']);
  const [ana, bo, cy] = stage.devices as [Device, Device, Device];
  const id = await stage.proposeName(ana, 'Bakery');
  await stage.respond(ana, id, 'consent');
  await stage.respond(bo, id, 'consent');
  ana.skew = 30 * DAY;
  await stage.world.pass(5 * HOUR);
  assert.equal(stage.certified(id), 0);
  await stage.respond(cy, id, 'object', 'We have no oven');
  await stage.world.pass(9 * DAY);
  assert.equal(stage.certified(id), 0, 'Cy was heard in time');
});
