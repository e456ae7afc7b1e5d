import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../../src/bytes/id.ts';
import { encodeMessage } from '../../src/sync/messages.ts';
import type { Device } from '../device.ts';
import { holdingOf } from '../dump.ts';
import { Stranger } from '../fuzzing/stranger.ts';
import { addressOf } from '../fuzzing/target.ts';
import { doAs } from '../gather.ts';
import { DAY, MINUTE, Stage, seatOf } from './stage.ts';

interface Meeting {
  readonly stage: Stage;
  readonly ana: Device;
  readonly bo: Device;
  readonly mallory: Device;
  readonly proposal: Id;
}

/** While Bo is away things are said and decided, and Ana is out of reach when he comes back: he can meet Mallory alone. */
async function whileBoIsAway(seed: number): Promise<Meeting> {
  const stage = await Stage.set(seed, ['Ana', 'Mallory', 'Bo']);
  const { world } = stage;
  const [ana, mallory, bo] = stage.devices as [Device, Device, Device];
  await bo.crash();
  await doAs(world, ana, 'say', { text: 'Bo is to know of this.' });
  const proposal = await stage.proposeName(ana, 'Bakery');
  for (const device of [ana, mallory]) await stage.respond(device, proposal, 'consent');
  world.wires.part(new Map([[ana.place, 1]]));
  return { stage, ana, bo, mallory, proposal };
}

/** Bo meets Ana, and before long he knows all that she knows. */
async function meetAna({ stage, ana, bo, proposal }: Meeting): Promise<void> {
  assert.equal(seatOf(bo).cell.decisions.versions.get(proposal), undefined, 'Bo has not heard of it');
  stage.world.wires.heal();
  await stage.world.pass(MINUTE);
  assert.equal(holdingOf(seatOf(bo).record), holdingOf(seatOf(ana).record), 'Bo has all that Ana has');
  await stage.respond(bo, proposal, 'object', 'I was away');
  await stage.world.pass(8 * DAY);
  assert.equal(seatOf(ana).cell.power?.certificates(proposal).length, 0, 'and is heard');
}

test('attack 13: whoever says that they have it all, and hands on nothing that others wrote, keeps it from nobody who meets another', async () => {
  const meeting = await whileBoIsAway(131);
  const { stage, bo, mallory } = meeting;
  const own = seatOf(mallory).device;
  stage.world.wires.withhold(mallory.place, (log) => seatOf(mallory).record.chain(log)?.opening.device !== own);
  bo.switchOn();
  await stage.world.pass(MINUTE);
  await meetAna(meeting);
});

test('attack 13: nor does whoever lets a question lie', async () => {
  const meeting = await whileBoIsAway(132);
  const { stage, bo, mallory } = meeting;
  const seat = seatOf(mallory);
  await mallory.crash();
  bo.switchOn();
  await stage.world.pass(MINUTE);
  const silent = await Stranger.arrive(stage.world, stage.world.dice.bytes(32));
  const talk = await silent.dial(addressOf(bo), 'cell');
  await talk.prove(seat);
  const logs = [...seat.record.chains()].map(({ logId, length, tip }) => ({ log: logId, count: length, tip: tip?.id as Id }));
  await talk.say(encodeMessage({ type: 'have', logs, more: false }));
  assert.ok(talk.isOpen);
  await meetAna(meeting);
  await silent.leave();
});
