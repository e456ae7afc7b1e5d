import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newEpoch } from '../cell/actions.ts';
import { prekeyIdOf } from '../cell/bundle.ts';
import { seenBy } from '../cell/certificate.ts';
import { sealingKeys } from '../crypto/hpke.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { EPOCH_LASTS } from './outbox.ts';
import { cellOf, neighbourhood, type Person, restart } from './peers.fixture.ts';
import { canWrite, RENEWAL } from './renewal.ts';
import type { Seat } from './seat.ts';

/** The prekeys whose secrets lie in the keyring, the newest last. */
const kept = ({ peer }: Person): string[] => (peer.cells[0]?.prekeys ?? []).map((seed) => prekeyIdOf(sealingKeys(seed).publicKey));

const told = ({ cell, device }: Seat): string[] => cell.epochs.prekeysOf(device).map(({ sealing }) => prekeyIdOf(sealing));

const epochsIn = ({ record }: Seat): number =>
  record.scope('record').flatMap(({ entries }) => entries.filter(({ action }) => newEpoch.read(action)?.circle === WHOLE_CELL)).length;

test('a device publishes a fresh prekey from time to time, and lets go of the old one once everybody has heard of it', async () => {
  const { person, clock } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await bo.do('say', { text: 'Before' });
  await ana.until('talk', (talk) => talk.length === 1);
  const [first] = kept(ana);
  assert.deepEqual(told(ana.seat), []);

  clock.putAhead(RENEWAL.every * 1000);
  await restart(ana, bo);
  await ana.until('status', () => told(ana.seat).length === 1);
  await ana.until('status', () => told(bo.seat).length === 1 && epochsIn(ana.seat) > 0);
  const [second = ''] = told(ana.seat);
  await bo.until('status', () => bo.seat.cell.epochs.prekeysOf(ana.seat.device).length === 1);
  // Bo writes, having heard of it.
  await bo.do('say', { text: 'Between' });
  await ana.until('talk', (talk) => talk.length === 2);
  await restart(ana);
  await ana.until('status', () => kept(ana).length === 1);
  assert.deepEqual(kept(ana), [second]);
  assert.notEqual(second, first);

  // What the old one had opened is read all the same, and what is new is sealed to the fresh one.
  assert.deepEqual(
    (await ana.do('talk')).map(({ text }: { text: string }) => text),
    ['Before', 'Between'],
  );
  await bo.do('renew-keys');
  await bo.do('say', { text: 'After' });
  await ana.until('talk', (talk) => talk.length === 3);
  assert.deepEqual([...ana.seat.cell.epochs.broken.keys()], []);
  await restart(ana);
  assert.equal((await ana.do('talk')).length, 3);
  await Promise.all([ana.stop(), bo.stop()]);
});

test('where somebody may not have heard of it, the old prekey stays as long as is agreed, and what is sealed to it later is handed over', async () => {
  const { person, clock } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await bo.stop();
  const [first = ''] = kept(ana);
  clock.putAhead(RENEWAL.every * 1000);
  await restart(ana);
  await ana.until('status', () => told(ana.seat).length === 1);
  await restart(ana);
  assert.ok(kept(ana).includes(first));
  clock.putAhead(RENEWAL.keep * 1000);
  await restart(ana);
  await ana.until('status', () => !kept(ana).includes(first));
  await ana.stop();

  // Bo, who knows of nothing, seals to the prekey that is gone.
  await bo.start();
  await bo.do('renew-keys');
  await bo.do('say', { text: 'Late' });
  await ana.start();
  await ana.until('talk', (talk) => talk.length === 1);
  assert.ok(ana.seat.cell.epochs.broken.size > 0, 'it could not be opened');
  assert.equal(ana.seat.record.waiting, 0, 'and has been handed over');
  await Promise.all([ana.stop(), bo.stop()]);
});

test('a prekey whose secret was kept, and that nobody was told of, is the next that is told', async () => {
  const ana = await neighbourhood().person('Ana').start(false);
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  const seat = ana.seat;
  const known = new Set(kept(ana));
  const sealing = await seat.ownKeys.makePrekey(known);
  assert.deepEqual(await seat.ownKeys.makePrekey(known), sealing);
  assert.equal(kept(ana).length, 2);
  await ana.do('renew-keys');
  assert.deepEqual(told(seat), [prekeyIdOf(sealing)]);
  assert.deepEqual(kept(ana), [prekeyIdOf(sealing)], 'alone in the cell nobody else has to hear of it');
  await ana.stop();
});

test('who writes makes a new epoch when the last one is old, and on request; all write under the newest', async () => {
  const { person, clock } = neighbourhood();
  const ana = await person('Ana').start(false);
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  const current = (): string | undefined => ana.seat.cell.currentEpoch(WHOLE_CELL)?.id;
  await ana.do('say', { text: 'One' });
  const first = current();
  assert.equal(epochsIn(ana.seat), 0);
  await ana.do('renew-keys');
  const second = current();
  assert.notEqual(second, first);
  await ana.do('say', { text: 'Two' });
  assert.equal(current(), second);
  clock.putAhead((EPOCH_LASTS - 60) * 1000);
  await ana.do('say', { text: 'Three' });
  assert.equal(current(), second);
  clock.putAhead(120_000);
  await ana.do('say', { text: 'Four' });
  assert.notEqual(current(), second);
  assert.equal(epochsIn(ana.seat), 2);
  // Put back by a year, so that all of it seems to come from the future: one new epoch, and no more.
  clock.putAhead(-365 * 86_400_000);
  for (const text of ['Five', 'Six']) await ana.do('say', { text });
  assert.equal(epochsIn(ana.seat), 3);
  await ana.stop();
});

test('a device that had to let go of the prekey that others know while it could not write tells of a fresh one before it makes an epoch', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await bo.do('say', { text: 'Before' });
  await ana.until('talk', (talk) => talk.length === 1);
  await ana.seat.ownKeys.letGo(new Set(ana.seat.ownKeys.prekeys), ana.seat.record.keys);
  assert.deepEqual(kept(ana), []);

  const before = ana.seat.cell.currentEpoch(WHOLE_CELL)?.id;
  await ana.seat.renewEpoch();
  assert.notEqual(ana.seat.cell.currentEpoch(WHOLE_CELL)?.id, before);
  await ana.do('say', { text: 'After' });
  assert.deepEqual(told(ana.seat), kept(ana));
  assert.deepEqual([...ana.seat.cell.epochs.broken.keys()], []);
  await bo.until('talk', (talk) => talk.length === 2);
  await restart(ana);
  assert.equal((await ana.do('talk')).length, 2);
  await Promise.all([ana.stop(), bo.stop()]);
});

test('a device can write only if its member is one in the past that its next entry will have: not where nobody can name what let them in', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  const { cell, record, device, member, fault, standstill } = bo.seat;
  const first = record
    .scope('record')
    .find(({ opening }) => opening.device === ana.seat.device)
    ?.at(0);
  assert.ok(first !== undefined);
  const writing = (nextPast: () => ReturnType<typeof cell.nextPast>) => {
    const standsOn = { power: cell.power, nextPast, mayWrite: cell.mayWrite.bind(cell) };
    return canWrite({ cell: standsOn, record, device, member, fault, standstill } as unknown as Seat);
  };
  assert.deepEqual([writing(() => cell.nextPast(record)), writing(() => seenBy([first]))], [true, false]);
  await Promise.all([ana.stop(), bo.stop()]);
});
