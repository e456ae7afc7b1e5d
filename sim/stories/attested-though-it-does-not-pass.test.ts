import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Device } from '../device.ts';
import { DAY, Stage, seatOf } from './stage.ts';

// Mallory is a member like the others. Her device has been changed: it attests whatever she wants.

test("a member's device changed to attest a decision that does not pass gets nowhere", async () => {
  const stage = await Stage.set(1, ['Ana', 'Bo', 'Cy', 'Mallory']);
  const [ana, bo, cy, mallory] = stage.devices as [Device, Device, Device, Device];
  const before = stage.names();

  const objected = await stage.proposeName(mallory, 'The Mallory House');
  await stage.respond(ana, objected, 'consent');
  await stage.respond(mallory, objected, 'consent');
  await stage.respond(cy, objected, 'consent');
  // All four have to be heard, and Bo objects before he consents to anything.
  await stage.respond(bo, objected, 'object', 'It belongs to all of us');
  const certifiedBefore = stage.certified(objected);
  await stage.attest(mallory, objected);
  await stage.attest(mallory, objected);

  const unheard = await stage.proposeName(mallory, 'The House of Silence');
  await stage.respond(mallory, unheard, 'consent');
  await stage.attest(mallory, unheard);

  await stage.world.pass(9 * DAY);
  assert.equal(certifiedBefore, 0, 'nobody attests before all have been heard');
  assert.equal(stage.certified(objected), 0);
  assert.equal(stage.certified(unheard), 0);
  assert.deepEqual(stage.names(), before);
  const attested = seatOf(ana).cell.power?.attestationsOn(seatOf(ana).cell.charter?.id ?? '');
  assert.deepEqual(
    [...(attested?.get(objected) ?? [])].map(({ device }) => device),
    [seatOf(mallory).device, seatOf(mallory).device].slice(0, attested?.get(objected)?.length),
    'no honest device attested',
  );
});

test('what she attested wrongly spoils nothing either: once Bo agrees, the others certify it', async () => {
  const stage = await Stage.set(2, ['Ana', 'Bo', 'Cy', 'Mallory']);
  const [ana, bo, cy, mallory] = stage.devices as [Device, Device, Device, Device];
  const id = await stage.proposeName(ana, 'Bakery');
  await stage.respond(bo, id, 'object', 'We do not bake yet');
  await stage.attest(mallory, id);
  for (const device of [ana, cy, mallory]) await stage.respond(device, id, 'consent');
  assert.equal(stage.certified(id), 0);
  await stage.respond(bo, id, 'consent', 'We do now');
  await stage.world.pass(DAY);
  assert.equal(stage.certified(id), 4);
  assert.deepEqual(new Set(stage.names()), new Set(['Bakery']));
});

test('her attestation against a known objection does not complete what two honest devices attested without knowing of it', async () => {
  const stage = await Stage.set(3, ['Ana', 'Bo', 'Cy', 'Mallory']);
  const { world } = stage;
  const [ana, bo, cy, mallory] = stage.devices as [Device, Device, Device, Device];
  const id = await stage.proposeName(ana, 'Bakery');
  for (const device of [ana, cy, mallory]) await stage.respond(device, id, 'consent');
  // Bo and Mallory are cut off from Ana and Cy, for whom the time to respond ends without a word from Bo.
  world.wires.part(
    new Map([
      [bo.place, 1],
      [mallory.place, 1],
    ]),
  );
  await stage.respond(bo, id, 'object', 'We do not bake');
  await world.pass(8 * DAY);
  await stage.attest(mallory, id);
  world.wires.heal();
  await world.pass(DAY);
  const { cell } = seatOf(bo);
  const attested = cell.power?.attestationsOn(cell.charter?.id ?? '').get(id) ?? [];
  assert.deepEqual(
    new Set(attested.map(({ device }) => device)),
    new Set([ana, cy, mallory].map((device) => seatOf(device).device)),
    'all three have attested, and three are a quorum',
  );
  assert.equal(stage.certified(id), 0);
});
