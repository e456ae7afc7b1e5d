import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '../../src/log/chain.ts';
import { DEFAULT_CHANNEL, say, turnOf } from '../../src/practices/talk/actions.ts';
import type { Device } from '../device.ts';
import { showingOf } from '../dump.ts';
import { type Forgery, forgeTalk, ownChain } from '../forging.ts';
import { doAs } from '../gather.ts';
import type { World } from '../world.ts';
import { DAY, MINUTE, Stage, seatOf } from './stage.ts';

const WORDS = ['one', 'two', 'three', 'four', 'five', 'six'];

/** What devices have made of their entries so far: something else once they have begun anew with it. */
function madeBy(devices: readonly Device[]): readonly unknown[] {
  return devices.map((device) => seatOf(device).practices);
}

/** As if said right behind an entry of long ago, and not having heard of anything since. */
function asOf(entry: Entry | undefined, { timeline }: World): Forgery {
  if (entry === undefined) throw new Error('expected an entry');
  const { id, lamport, charter, time } = entry;
  return { head: { deps: [id], lamport: lamport + 1, charter, time }, turn: turnOf(timeline.now / 1000) };
}

test('attack 9: words from before all that was said are put where they belong, on every device, and nothing is made anew', async () => {
  const stage = await Stage.set(91, ['Ana', 'Bo', 'Mallory']);
  const { world } = stage;
  const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
  await stage.proposeName(mallory, 'The Mallory House');
  const seat = seatOf(mallory);
  await mallory.crash();
  for (const text of WORDS) for (const device of [ana, bo]) await doAs(world, device, 'say', { text: `${device.name}: ${text}` });
  await world.pass(MINUTE);
  const before = madeBy([ana, bo]);
  for (const [i, text] of WORDS.entries()) {
    const topic = i === 0 ? DEFAULT_CHANNEL : `channel ${i}`;
    const segment = forgeTalk(seat, topic, say.write({ text, replyTo: null }), world.dice.bytes(16), asOf(ownChain(seat).tip, world));
    await stage.hand(seat, i % 2 === 0 ? ana : bo, [segment]);
    for (const [at, made] of madeBy([ana, bo]).entries()) assert.equal(made, before[at], 'they go on where they were');
  }
  await world.pass(DAY);
  const talk = (await doAs(world, bo, 'talk', {})) as unknown as readonly { readonly text: string }[];
  assert.equal(talk[0]?.text, 'one', 'before all that was said since');
  assert.equal(talk.length, 1 + 2 * WORDS.length);
  assert.equal(showingOf(seatOf(ana)), showingOf(seatOf(bo)));
});

test('attack 9: nor for whatever a removed member goes on to write, and however many logs they begin', async () => {
  const stage = await Stage.set(92, ['Ana', 'Bo', 'Cy', 'Mallory']);
  const { world } = stage;
  const [ana, bo, cy, mallory] = stage.devices as [Device, Device, Device, Device];
  await stage.proposeName(mallory, 'The Mallory House');
  const seat = seatOf(mallory);
  await mallory.crash();
  const id = await stage.proposeToPart(ana, 'Mallory');
  for (const device of [ana, bo, cy]) await stage.respond(device, id, 'consent');
  await world.pass(DAY);
  const before = madeBy([ana]);
  for (const [i, text] of WORDS.entries()) {
    const first = asOf(ownChain(seat).tip, world);
    await stage.hand(seat, ana, [forgeTalk(seat, `channel ${i}`, say.write({ text, replyTo: null }), world.dice.bytes(16), first)]);
    assert.equal(madeBy([ana])[0], before[0], 'Ana’s device goes on where it was');
  }
  assert.equal(seatOf(ana).cell.quarantine.entries().length, WORDS.length, 'all of it is set aside');
});
