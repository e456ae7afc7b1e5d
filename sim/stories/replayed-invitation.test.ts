import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeDoorMessage } from '../../src/sync/door-messages.ts';
import type { Device } from '../device.ts';
import { Stranger } from '../fuzzing/stranger.ts';
import { addressOf } from '../fuzzing/target.ts';
import { doAs } from '../gather.ts';
import { DAY, MINUTE, Stage, seatOf } from './stage.ts';

test('attack 11: whoever overheard a joiner at the door, and says it all again at every door, asks for nothing', async () => {
  const stage = await Stage.set(8, ['Ana', 'Bo']);
  const { world } = stage;
  const [ana, bo] = stage.devices as [Device, Device];
  const { invitation } = await doAs(world, ana, 'invite', { uses: 2 });
  await world.pass(MINUTE);
  const overheard: Uint8Array[] = [];
  world.ear = (purpose, message) => {
    const isCys = purpose === 'door' && ['knock', 'present'].includes(decodeDoorMessage(message)?.type ?? '');
    if (isCys) overheard.push(message.slice());
  };
  const cy = world.add('Cy');
  // Bo hears of Cy only later, and not from Cy.
  world.wires.part(new Map([ana, cy].map(({ place }) => [place, 1])));
  await world.pass(1000);
  await doAs(world, cy, 'join', { invitation, as: 'Cy' });
  await world.pass(MINUTE);
  world.ear = null;
  await cy.crash();
  const proposals = seatOf(ana).cell.decisions.proposals.size;
  assert.equal(overheard.length, 2);

  for (const device of [bo, ana]) {
    for (let from = 0; from < overheard.length; from++) {
      const relay = await Stranger.arrive(world, world.dice.bytes(32));
      const talk = await relay.dial(addressOf(device), 'door');
      for (const message of overheard.slice(from)) if (talk.isOpen) await talk.say(message);
      await relay.leave();
    }
    world.wires.heal();
  }
  await world.pass(DAY);
  assert.equal(seatOf(ana).cell.decisions.proposals.size, proposals);
  assert.equal(seatOf(bo).cell.decisions.proposals.size, proposals);
});

test('attack 11: an invitation for one person is good for one person, and what was taken back for nobody', async () => {
  const stage = await Stage.set(9, ['Ana', 'Bo']);
  const { world } = stage;
  const [ana] = stage.devices as [Device, Device];
  const once = await doAs(world, ana, 'invite', { uses: 1 });
  const revoked = await doAs(world, ana, 'invite', { uses: 1 });
  await doAs(world, ana, 'revoke', { id: revoked.id });
  await world.pass(MINUTE);
  const [cy, dee, eve] = ['Cy', 'Dee', 'Eve'].map((name) => world.add(name)) as [Device, Device, Device];
  await world.pass(1000);
  await doAs(world, cy, 'join', { invitation: once.invitation, as: 'Cy' });
  await world.pass(MINUTE);
  const second = await world.finish(dee.does('join', { invitation: once.invitation, as: 'Dee' }));
  const third = await world.finish(eve.does('join', { invitation: revoked.invitation, as: 'Eve' }));
  await world.pass(MINUTE);
  assert.deepEqual(
    [second, third].map((answer) => (answer.ok ? 'taken' : 'reason' in answer && answer.reason)),
    ['invitation-used-up', 'invitation-revoked'],
  );
  assert.equal(seatOf(ana).cell.decisions.proposals.size, 2, 'Bo asked once, Cy once');
});
