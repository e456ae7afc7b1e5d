import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../../src/bytes/limits.ts';
import { say, talkDraft, turnOf } from '../../src/practices/talk/actions.ts';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { MINUTE, Stage, seatOf } from './stage.ts';

test('attack 12: what the others decide and say is there long before all of what one member writes without end', async () => {
  const stage = await Stage.set(122, ['Ana', 'Bo', 'Cy', 'Mallory']);
  const { world } = stage;
  const [ana, bo, cy, mallory] = stage.devices as [Device, Device, Device, Device];
  await bo.crash();
  const action = say.write({ text: 'la '.repeat(LIMITS.textBytes / 3), replyTo: null });
  const turn = turnOf(world.timeline.now / 1000);
  // In several channels, so that there is always one in which it is her turn.
  const song = Array.from({ length: 400 }, (_, i) => talkDraft(`song ${i % 8}`, turn, action));
  await world.finish(seatOf(mallory).write(song));
  await world.pass(MINUTE);
  const words: unknown[] = [];
  for (const device of [ana, cy])
    words.push((await doAs(world, device, 'say', { text: 'The bread is in the oven.', channel: device.name })).id);
  const proposal = await stage.proposeName(ana, 'Bakery');
  const heardOfIt = (device: Device) => {
    const channels = Array.from({ length: 8 }, (_, i) => seatOf(device).record.scope(`talk/${turn}/song ${i}`));
    return channels.flat().reduce((sum, { length }) => sum + length, 0);
  };
  assert.equal(heardOfIt(ana), song.length, 'Ana has all of it');
  await mallory.crash();

  bo.switchOn();
  const hasHeard = () => [...words, proposal].every((entry) => bo.seat?.record.entry(String(entry)) !== undefined);
  for (let waited = 0; waited < MINUTE && !hasHeard(); waited += 10) await world.pass(10);
  assert.ok(hasHeard());
  assert.ok(heardOfIt(bo) < song.length / 2, `${heardOfIt(bo)} of ${song.length} verses came first`);
  await world.pass(MINUTE);
  assert.equal(heardOfIt(bo), song.length, 'nothing of it is lost');
});
