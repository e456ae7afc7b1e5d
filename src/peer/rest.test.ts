import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../adapters/system/clock.ts';
import { LIMITS } from '../bytes/limits.ts';
import { stateOf } from '../practices/registry.ts';
import { say, talkDraft, turnOf } from '../practices/talk/actions.ts';
import { talk } from '../practices/talk/talk.ts';
import { Shelf } from '../sync/shelf.ts';
import { cellOf, neighbourhood, type Person } from './peers.fixture.ts';
import { saidOn } from './resting.fixture.ts';
import type { Seat } from './seat.ts';
import { RESTING } from './snapshots.ts';

function seatOf({ peer }: Person): Seat {
  const seat = peer.presence(peer.cells[0]?.cell ?? '')?.seat;
  assert.ok(seat !== undefined);
  return seat;
}

async function sayMuch(person: Person, count: number, from = 0): Promise<void> {
  const turn = turnOf(systemClock.now() / 1000);
  const drafts = Array.from({ length: count }, (_, i) =>
    talkDraft('everyone', turn, say.write({ text: `Loaf ${from + i}.`, replyTo: null })),
  );
  await seatOf(person).write(drafts);
}

test('LIMITS.awakeTalk: so much of a channel is there at once, and the rest sleeps as soon as it is worth it', async () => {
  const ana = await neighbourhood().person('Ana').start(false);
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  await sayMuch(ana, LIMITS.awakeTalk + RESTING.least - 1);
  await ana.stop();
  await ana.start(false);
  assert.ok(seatOf(ana).isAwake, 'to read fewer takes no time');
  await sayMuch(ana, 1, LIMITS.awakeTalk + RESTING.least - 1);
  await ana.stop();
  await ana.start(false);
  assert.ok(!seatOf(ana).isAwake);
  assert.equal(saidOn(seatOf(ana)).length, LIMITS.awakeTalk);
  await ana.stop();
});

test('a device that was switched off shows the newest at once, waits where somebody looks back, and meets others when all is awake', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  const count = LIMITS.awakeTalk + RESTING.least;
  await sayMuch(ana, count);
  await bo.until('status', ({ cells: [cell] }) => cell.entries > count);
  await ana.stop();
  await bo.do('say', { text: 'Bo says it while Ana is away.' });

  await ana.start();
  const seat = seatOf(ana);
  assert.ok(!seat.isAwake);
  const [first] = stateOf(seat.practices, talk).channels.get('everyone')?.messages ?? [];
  assert.equal(first?.text, `Loaf ${count - LIMITS.awakeTalk}.`);
  assert.ok(seat.record.size > count, 'what sleeps is counted');
  const [newest, older] = await Promise.all([ana.do('talk'), ana.do('talk', { before: first.id, limit: 1000 })]);
  assert.equal(newest.at(-1).text, `Loaf ${count - 1}.`);
  assert.ok(seat.isAwake, 'who looks back waits until it is there');
  assert.equal(older.at(-1).text, `Loaf ${count - LIMITS.awakeTalk - 1}.`);
  assert.equal(older.length, 1000);
  const { id } = await ana.do('say', { text: 'Ana says good morning.' });
  for (const one of [ana, bo]) {
    const said = await one.until(
      'talk',
      (all) => all.some((message: { id: string }) => message.id === id) && all.some(({ text }: { text: string }) => text.startsWith('Bo')),
    );
    assert.equal(said.length, 200);
  }
  await ana.do('unsay', { id });
  for (const one of [ana, bo]) await one.stop();
});

test('a device that was switched off hands on what had slept, also logs of which nothing had been awake', async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy] = [await person('Ana').start(), await person('Bo').start(), await person('Cy').start()];
  await cellOf(ana, bo, cy);
  await cy.stop();
  await ana.do('say', { text: 'Before all the loaves.' });
  const count = LIMITS.awakeTalk + RESTING.least;
  await sayMuch(bo, count);
  await ana.until('status', ({ cells: [cell] }) => cell.entries > count);
  for (const one of [bo, ana]) await one.stop();

  await ana.start();
  const seat = seatOf(ana);
  assert.ok(!seat.isAwake);
  const shelf = new Shelf(seat.record);
  assert.equal(shelf.stored, seat.record.size, 'what sleeps lies on the disk');
  assert.deepEqual([...shelf.logs()].sort(), [...seat.record.chains()].map(({ logId }) => logId).sort());
  await cy.start();
  await cy.until('status', ({ cells: [cell] }) => cell.entries >= seat.record.size);
  assert.equal(saidOn(seatOf(cy))[0], 'Before all the loaves.');
  for (const one of [ana, cy]) await one.stop();
});

test('a device that is switched off while it wakes goes on from where it was', async () => {
  const ana = await neighbourhood().person('Ana').start(false);
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  const count = LIMITS.awakeTalk + RESTING.least;
  await sayMuch(ana, count);
  for (let i = 0; i < 3; i++) {
    await ana.stop();
    await ana.start(false);
    assert.ok(!seatOf(ana).isAwake);
    await sayMuch(ana, 1, count + i);
  }
  await seatOf(ana).awake();
  assert.deepEqual(
    saidOn(seatOf(ana)),
    Array.from({ length: count + 3 }, (_, i) => `Loaf ${i}.`),
  );
  await ana.stop();
});
