import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../../src/bytes/id.ts';
import { newEpoch, respond } from '../../src/cell/actions.ts';
import { epochOf } from '../../src/log/epoch.ts';
import { WHOLE_CELL } from '../../src/log/lane.ts';
import type { Seat } from '../../src/peer/seat.ts';
import { turnOf } from '../../src/practices/talk/actions.ts';
import type { Device } from '../device.ts';
import { forge, frontierOf, ownChain, sealBadlyTo } from '../forging.ts';
import { doAs } from '../gather.ts';
import { MINUTE, Stage, seatOf } from './stage.ts';

/** Nobody has answered, and what was forged is not even taken. @param by who forged it, and has not kept it */
function isNotHeard({ name, seat }: Device, by: Seat, proposal: Id): void {
  const { logId, length } = ownChain(by);
  assert.equal(seat?.cell.decisions.versions.get(proposal)?.everyAnswer.size, 0, name);
  assert.equal(seat?.record.chain(logId)?.length, length, name);
}

test('attack 5: a vote that Mallory seals so that only Ana can read it counts for nobody, Ana among them', async () => {
  const stage = await Stage.set(5, ['Ana', 'Bo', 'Mallory']);
  const { world } = stage;
  const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
  const circle = String((await doAs(world, mallory, 'circle-found', { name: 'The two of us', with: ['Ana'] })).id);
  const proposal = await stage.proposeName(ana, 'The house by the sea');
  await stage.respond(ana, proposal, 'consent');

  // In the circle's talk Ana reads it and Bo does not; in the open talk everybody does. Neither is the record.
  const action = respond.write({ version: proposal, response: 'consent', reason: '' });
  const turn = turnOf(world.timeline.now / 1000);
  const places = [
    { lane: 'talk', topic: `circle/${circle}`, turn, circle, action },
    { lane: 'talk', topic: 'everyone', turn, circle: WHOLE_CELL, action },
  ] as const;
  for (const draft of places) await world.finish(seatOf(mallory).write([draft]));
  await world.pass(10 * MINUTE);
  const [entry] = [...seatOf(ana).record.chains()].flatMap(({ entries }) => entries.filter((one) => one.circle === circle));
  assert.equal(entry?.shut, null, 'Ana can read it');
  assert.ok(
    [...seatOf(bo).shut].some(({ id }) => id === entry?.id),
    'Bo holds it and cannot',
  );
  assert.equal(seatOf(bo).record.waiting, 0);
  for (const device of stage.devices) assert.equal(seatOf(device).cell.decisions.versions.get(proposal)?.everyAnswer.size, 1, device.name);
  assert.equal(stage.certified(proposal), 0);

  for (const device of [bo, mallory]) await stage.respond(device, proposal, 'consent');
  assert.equal(stage.certified(proposal), 3, 'they agree where everybody can read it');
});

test('attack 5: nor is one of these taken where the votes are, sealed to a circle', async () => {
  const stage = await Stage.set(51, ['Ana', 'Bo', 'Mallory']);
  const { world } = stage;
  const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
  const { id } = await doAs(world, mallory, 'circle-found', { name: 'The two of us', with: ['Ana'] });
  const proposal = await stage.proposeName(ana, 'The house by the sea');
  const seat = seatOf(mallory);
  await mallory.crash();
  const action = respond.write({ version: proposal, response: 'consent', reason: '' });
  const head = { circle: String(id), ...frontierOf(seat, ownChain(seat)) };
  const inner = seat.cell.latestEpoch(String(id));
  await stage.hand(seat, ana, [forge(seat, action, world.dice.bytes(16), { head, inner })]);
  await world.pass(10 * MINUTE);
  for (const device of [ana, bo]) isNotHeard(device, seat, proposal);
});

test('attack 5: nor one that everybody could read but for its key, which was made for Ana', async () => {
  const stage = await Stage.set(52, ['Ana', 'Bo', 'Mallory']);
  const { world } = stage;
  const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
  const proposal = await stage.proposeName(ana, 'The house by the sea');
  const seat = seatOf(mallory);
  const { cell } = seat;
  const random = (size: number) => world.dice.bytes(size);
  const inner = epochOf(random(32), WHOLE_CELL, cell.charter?.id as string);
  const made = cell.epochs.seal(inner, cell.readersOf(WHOLE_CELL), random);
  // Bo learns of the key and of the vote at once.
  world.wires.part(new Map([[bo.place, 1]]));
  await stage.write(mallory, newEpoch.write(sealBadlyTo(seat, seatOf(bo).device, made, 'rubbish', random)));
  await mallory.crash();
  const action = respond.write({ version: proposal, response: 'consent', reason: '' });
  const head = frontierOf(seat, ownChain(seat));
  await stage.hand(seat, ana, [forge(seat, action, random(16), { head, inner })]);
  world.wires.heal();
  await world.pass(10 * MINUTE);
  for (const device of [ana, bo]) isNotHeard(device, seat, proposal);
});
