import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newEpoch } from '../../src/cell/actions.ts';
import { WHOLE_CELL } from '../../src/log/lane.ts';
import type { Device } from '../device.ts';
import { sealBadlyTo } from '../forging.ts';
import { doAs } from '../gather.ts';
import { MINUTE, Stage, seatOf } from './stage.ts';

for (const kind of ['rubbish', 'another secret'] as const) {
  test(`attack 4: an epoch that Mallory seals to Ana, with ${kind} for Bo, locks Bo out of nothing`, async () => {
    const stage = await Stage.set(15, ['Ana', 'Bo', 'Mallory']);
    const { world } = stage;
    const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
    const { cell } = seatOf(mallory);
    // Until all would write under it: of several epochs for the same devices they take the lowest.
    const current = cell.currentEpoch(WHOLE_CELL)?.id ?? 'f';
    const make = () => cell.makeEpoch(WHOLE_CELL, (size) => world.dice.bytes(size)).action;
    let epoch = make();
    while (epoch.epoch > current) epoch = make();
    const random = (size: number) => world.dice.bytes(size);
    await stage.write(mallory, newEpoch.write(sealBadlyTo(seatOf(mallory), seatOf(bo).device, epoch, kind, random)));
    await mallory.crash();
    assert.equal(seatOf(ana).cell.currentEpoch(WHOLE_CELL)?.id, epoch.epoch, 'Ana writes under it');
    const { id } = await doAs(world, ana, 'say', { text: 'Can you read this?' });
    await world.pass(10 * MINUTE);
    assert.ok(seatOf(bo).record.entry(String(id)) !== undefined, 'Bo can read it');
    assert.equal(seatOf(bo).record.waiting, 0);
    const { id: answer } = await doAs(world, bo, 'say', { text: 'I can' });
    await world.pass(10 * MINUTE);
    assert.ok(seatOf(ana).record.entry(String(answer)) !== undefined);
  });
}
