import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withdraw } from '../../src/cell/actions.ts';
import type { Device } from '../device.ts';
import { holdingOf } from '../dump.ts';
import { forge } from '../forging.ts';
import { doAs } from '../gather.ts';
import { DAY, Stage, seatOf } from './stage.ts';

for (const [attack, changes] of [
  ['inflates its lamport', { lamport: 2 ** 39 }],
  ['repeats an old lamport', { lamport: 1 }],
  ['withholds what it names as its past', { deps: ['ab'.repeat(32)] }],
  ['stands on a charter that nobody certified', { charter: 'cd'.repeat(32) }],
] as const) {
  test(`attack 8: a device that ${attack} is not taken, and the others go on`, async () => {
    const stage = await Stage.set(4, ['Ana', 'Bo', 'Mallory']);
    const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
    await stage.proposeName(mallory, 'The Mallory House');
    const seat = seatOf(mallory);
    await mallory.crash();
    const sizeBefore = seatOf(ana).record.size;
    await stage.hand(seat, ana, [
      forge(seat, withdraw.write({ proposal: 'ef'.repeat(32) }), stage.world.dice.bytes(16), { head: changes }),
    ]);
    assert.equal(seatOf(ana).record.size, sizeBefore, 'nothing is folded');
    assert.ok(seatOf(ana).record.waiting <= 1);

    const { id } = await doAs(stage.world, bo, 'say', { text: 'Are you there?' });
    await stage.world.pass(DAY);
    assert.ok(seatOf(ana).record.entry(String(id)) !== undefined);
    const lamport = seatOf(ana).record.entry(String(id))?.lamport ?? 0;
    assert.ok(lamport < 1000, 'nobody has caught the inflation');
    assert.equal(holdingOf(seatOf(ana).record), holdingOf(seatOf(bo).record));
  });
}
