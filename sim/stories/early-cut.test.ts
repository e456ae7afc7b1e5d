import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../../src/bytes/id.ts';
import { attest, respond } from '../../src/cell/actions.ts';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { DAY, MINUTE, Stage, seatOf } from './stage.ts';

/** By name, whose messages a device shows. */
async function shownBy(stage: Stage, device: Device): Promise<string[]> {
  const talk = (await doAs(stage.world, device, 'talk', {})) as unknown as readonly { readonly text: string }[];
  return talk.map(({ text }) => text);
}

test('an early cut: who attests a removal as if they had seen nothing of whom it is about takes nothing from what the others had seen', async () => {
  const stage = await Stage.set(21, ['Ana', 'Bo', 'Mallory', 'Dee']);
  const { world } = stage;
  const [ana, bo, mallory, dee] = stage.devices as [Device, Device, Device, Device];
  await doAs(world, dee, 'say', { text: 'What all have heard.' });
  await world.pass(MINUTE);
  await world.finish(dee.switchOff());
  const id = await stage.proposeToPart(ana, 'Dee');
  const { record, cell } = seatOf(mallory);
  const own = cell.charter?.members.get((await memberOf(stage, 'Dee')) as Id);
  assert.ok(own !== undefined);
  const devices = cell.devices.everOf(own);
  const talk = [...record.chains()].filter(({ scope, opening }) => scope !== 'record' && devices.has(opening.device));
  assert.equal(talk.length, 1);
  for (const device of [ana, bo]) await stage.respond(device, id, 'consent');
  // With the last consent, before Mallory's device attests by itself.
  const cuts = talk.map(({ logId }) => ({ log: logId, count: 0 }));
  const consent = respond.write({ version: id, response: 'consent', reason: '' });
  await stage.write(mallory, consent, attest.write({ version: id, round: 1, cuts }));
  await world.pass(DAY);
  assert.equal(seatOf(ana).cell.charter?.members.size, 3, 'Dee is out');
  for (const device of [ana, bo, mallory]) assert.deepEqual(await shownBy(stage, device), ['What all have heard.']);
  assert.deepEqual(seatOf(ana).cell.quarantine.entries(), []);
});

/** The id of a member. */
async function memberOf({ world, devices }: Stage, name: string): Promise<unknown> {
  const people = (await doAs(world, devices[0] as Device, 'people', {})) as unknown as readonly {
    readonly name: string;
    readonly id: Id;
  }[];
  return people.find((one) => one.name === name)?.id;
}
