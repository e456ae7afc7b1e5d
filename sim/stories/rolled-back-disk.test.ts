import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyOfDisk } from '../../src/adapters/memory/batch.ts';
import type { MemoryDisk } from '../../src/adapters/memory/disk.ts';
import { idOf } from '../../src/bytes/id.ts';
import { storeNameOf } from '../../src/peer/founding.ts';
import { encodeMessage } from '../../src/sync/messages.ts';
import { checkHonestNeverEquivocates } from '../checkers/honest-never-equivocates.ts';
import { checkNoKeyNonceReuse } from '../checkers/no-key-nonce-reuse.ts';
import type { Device } from '../device.ts';
import { Stranger } from '../fuzzing/stranger.ts';
import { addressOf } from '../fuzzing/target.ts';
import { doAs } from '../gather.ts';
import { DAY, MINUTE, Stage, seatOf } from './stage.ts';

/** Ana, Bo and Cy, of whom Bo is switched off, and his disk is put back to before he said and attested what the others have. */
async function putBack(seed: number): Promise<{ stage: Stage; ana: Device; bo: Device; cy: Device }> {
  const stage = await Stage.set(seed, ['Ana', 'Bo', 'Cy']);
  const { world } = stage;
  const [ana, bo, cy] = stage.devices as [Device, Device, Device];
  await doAs(world, bo, 'say', { text: 'Bo says something that stays.' });
  await world.pass(MINUTE);
  const name = storeNameOf(seatOf(bo).keys);
  const copy = copyOfDisk(bo.disk.content.stores.get(name) as MemoryDisk);
  await doAs(world, bo, 'say', { text: 'Bo says what his disk forgets.' });
  const id = await stage.proposeName(ana, 'Bakery');
  for (const device of stage.devices) await stage.respond(device, id, 'consent');
  await world.pass(DAY);
  assert.equal(stage.certified(id), 3);
  await world.finish(bo.switchOff());
  bo.disk.content.stores.set(name, copy);
  return { stage, ana, bo, cy };
}

function said(device: Device): Promise<readonly string[]> {
  return device.does('talk').then((answer) => {
    assert.ok(answer.ok);
    return (answer.value as readonly { readonly text: string }[]).map(({ text }) => text).sort();
  });
}

test('attack 7: a disk that was rolled back is noticed before the first write, and nobody is told two stories', async () => {
  for (const seed of [1, 2, 3]) {
    const { stage, ana, bo, cy } = await putBack(seed);
    const { world } = stage;
    bo.switchOn();
    for (let waited = 0; bo.seat === null && waited < MINUTE; waited += 20) await world.pass(20);
    const before = (await said(bo)).length;
    assert.equal(before, 1, 'the disk has forgotten');
    await doAs(world, bo, 'say', { text: 'Bo says the next thing.' });
    await world.pass(10 * MINUTE);
    for (const device of [ana, bo, cy]) {
      assert.equal((await said(device)).length, 3, `${device.name}, seed ${seed}`);
      assert.equal(seatOf(device).record.frozen.size, 0);
      assert.equal(seatOf(device).cell.setting('name').value, 'Bakery');
    }
    assert.deepEqual(checkHonestNeverEquivocates(world.witness), []);
    assert.deepEqual(checkNoKeyNonceReuse(world.witness), []);
  }
});

test('attack 7: with nobody in reach a device that was rolled back writes, and stops for good once it hears what it had written', async () => {
  const { stage, ana, bo, cy } = await putBack(4);
  const { world } = stage;
  world.wires.part(new Map([[bo.place, 1]]));
  bo.switchOn();
  await world.pass(MINUTE);
  await doAs(world, bo, 'say', { text: 'Bo says it without the others.' });
  world.wires.heal();
  await world.pass(DAY);
  assert.equal(seatOf(bo).standstill?.name, 'TwoStories');
  const late = await world.finish(bo.does('say', { text: 'And once more.' }));
  assert.ok(!late.ok && 'error' in late);
  assert.equal(late.error.name, 'TwoStories');
  for (const device of [ana, cy]) {
    const { cell } = seatOf(device);
    assert.equal(cell.currentDevices().size, 2, 'his device speaks for nobody');
    assert.equal(cell.charter?.members.size, 3, 'he is a member');
    assert.equal(cell.setting('name').value, 'Bakery', 'what was certified with it stays');
  }
  assert.deepEqual(await said(ana), await said(bo));
  assert.deepEqual(checkNoKeyNonceReuse(world.witness), [], 'both stories are sealed under keys of their own');
});

test('attack 7: whoever says to hold more than a device has written, and brings nothing, keeps it from writing for a minute and no more', async () => {
  const stage = await Stage.set(5, ['Ana', 'Mallory']);
  const { world } = stage;
  const [ana, mallory] = stage.devices as [Device, Device];
  await doAs(world, ana, 'say', { text: 'Before.' });
  await world.pass(MINUTE);
  const mallorys = seatOf(mallory);
  const { record, device } = seatOf(ana);
  const lie = (more: number): Uint8Array => {
    const own = [...record.chains()].filter(({ opening }) => opening.device === device);
    const logs = own.map(({ logId, length }) => ({ log: logId, count: length + more, tip: idOf(world.dice.bytes(32)) }));
    return encodeMessage({ type: 'have', logs, more: false });
  };
  const meet = async () => {
    const liar = await Stranger.arrive(world, world.dice.bytes(32));
    const talk = await liar.dial(addressOf(ana), 'cell');
    await talk.prove(mallorys);
    return { liar, talk };
  };
  await mallory.crash();
  const first = await meet();
  await first.talk.say(lie(5));
  const held = await world.finish(ana.does('say', { text: 'Held up.' }));
  assert.equal(!held.ok && 'error' in held && held.error.name, 'BehindItself');
  await world.pass(MINUTE);
  await doAs(world, ana, 'say', { text: 'One.' });
  await first.talk.say(lie(500));
  await doAs(world, ana, 'say', { text: 'Two.' });
  await first.liar.leave();
  const { liar, talk } = await meet();
  await talk.say(lie(5000));
  assert.ok(talk.isOpen);
  await doAs(world, ana, 'say', { text: 'Three.' });
  assert.deepEqual(await said(ana), ['Before.', 'One.', 'Three.', 'Two.']);
  await liar.leave();
});
