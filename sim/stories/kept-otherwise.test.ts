import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WEEK } from '../../src/cell/retention.ts';
import { turnOf } from '../../src/practices/talk/actions.ts';
import { checkExpiredTalkUnrecoverable } from '../checkers/expired-talk-unrecoverable.ts';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { sidesOf } from '../inside.ts';
import { DAY, MINUTE, Stage, seatOf } from './stage.ts';

const HOUR = 60 * MINUTE;

/** How many messages of a channel a device shows, and how many logs of it lie on its disk. */
async function left({ world }: Stage, device: Device, channel: string): Promise<readonly [number, number]> {
  const shown = (await doAs(world, device, 'talk', { channel })) as unknown as readonly unknown[];
  return [shown.length, [...seatOf(device).record.chains()].filter(({ opening: { topic } }) => topic === channel).length];
}

test('what a group keeps for two days is gone two days after its week is over, wherever it was, and the rest stays', async () => {
  const stage = await Stage.set(141, ['Ana', 'Bo', 'Cy']);
  const { world } = stage;
  const [ana, bo, cy] = stage.devices as [Device, Device, Device];
  const effect = { kind: 'agreement', setting: 'retention', value: '90d; garden=2d' };
  const { id } = await doAs(world, ana, 'propose', { title: 'We keep what is said in the garden for two days', effect });
  await world.pass(MINUTE);
  for (const device of [ana, bo, cy]) await stage.respond(device, String(id), 'consent');
  for (const device of [ana, cy])
    for (const channel of ['garden', 'everyone']) await doAs(world, device, 'say', { text: 'Good morning.', channel });
  await world.pass(MINUTE);
  // Bo's device sleeps through all of it.
  await world.finish(bo.switchOff());
  const end = (turnOf(world.timeline.now / 1000) + 1) * WEEK * 1000 + 2 * DAY;
  await world.pass(end - world.timeline.now - 2 * HOUR);
  for (const device of [ana, cy]) assert.deepEqual(await left(stage, device, 'garden'), [2, 2], 'until then it is there');
  await world.pass(4 * HOUR);
  bo.switchOn();
  await world.pass(2 * HOUR);
  for (const device of [ana, bo, cy]) {
    assert.deepEqual(await left(stage, device, 'garden'), [0, 0], device.name);
    assert.deepEqual(await left(stage, device, 'everyone'), [2, 2], device.name);
  }
  // Nothing that any device holds opens what ever lay on a disk or went over a wire.
  const found = sidesOf(world.devices).inside.map((one) =>
    checkExpiredTalkUnrecoverable(one, world.witness.entries, new Set(), world.dice),
  );
  assert.deepEqual((await Promise.all(found)).flat(), []);
});
