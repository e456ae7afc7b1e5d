import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import type { World } from '../world.ts';
import { MINUTE, Stage, seatOf } from './stage.ts';

/** Somebody's device is lost for good, and they restore a backup on another. */
async function restore(world: World, lost: Device, file: string, words: unknown): Promise<Device> {
  lost.isLost = true;
  if (lost.isOn) await lost.crash();
  const device = world.add(lost.name);
  lost.lend(device, file);
  await world.pass(1000);
  await doAs(world, device, 'restore', { file, words });
  return device;
}

test('two restored backups of two members, one older than what the other is sealed under, come to know each other and go on', async () => {
  for (const seed of [41, 42, 43]) {
    const stage = await Stage.set(seed, ['Ana', 'Bo']);
    const { world } = stage;
    const [ana, bo] = stage.devices as [Device, Device];
    const ofAna = await doAs(world, ana, 'backup', { file: 'of Ana' });
    await doAs(world, bo, 'renew-keys', {});
    await doAs(world, bo, 'say', { text: 'Ana’s backup has no key to this.' });
    await world.pass(MINUTE);
    const ofBo = await doAs(world, bo, 'backup', { file: 'of Bo' });
    await ana.crash();
    await bo.crash();
    world.wires.part(new Map([[2, 1]]));
    const anew = await restore(world, ana, 'of Ana', ofAna.words);
    const bonew = await restore(world, bo, 'of Bo', ofBo.words);
    await world.pass(MINUTE);
    world.wires.heal();
    await world.pass(10 * MINUTE);
    await doAs(world, anew, 'say', { text: 'Ana is here again.' });
    await doAs(world, bonew, 'say', { text: 'So is Bo.' });
    await world.pass(10 * MINUTE);
    for (const device of [anew, bonew]) {
      const { record, cell } = seatOf(device);
      const talk = [...record.chains()].filter(({ opening }) => opening.lane === 'talk').flatMap(({ entries }) => entries);
      assert.equal(talk.length, 3, `${device.name}, seed ${seed}`);
      assert.equal(record.waiting, 0);
      assert.equal(cell.currentDevices().size, 2);
    }
  }
});
