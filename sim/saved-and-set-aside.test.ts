import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkNothingSavedIsLost, type Saved, savedFor } from './checkers/nothing-saved-is-lost.ts';
import type { Device } from './device.ts';
import { doAs } from './gather.ts';
import { MINUTE, Stage, seatOf } from './stories/stage.ts';

test('where a device is revoked by another that had not heard it, neither what it said is looked for, nor what others changed of that, nor what it took back', async () => {
  const stage = await Stage.set(2168, ['Ana', 'Bo', 'Cy']);
  const { world } = stage;
  const [ana] = stage.devices as [Device, ...Device[]];
  const phone = await stage.bring(ana);
  const tablet = await stage.bring(ana);
  const saved: Saved[] = [];
  const does = async (device: Device, verb: string, input: Saved['input']): Promise<string> => {
    const value = await doAs(world, device, verb, input);
    saved.push({ who: device.name, place: device.place, verb, input, value, log: null });
    await world.pass(MINUTE);
    return String(value.id);
  };
  const kept = await does(ana, 'say', { text: 'The bread is on the table.' });
  world.wires.part(new Map([[tablet.place, 1]]));
  const wrong = await does(ana, 'say', { text: 'The bread is in the oven.' });
  const unheard = await does(phone, 'say', { text: 'The soup is cold.' });
  await does(ana, 'edit', { id: unheard, text: 'The soup is warm.' });
  await does(phone, 'unsay', { id: wrong });
  // Whoever looks erases it; else they would give it back to the others in the end.
  for (const device of [...stage.devices, phone]) await doAs(world, device, 'talk', {});
  await world.pass(MINUTE);
  const lost = seatOf(phone).device;
  await does(tablet, 'revoke-device', { id: lost });
  world.wires.heal();
  await world.pass(10 * MINUTE);

  const { cell, record } = seatOf(ana);
  const message = record.entry(unheard);
  assert.equal(message?.chain.opening.device, lost);
  assert.equal(message && cell.quarantine.reasonFor(message), 'revoked');
  assert.equal(record.entry(wrong)?.shut, 'erased');
  const isOut = (place: number) => place === phone.place;
  assert.deepEqual(checkNothingSavedIsLost(savedFor(saved, isOut), seatOf(ana)), []);
  // What stayed is still looked for.
  assert.ok(savedFor(saved, isOut).some(({ value }) => value.id === kept));
  assert.equal(
    checkNothingSavedIsLost(
      savedFor(saved, () => false),
      seatOf(ana),
    ).length,
    3,
  );
});
