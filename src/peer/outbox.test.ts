import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { Cbor } from '../bytes/cbor.ts';
import { type Id, idOf } from '../bytes/id.ts';
import { leave, newEpoch, revokeDevice } from '../cell/actions.ts';
import { circleIdOf, foundCircle, leaveCircle } from '../cell/circle.ts';
import { WEEK } from '../cell/retention.ts';
import type { Entry } from '../log/chain.ts';
import { type CircleId, WHOLE_CELL } from '../log/lane.ts';
import type { Opening } from '../log/opening.ts';
import type { Segment } from '../log/segment.ts';
import type { Draft } from '../log/writing.ts';
import type { StoreBatch } from '../ports/store.ts';
import { channelOf, say, talkDraft } from '../practices/talk/actions.ts';
import { copyDisk, putBack, putBackAndSaidTwice } from './own-past.fixture.ts';
import { cellOf, neighbourhood, type Person } from './peers.fixture.ts';
import type { Seat } from './seat.ts';

/** Has something happen while the next entries of this device's own are being flushed. */
function duringFlush({ store }: Seat, happen: () => void): void {
  const write = store.write.bind(store);
  const { mock: flush } = mock.method(store, 'write', (batch: StoreBatch) => {
    if (batch.entries?.length) {
      flush.restore();
      happen();
    }
    return write(batch);
  });
}

/** How many entries of this device's own lie on its disk, and how many are in its record. */
function own({ disk, seat }: Person): { onDisk: number; inRecord: number } {
  const chains = [...seat.record.chains()].filter(({ opening }) => opening.device === seat.device);
  const onDisk = chains.map(({ logId }) => [...disk.stores.values()].reduce((sum, { logs }) => sum + (logs.get(logId)?.length ?? 0), 0));
  return { onDisk: onDisk.reduce((sum, count) => sum + count, 0), inRecord: chains.reduce((sum, { length }) => sum + length, 0) };
}

/** What this device has brought or handed on of epochs. */
function ownEpochs({ record, device }: Seat): readonly Entry[] {
  const [chain] = record.scope('record').filter(({ opening }) => opening.device === device);
  return chain?.entries.filter(({ action }) => newEpoch.read(action) !== undefined) ?? [];
}

function ownTalk({ record, device }: Seat): Opening {
  const chain = [...record.chains()].find(({ opening }) => opening.device === device && opening.lane === 'talk');
  assert.ok(chain !== undefined);
  return chain.opening;
}

const recordDraft = (action: Cbor): Draft => ({ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action });
const said = (text: string, { topic, turn }: Pick<Opening, 'topic' | 'turn'>) => talkDraft(topic, turn, say.write({ text, replyTo: null }));

test('what is being flushed while its device is found to have told two stories is in the record as well, and told as stored', async (t) => {
  const { ana, bo, proof } = await putBackAndSaidTwice();
  const { seat } = bo;
  const before = own(bo);
  const stored = t.mock.method(seat.user, 'stored').mock;
  duringFlush(seat, () => seat.showFork(proof));
  const elsewhere: Draft = { lane: 'doc', topic: 'garden', turn: 0, circle: WHOLE_CELL, action: ['garden/plan'] };
  await assert.rejects(
    seat.writeDue(() => [elsewhere, said('Four.', ownTalk(seat))]),
    { name: 'TwoStories' },
  );
  const { onDisk, inRecord } = own(bo);
  assert.equal(onDisk, inRecord);
  assert.equal(inRecord, before.inRecord + 2);
  assert.deepEqual(
    stored.calls.map(({ arguments: [accepted] }) => accepted.map(({ entry }) => entry.chain.opening.lane)),
    [['doc', 'talk']],
  );
  await Promise.all([ana.stop(), bo.stop()]);
});

test('what others hold of an own log is not taken while the next entry of it is being flushed: no place is stored twice', async () => {
  const { ana, bo } = await putBack();
  await bo.start(false);
  const { seat } = bo;
  const { device, ...talk } = ownTalk(seat);
  const log = seat.record.logOf({ device, ...talk });
  const theirs = ana.seat.record.chain(idOf(log));
  assert.ok(theirs !== undefined);
  const entries = (await ana.seat.store.read(log, 0, 10, 1 << 20)).map(({ bytes }) => bytes);
  const segment: Segment = { log, from: 0, entries, signature: theirs.signatures.get(theirs.length - 1) as Uint8Array };
  let refused: string | null = null;
  duringFlush(seat, () => {
    refused = seat.receive(segment, 0).refused;
  });
  await seat.write([said('Four.', talk)]);
  assert.equal(refused, 'log-under-way');
  await seat.settled();
  assert.equal(seat.fault, null);
  assert.equal(seat.standstill === null, true);
  assert.equal(seat.receive(segment, 0).refused, 'log-forked', 'when it comes again it shows');
  assert.equal(seat.standstill?.name, 'TwoStories');
  await seat.settled();
  const { onDisk, inRecord } = own(bo);
  assert.equal(onDisk, inRecord);
  await Promise.all([ana.stop(), bo.stop()]);
});

test('the first word in a week that is over at the very moment in which it is flushed is said, and erased with its week', async () => {
  const { person, clock } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await ana.do('say', { text: 'One.' });
  await bo.until('talk', (talk) => talk.length === 1);
  const { seat } = bo;
  const week = ownTalk(ana.seat);
  duringFlush(seat, () => clock.putAhead(WEEK * 1000 * 20));
  assert.equal((await seat.write([said('Two.', week)])).length, 1);
  assert.equal(own(bo).onDisk, own(bo).inRecord);
  await assert.rejects(seat.write([said('Three.', week)]), { name: 'WeekErased' });
  await Promise.all([ana.stop(), bo.stop()]);
  await bo.start(false);
  const logs = [...bo.seat.record.chains()].filter(({ opening }) => opening.lane === 'talk');
  assert.deepEqual(logs, []);
  assert.equal(
    [...bo.disk.stores.values()].some((store) => store.logs.get(idOf(bo.seat.record.logOf({ ...week, device: seat.device })))),
    false,
  );
  await bo.stop();
});

test('one log more than a device may have is refused before it lies on the disk; logs that it has are written on', async (t) => {
  const { person } = neighbourhood();
  const ana = await person('Ana').start();
  await ana.do('found', { name: 'Linden Row', as: 'Ana' });
  const { seat } = ana;
  const room = t.mock.method(seat.record, 'roomForLogs', () => 1).mock;
  const plan = (topic: string): Draft => ({ lane: 'doc', topic, turn: 0, circle: WHOLE_CELL, action: ['garden/plan'] });
  const before = own(ana);
  await assert.rejects(seat.write([plan('garden'), plan('kitchen')]), { name: 'TooManyLogs' });
  assert.deepEqual(own(ana), before);
  await seat.write([plan('garden')]);
  room.mockImplementation(() => 0);
  await assert.rejects(seat.write([plan('kitchen')]), { name: 'TooManyLogs' });
  await seat.write([plan('garden')]);
  assert.deepEqual(own(ana), { onDisk: before.onDisk + 2, inRecord: before.inRecord + 2 });
  await ana.stop();
  await ana.start(false);
  assert.deepEqual(own(ana), { onDisk: before.onDisk + 2, inRecord: before.inRecord + 2 });
  await ana.stop();
});

/** Cy, who has told two stories: of his second one Ana knows, and nobody can name it. Before they part all are in one circle. @param word what he says in it */
async function storyThatNobodyCanName(
  word: (circle: CircleId, cy: Id) => Cbor,
): Promise<{ ana: Person; all: readonly Person[]; circle: CircleId }> {
  const { person } = neighbourhood();
  const [ana, bo, cy] = [await person('Ana').start(), await person('Bo').start(), await person('Cy').start()];
  await cellOf(ana, bo, cy);
  const members = [...(ana.seat.cell.charter?.members.keys() ?? [])].sort();
  const [founding] = await ana.seat.write([recordDraft(foundCircle.write({ members }))]);
  const circle = circleIdOf(founding as Id);
  for (const one of [bo, cy]) await one.until('circles', (circles) => circles.length === 1);
  await cy.stop();
  const back = copyDisk(cy.disk);
  await cy.start();
  await cy.do('propose', { title: 'Soup' });
  for (const one of [ana, bo])
    await one.until('decisions', (decisions) => decisions.some(({ title }: { title: string }) => title === 'Soup'));
  await cy.stop();
  back(cy.disk);
  await cy.start(false);
  const [said] = await cy.seat.write([recordDraft(word(circle, cy.seat.device))]);
  await cy.stop();
  await cy.start();
  const { record } = ana.seat;
  await ana.until('status', ({ cells: [cell] }) => cell.devices === 2 && record.entry(said as Id) !== undefined);
  return { ana, all: [ana, bo, cy], circle };
}

test('no epoch is made again and again for what stands in a story that nobody can name', async (t) => {
  const words = {
    'somebody left': () => leave.write({ cuts: [] }),
    'a device was revoked': (_: CircleId, cy: Id) => revokeDevice.write({ device: cy, cuts: [] }),
    'somebody left a circle': (circle: CircleId) => leaveCircle.write({ circle }),
  };
  for (const [name, word] of Object.entries(words)) {
    await t.test(name, async () => {
      const { ana, all, circle } = await storyThatNobodyCanName(word);
      const { seat } = ana;
      const write = seat.store.write.bind(seat.store);
      let flushes = 0;
      const { mock: flush } = mock.method(seat.store, 'write', (batch: StoreBatch) => {
        assert.ok(++flushes < 30, 'it ends');
        return write(batch);
      });
      for (const channel of ['everyone', channelOf(circle)])
        for (const text of ['One.', 'Two.']) await seat.write([said(text, { topic: channel, turn: 3000 })]);
      const made = () => ownEpochs(seat).length;
      const before = made();
      await seat.write([said('Three.', { topic: channelOf(circle), turn: 3000 })]);
      assert.equal(made(), before);
      flush.restore();
      await Promise.all(all.map((one) => one.stop()));
    });
  }
});
