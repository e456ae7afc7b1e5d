import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WEEK } from '../src/cell/retention.ts';
import { say, talkDraft, turnOf } from '../src/practices/talk/actions.ts';
import type { Device } from './device.ts';
import { doAs } from './gather.ts';
import { sidesOf } from './inside.ts';
import { DAY, MINUTE, Stage, seatOf } from './stories/stage.ts';

test('a device that is out says of nobody who else is, though it has kept talk that all others have erased', async () => {
  const stage = await Stage.set(2450, ['Ana', 'Bo', 'Cy']);
  const { world } = stage;
  const [ana] = stage.devices as [Device, ...Device[]];
  const phone = await stage.bring(ana);
  const tablet = await stage.bring(ana);
  const revoke = async ({ device }: { device: string }): Promise<void> => {
    await doAs(world, ana, 'revoke-device', { id: device });
    await world.pass(MINUTE);
  };
  const turn = turnOf(world.timeline.now / 1000);
  const drafts = Array.from({ length: 40 }, (_, i) => talkDraft('garden', turn, say.write({ text: `Plum ${i}.`, replyTo: null })));
  await world.finish(seatOf(ana).write(drafts));
  await world.pass(MINUTE);
  await revoke(seatOf(phone));
  const effect = { kind: 'agreement', setting: 'retention', value: '90d; garden=1d' };
  const { id } = await doAs(world, ana, 'propose', { title: 'We forget what is said in the garden', effect });
  await world.pass(MINUTE);
  for (const device of stage.devices) await stage.respond(device, String(id), 'consent');
  await revoke(seatOf(tablet));
  await world.pass((turn + 1) * WEEK * 1000 + 2 * DAY - world.timeline.now);

  assert.ok(seatOf(phone).record.size > seatOf(ana).record.size);
  assert.equal(seatOf(phone).cell.currentDevices().has(seatOf(tablet).device), true);
  const { inside, removed } = sidesOf(world.devices);
  assert.deepEqual(
    inside.map(({ device }) => device.place),
    stage.devices.map(({ place }) => place),
  );
  assert.deepEqual(
    removed.map(({ device }) => device.place),
    [phone.place, tablet.place],
  );
});
