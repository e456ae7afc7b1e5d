import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { DAY, MINUTE, Stage } from './stage.ts';

test('devices that wait for somebody who does not come wait quietly, for ever if it has to be', async () => {
  const stage = await Stage.set(14, ['Ana', 'Bo', 'Cy']);
  const { world } = stage;
  const [ana, bo, cy] = stage.devices as [Device, Device, Device];
  await cy.crash();
  const changes: string[] = [];
  for (const [device, value] of [
    [ana, '3/4'],
    [bo, '1/1'],
  ] as const) {
    const effect = { kind: 'agreement', setting: 'quorum', value };
    changes.push(String((await doAs(world, device, 'propose', { title: `It takes ${value}`, effect })).id));
    await world.pass(MINUTE);
  }
  // Each attests another change, and either of the two may be complete with Cy (rule 14).
  await stage.attest(ana, changes[0] as string, 1);
  await stage.attest(bo, changes[1] as string, 1);
  await world.pass(2 * DAY);
  const before = world.timeline.done;
  await world.pass(2 * DAY);
  const perHour = (world.timeline.done - before) / 48;
  assert.ok(perHour < 200, `${perHour} things happened in an hour`);
});
