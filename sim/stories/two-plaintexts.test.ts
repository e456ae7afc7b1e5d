import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newEpoch } from '../../src/cell/actions.ts';
import type { Epoch } from '../../src/log/epoch.ts';
import { epochTag } from '../../src/log/epoch.ts';
import { channelOf } from '../../src/practices/talk/actions.ts';
import type { Device } from '../device.ts';
import { forgeTalk, sealBadlyTo } from '../forging.ts';
import { doAs } from '../gather.ts';
import { epochsOfOneTag, ROOMY, twofoldBody } from '../twofold.ts';
import { MINUTE, Stage, seatOf } from './stage.ts';

const WEEK = 7 * 86_400_000;

test('attack 4: a ciphertext that two keys of a circle open says the same to all who read it, whichever key they were given first', async () => {
  const stage = await Stage.set(33, ['Ana', 'Bo', 'Mallory']);
  const { world } = stage;
  const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
  const others = [ana, bo].map((device) => seatOf(device).member);
  await doAs(world, mallory, 'circle-found', { name: 'Three of us', with: others });
  await world.pass(MINUTE);
  const { cell, keys } = seatOf(mallory);
  const [circle = ''] = [...cell.circles.ids()];
  const random = (size: number) => world.dice.bytes(size);
  // One is sealed to Ana and the other to Bo: what is lacking each of them is handed later.
  const pair = epochsOfOneTag(circle, cell.charter?.id as string, random);
  const [one, other] = pair.map((epoch) => cell.epochs.seal(epoch, cell.readersOf(circle), random));
  assert.ok(one !== undefined && other !== undefined && keys.welcome !== null);
  const seat = seatOf(mallory);
  await stage.write(
    mallory,
    newEpoch.write(sealBadlyTo(seat, seatOf(bo).device, one, 'rubbish', random)),
    newEpoch.write(sealBadlyTo(seat, seatOf(ana).device, other, 'rubbish', random)),
  );
  await world.pass(30 * MINUTE);
  const tag = epochTag(pair[0].id);
  const heldBy = (device: Device) =>
    seatOf(device)
      .record.keys.tagged(tag)
      .map(({ id }) => id);
  assert.deepEqual(
    [heldBy(ana), heldBy(bo)],
    [pair, pair.toReversed()].map((epochs) => epochs.map(({ id }) => id)),
    'each tries the other one first',
  );

  const turn = Math.floor(world.timeline.now / WEEK);
  const place = { device: seat.device, circle, lane: 'talk' } as const;
  for (const [i, [first, second]] of [pair, pair.toReversed()].entries() as ArrayIterator<[number, [Epoch, Epoch]]>) {
    const secrets = [first.secret, second.secret] as const;
    const change = (sealed: Parameters<typeof twofoldBody>[0]) => ({ ...sealed, body: twofoldBody(sealed, secrets, place) });
    const forgery = { head: { circle, bodyEpoch: tag }, change, turn: turn - i };
    const segment = forgeTalk(seat, channelOf(circle), ROOMY.action, random(16), forgery);
    await world.finish(
      seat.writeDue(() => {
        seat.receive(segment, 0);
        return [];
      }),
    );
    await world.pass(MINUTE);
    for (const device of [ana, bo]) {
      const [entry] = seatOf(device).record.chain(segment.log.toHex())?.entries ?? [];
      assert.equal(entry?.shut, null, `${device.name} reads it`);
      assert.equal(String(entry?.action).split(',')[0], 'from/tomorrow');
    }
  }
});
