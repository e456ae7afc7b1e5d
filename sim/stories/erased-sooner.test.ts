import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WEEK } from '../../src/cell/retention.ts';
import { turnOf } from '../../src/practices/talk/actions.ts';
import { checkCirclesAreReadByTheirOwn } from '../checkers/circles-are-read-by-their-own.ts';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { sidesOf } from '../inside.ts';
import { DAY, MINUTE, Stage } from './stage.ts';

const HOUR = 60 * MINUTE;

test('what is said in a circle is erased sooner where a clock is ahead, and two who differ in that alone are not blamed', async () => {
  const stage = await Stage.set(2878, ['Ana', 'Bo', 'Cy']);
  const { world } = stage;
  const [ana, bo] = stage.devices as [Device, Device, Device];
  const effect = { kind: 'agreement', setting: 'retention', value: '2d' };
  const { id } = await doAs(world, ana, 'propose', { title: 'We keep what is said for two days', effect });
  await world.pass(MINUTE);
  for (const device of stage.devices) await stage.respond(device, String(id), 'consent');
  const circle = String((await doAs(world, ana, 'circle-found', { name: 'Those of the roof', with: ['Bo'] })).id);
  await world.pass(MINUTE);
  await doAs(world, ana, 'say', { text: 'It rains in.', circle });
  await world.pass(MINUTE);
  bo.skew = 8 * HOUR;
  const turn = turnOf(world.timeline.now / 1000);
  await world.pass((turn + 1) * WEEK * 1000 + 2 * DAY - 4 * HOUR - world.timeline.now);

  const { inside } = sidesOf(world.devices);
  assert.equal(checkCirclesAreReadByTheirOwn(inside, new Set()).length, 1, 'Ana has it still, and Bo has it no more');
  assert.deepEqual(
    checkCirclesAreReadByTheirOwn(inside, new Set(), (opening) => opening.turn !== turn),
    [],
  );
});
