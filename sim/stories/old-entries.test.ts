import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { DAY, MINUTE, Stage, seatOf } from './stage.ts';

test('attack 3: what an idle device of a removed member writes as if it were old is set aside, wherever it is heard', async () => {
  const stage = await Stage.set(41, ['Ana', 'Bo', 'Cy', 'Dee']);
  const { world } = stage;
  const [ana, bo, cy, dee] = stage.devices as [Device, Device, Device, Device];
  await doAs(world, dee, 'say', { text: 'Before.', channel: 'garden' });
  await world.pass(MINUTE);
  world.wires.part(new Map(stage.devices.map((device) => [device.place, device === dee ? 1 : 0])));
  const id = await stage.proposeToPart(ana, 'Dee');
  for (const device of [ana, bo, cy]) await stage.respond(device, id, 'consent');
  await world.pass(DAY);
  assert.equal(seatOf(ana).cell.charter?.members.size, 3, 'Dee is out');

  // It knows nothing of that, so all of it stands on the charter of before; one log is one that nobody had heard of.
  for (const channel of ['garden', 'roof']) await doAs(world, dee, 'say', { text: 'I said this long ago.', channel });
  const { invitation } = await doAs(world, dee, 'invite', { uses: 3 });
  assert.equal(typeof invitation, 'string');
  world.wires.heal();
  await world.pass(DAY);
  for (const device of [ana, bo, cy]) {
    const talk = ['garden', 'roof'].map((channel) => doAs(world, device, 'talk', { channel }));
    const said = (await Promise.all(talk)) as unknown as readonly (readonly { readonly text: string }[])[];
    assert.deepEqual(
      said.flat().map(({ text }) => text),
      ['Before.'],
      device.name,
    );
    assert.equal(seatOf(device).cell.quarantine.entries().length, 3, 'it is listed, and can be readmitted');
  }
});
