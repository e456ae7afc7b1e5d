import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRegisterIsWhatWasDecided } from '../checkers/register-is-what-was-decided.ts';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { sidesOf } from '../inside.ts';
import { DAY, MINUTE, Stage } from '../stories/stage.ts';
import { PlainPower } from './power.ts';
import { readAll } from './reading.ts';

test('the plain rules know the charter that something stands on, also where two left at once and it knows of one', async () => {
  const stage = await Stage.set(1232, ['Ana', 'Bo', 'Cy', 'Dee']);
  const { world } = stage;
  const [ana, bo, cy, dee] = stage.devices as [Device, Device, Device, Device];
  world.wires.part(new Map([bo, dee].map(({ place }) => [place, 1])));
  await world.pass(MINUTE);
  for (const device of [cy, dee]) await doAs(world, device, 'leave', { certain: true });
  await world.pass(MINUTE);
  const agreed = { title: 'We sweep the stairs in turns', agreement: true, method: 'lazy-consensus' };
  const { id } = await doAs(world, ana, 'propose', agreed);
  world.wires.heal();
  await world.pass(DAY);

  const [inside] = sidesOf(stage.devices).inside;
  assert.ok(inside !== undefined);
  const { seat, disk } = inside;
  const plain = new PlainPower(seat.cell.id, readAll(disk.entries, seat.record.keys));
  const proposed = plain.versions.get(String(id));
  assert.ok(proposed !== undefined);
  assert.equal(new Set(plain.newest().members.values()).size, 2);
  assert.equal(new Set(plain.charterOf(proposed.entry)?.members.values()).size, 3);
  assert.deepEqual(checkRegisterIsWhatWasDecided(plain, seat), []);
});
