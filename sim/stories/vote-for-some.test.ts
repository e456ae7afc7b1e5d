import assert from 'node:assert/strict';
import { test } from 'node:test';
import { respond } from '../../src/cell/actions.ts';
import { WHOLE_CELL } from '../../src/log/lane.ts';
import { turnOf } from '../../src/practices/talk/actions.ts';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { MINUTE, Stage, seatOf } from './stage.ts';

test('attack 5: a vote that Mallory seals so that only Ana can read it counts for nobody, Ana among them', async () => {
  const stage = await Stage.set(5, ['Ana', 'Bo', 'Mallory']);
  const { world } = stage;
  const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
  const circle = String((await doAs(world, mallory, 'circle-found', { name: 'The two of us', with: ['Ana'] })).id);
  const proposal = await stage.proposeName(ana, 'The house by the sea');
  await stage.respond(ana, proposal, 'consent');

  // In the circle's talk Ana reads it and Bo does not; in the open talk everybody does. Neither is the record.
  const action = respond.write({ version: proposal, response: 'consent', reason: '' });
  const turn = turnOf(world.timeline.now / 1000);
  const places = [
    { lane: 'talk', topic: `circle/${circle}`, turn, circle, action },
    { lane: 'talk', topic: 'everyone', turn, circle: WHOLE_CELL, action },
  ] as const;
  for (const draft of places) await world.finish(seatOf(mallory).write([draft]));
  await world.pass(10 * MINUTE);
  const [entry] = [...seatOf(ana).record.chains()].flatMap(({ entries }) => entries.filter((one) => one.circle === circle));
  assert.equal(entry?.shut, null, 'Ana can read it');
  assert.ok(
    [...seatOf(bo).shut].some(({ id }) => id === entry?.id),
    'Bo holds it and cannot',
  );
  assert.equal(seatOf(bo).record.waiting, 0);
  for (const device of stage.devices) assert.equal(seatOf(device).cell.decisions.versions.get(proposal)?.everyAnswer.size, 1, device.name);
  assert.equal(stage.certified(proposal), 0);

  for (const device of [bo, mallory]) await stage.respond(device, proposal, 'consent');
  assert.equal(stage.certified(proposal), 3, 'they agree where everybody can read it');
});
