import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from '../../src/bytes/id.ts';
import { showFork } from '../../src/cell/actions.ts';
import { checkForkProof } from '../../src/log/fork.ts';
import { recordOpening } from '../../src/log/opening.ts';
import type { Device } from '../device.ts';
import { madeUpProof } from '../forging.ts';
import { doAs } from '../gather.ts';
import { Stage, seatOf } from './stage.ts';

test('attack 2: who proves a fork of a key of their own making, under the id of another log, silences nobody', async () => {
  const stage = await Stage.set(12, ['Ana', 'Bo', 'Mallory']);
  const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
  const log = seatOf(bo).record.logOf(recordOpening(bytesOf(seatOf(ana).device)));
  const proof = madeUpProof(log, stage.world.dice.bytes(32));
  assert.equal(checkForkProof(proof).ok, true);
  await stage.write(mallory, showFork.write({ proof, cuts: [] }));
  const { id } = await doAs(stage.world, ana, 'say', { text: 'I am still here' });
  const proposal = await stage.proposeName(ana, 'The house of Ana');
  for (const device of stage.devices) {
    const seat = seatOf(device);
    assert.equal(seat.record.frozen.size, 0, device.name);
    assert.deepEqual(seat.forkProofs, [], device.name);
    assert.ok(seat.record.entry(String(id)) !== undefined, `${device.name} hears Ana`);
    assert.ok(seat.cell.decisions.proposals.has(proposal), `${device.name} knows what Ana proposed`);
  }
});
