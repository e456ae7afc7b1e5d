import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newEpoch } from '../../src/cell/actions.ts';
import type { Device } from '../device.ts';
import { sealBadlyTo } from '../forging.ts';
import { doAs } from '../gather.ts';
import { MINUTE, Stage, seatOf } from './stage.ts';

const textsIn = (device: Device, circle: string) =>
  [...seatOf(device).record.chains()].flatMap(({ entries }) => entries.filter((entry) => entry.circle === circle && entry.shut === null));

for (const kind of ['rubbish', 'another secret'] as const) {
  test(`attack 4 in a circle: an epoch that Mallory seals to Ana, with ${kind} for Bo, locks Bo out of nothing, and lets Cy in nowhere`, async () => {
    const stage = await Stage.set(16, ['Ana', 'Bo', 'Cy', 'Mallory']);
    const { world } = stage;
    const [ana, bo, cy, mallory] = stage.devices as [Device, Device, Device, Device];
    const circle = String((await doAs(world, ana, 'circle-found', { name: 'Those of the roof', with: ['Bo', 'Mallory'] })).id);
    await world.pass(MINUTE);
    const random = (size: number) => world.dice.bytes(size);
    const { cell } = seatOf(mallory);
    const { action } = cell.makeEpoch(circle, random);
    await stage.write(mallory, newEpoch.write(sealBadlyTo(seatOf(mallory), seatOf(bo).device, action, kind, random)));
    await mallory.crash();
    assert.equal(seatOf(ana).cell.currentEpoch(circle)?.id, action.epoch, 'Ana writes under it');
    const { id } = await doAs(world, ana, 'say', { text: 'Can you read this?', circle });
    await world.pass(10 * MINUTE);
    assert.equal(seatOf(bo).record.entry(String(id))?.shut, null, 'Bo can read it');
    assert.equal(seatOf(bo).shut.size, 0);
    await doAs(world, bo, 'say', { text: 'I can', circle });
    await world.pass(10 * MINUTE);
    // What the circle is called, and what two of them said.
    assert.equal(textsIn(ana, circle).length, 3);
    assert.equal(textsIn(cy, circle).length, 0);
    assert.equal(
      seatOf(cy)
        .record.keys.all()
        .some((epoch) => epoch.circle === circle),
      false,
    );
    assert.equal(seatOf(cy).record.size, seatOf(ana).record.size);
  });
}
