import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemRandom } from '../adapters/system/random.ts';
import { newEpoch } from '../cell/actions.ts';
import { prekeyIdOf } from '../cell/bundle.ts';
import { WEEK } from '../cell/retention.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { turnOfTalkCircle } from '../log/talk-circle.ts';
import { UNBROUGHT_EPOCHS } from './handed-epochs.ts';
import type { KeptEpoch } from './keyring.ts';
import { keptEpoch } from './own-keys.ts';
import { cellOf, consentOfAll, neighbourhood, type Person, restart } from './peers.fixture.ts';
import { RENEWAL } from './renewal.ts';

const texts = (talk: { text: string }[]): string[] => talk.map(({ text }) => text);

/** Somebody is by themselves for so long that their device lets go of the prekey that the other knows; then their device makes a new epoch. */
async function awayForLong(person: Person, putAhead: (ms: number) => void): Promise<void> {
  await person.start();
  const { device } = person.seat;
  await person.until('status', () => person.seat.cell.epochs.prekeysOf(device).length === 1);
  putAhead(RENEWAL.keep * 1000);
  await restart(person);
  await person.until('status', () => person.seat.ownKeys.prekeys.length === 2);
  await person.do('renew-keys');
  await person.do('say', { text: `${person.name} was away` });
  await person.stop();
}

test('two devices that each hold an epoch which the other cannot open, and each say so under it, hear each other', async () => {
  const { person, clock } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await bo.do('say', { text: 'Before' });
  await ana.until('talk', (talk) => talk.length === 1);
  await ana.stop();
  await bo.stop();
  clock.putAhead(RENEWAL.every * 1000);
  await awayForLong(ana, (ms) => clock.putAhead(ms));
  clock.putAhead(-RENEWAL.keep * 1000);
  await awayForLong(bo, (ms) => clock.putAhead(ms));

  await ana.start();
  await bo.start();
  for (const one of [ana, bo])
    assert.deepEqual(texts(await one.until('talk', (talk) => talk.length === 3)).sort(), ['Ana was away', 'Before', 'Bo was away']);
  assert.ok(ana.seat.cell.epochs.broken.size > 0 && bo.seat.cell.epochs.broken.size > 0, 'neither could open what the other had made');
  await ana.do('say', { text: 'There you are' });
  await bo.until('talk', (talk) => talk.length === 4);
  // What was asked for is kept: nobody has to be there again for it.
  await bo.stop();
  await restart(ana);
  assert.equal((await ana.do('talk')).length, 4);
  await ana.stop();
});

test('two restored backups of two members, of which one is older than an epoch of the other, hear each other', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  const { words } = await ana.do('backup', { file: 'ana.moot' });
  await ana.stop();
  await bo.do('renew-keys');
  await bo.do('say', { text: 'Under an epoch that no backup of Ana has' });
  const { words: wordsOfBo } = await bo.do('backup', { file: 'bo.moot' });
  await bo.do('say', { text: 'Lost with the device' });
  await bo.stop();

  const [anew, bonew] = [await person('Ana').start(), await person('Bo').start()];
  await anew.do('restore', { file: 'ana.moot', words });
  await bonew.do('restore', { file: 'bo.moot', words: wordsOfBo });
  await anew.until('talk', (talk) => talk.length === 1);
  await anew.do('say', { text: 'Here again' });
  await bonew.until('talk', (talk) => talk.length === 2);
  await bonew.do('say', { text: 'So am I' });
  await anew.until('talk', (talk) => talk.length === 3);
  await Promise.all([anew.stop(), bonew.stop()]);
});

/** An epoch that somebody has made up. */
const madeUp = (charter: string): KeptEpoch => ({ secret: systemRandom.bytes(32), circle: WHOLE_CELL, charter });

test('from a device that is not known as a member’s an epoch is taken only where an entry brings it; of what nobody brings only so many are kept', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await bo.stop();
  await ana.do('renew-keys');
  const { cell, record } = ana.seat;
  const held = record.keys.size;
  const charter = cell.charter?.id ?? '';
  const newest = cell.latestEpoch(WHOLE_CELL).id;
  await ana.seat.takeEpochs([madeUp(charter)], 1, false);
  assert.equal(record.keys.size, held, 'anybody who was a member once could have made it up');

  const { epoch, action } = cell.makeEpoch(WHOLE_CELL, (size) => systemRandom.bytes(size));
  const seals = action.seals.map((seal) => ({ ...seal, sealed: new Uint8Array(9) }));
  const draft = { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: newEpoch.write({ ...action, seals }) } as const;
  await ana.seat.write([draft]);
  assert.equal(record.keys.get(epoch.id), undefined);
  assert.equal(await ana.seat.takeEpochs([keptEpoch(epoch)], 1, false), true);
  assert.notEqual(record.keys.get(epoch.id), undefined, 'its id says that it is this one');
  assert.equal(await ana.seat.takeEpochs([keptEpoch(epoch)], 1, true), false, 'whoever hands it over again changes nothing');

  const many = Array.from({ length: UNBROUGHT_EPOCHS + 1 }, () => madeUp(charter));
  await ana.seat.takeEpochs(many, 1, true);
  assert.equal(record.keys.size, held + 1 + UNBROUGHT_EPOCHS);
  assert.ok([newest, epoch.id].includes(cell.latestEpoch(WHOLE_CELL).id), 'nothing is written under what was made up');
  await restart(ana);
  assert.equal(ana.seat.record.keys.size, held + 1 + UNBROUGHT_EPOCHS, 'they can be read back');
  await ana.stop();
});

test('I9: the secret of a week that was handed over as well as sealed goes with every prekey that it may have been sealed to', async () => {
  const { person, clock } = neighbourhood();
  const ana = await person('Ana').start(false);
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  // Over before the device renews its prekeys by itself.
  const effect = [{ kind: 'agreement', setting: 'retention', value: '1d' }];
  await ana.do('propose', { title: 'Keep less', text: '', effect });
  await consentOfAll([ana], 'Keep less');
  await ana.do('say', { text: 'Rye' });
  const week = ana.seat.record.keys.all().find(({ circle }) => turnOfTalkCircle(circle) !== null);
  assert.ok(week !== undefined);
  await ana.do('renew-keys');
  const sealedTo = prekeyIdOf(ana.seat.ownKeys.newest ?? new Uint8Array(0));
  await ana.seat.takeEpochs([keptEpoch(week)], 1, true);
  clock.putAhead(86_400_000 + WEEK * 1000);
  await ana.stop();
  await ana.start(false);
  await ana.until('status', () => !ana.seat.ownKeys.prekeys.includes(sealedTo));
  assert.equal(ana.seat.record.keys.get(week.id), undefined);
  await ana.stop();
});
