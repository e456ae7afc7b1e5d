import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from '../bytes/id.ts';
import { WEEK } from '../cell/retention.ts';
import { decodeEntry } from '../log/entry.ts';
import { EpochKeys, epochOf } from '../log/epoch.ts';
import { openHead } from '../log/sealing.ts';
import { turnOfTalkCircle } from '../log/talk-circle.ts';
import { diskError } from '../ports/disk-errors.ts';
import type { StoredEntry } from '../ports/store.ts';
import { forgetSecrets } from './forgetting.ts';
import { cellOf, consentOfAll, neighbourhood, type Person, restart } from './peers.fixture.ts';

const DAY = 86_400_000;

/** All entries that lie on somebody's disk. */
const onDisk = ({ disk }: Person): StoredEntry[] => [...disk.stores.values()].flatMap(({ entries }) => entries);

const textsOf = async (person: Person, channel = 'everyone'): Promise<string[]> =>
  (await person.do('talk', { channel })).map(({ text }: { text: string }) => text).sort();

/** Which of these entries opens with any secret that a device still has: in its record, in its keyring, or by its prekeys from all that it holds. */
function opens({ peer }: Person, entries: readonly StoredEntry[]): StoredEntry[] {
  const keys = new EpochKeys();
  const kept = peer.cells[0]?.welcome?.epochs ?? [];
  for (const { secret, circle, charter } of [...kept, ...(peer.presence(peer.cells[0]?.cell ?? '')?.seat.record.keys.all() ?? [])])
    keys.add(epochOf(secret, circle, charter));
  return entries.filter(({ log, bytes }) => {
    const entry = decodeEntry(bytes);
    return entry.ok && openHead(log, entry.value, keys).ok;
  });
}

async function agree(people: readonly [Person, ...Person[]], value: string): Promise<void> {
  const title = `Keep ${value}`;
  await people[0].do('propose', { title, text: '', effect: [{ kind: 'agreement', setting: 'retention', value }] });
  await consentOfAll(people, title);
  for (const person of people) await person.until('agreed', ({ retention }) => retention.value === value);
}

test('I9: a week of talk is erased when its time is over, with the secrets that open it, and everything else stays', async () => {
  const { person, clock } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await ana.do('say', { text: 'Rye' });
  await bo.until('talk', (talk) => talk.length === 1);
  await bo.do('say', { text: 'Wheat' });
  await ana.until('talk', (talk) => talk.length === 2);
  const old = onDisk(ana);
  const said = old.filter(({ log }) => ana.seat.record.chain(log.toHex())?.opening.lane === 'talk');
  assert.equal(said.length, 2);
  assert.equal(opens(ana, said).length, 2, 'the canary: before its time is over it opens');

  clock.putAhead(90 * DAY + WEEK * 1000);
  // Each by itself: what one has erased the other erases too, without having been told.
  await restart(ana, bo);
  for (const who of [ana, bo]) {
    assert.deepEqual(await textsOf(who), []);
    assert.equal(
      onDisk(who).some(({ log }) => said.some((one) => one.log.toHex() === log.toHex())),
      false,
    );
    await who.until('status', () => opens(who, said).length === 0);
    assert.equal(
      (who.peer.cells[0]?.welcome?.epochs ?? []).some(({ circle }) => turnOfTalkCircle(circle) !== null),
      false,
    );
    assert.equal((await who.do('people')).filter(({ state }: { state: string }) => state === 'member').length, 2);
  }
  // The record still holds the entries that brought the secrets, and whoever reads it again has no prekey for them.
  await restart(ana, bo);
  for (const who of [ana, bo]) {
    assert.deepEqual(opens(who, said), []);
    assert.deepEqual(
      who.seat.cell.epochs.untold((circle) => who.seat.isSecretOver(circle)),
      [],
    );
  }

  await ana.do('say', { text: 'Spelt' });
  await bo.until('talk', (talk) => talk.length === 1);
  await restart(bo);
  assert.deepEqual(await textsOf(bo), ['Spelt']);
  assert.deepEqual(ana.log, []);
  await Promise.all([ana.stop(), bo.stop()]);
});

test('I9: a prekey that could open an erased secret again goes with it, even where somebody knows of no other', async () => {
  const { person, clock } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await ana.do('say', { text: 'Rye' });
  await bo.until('talk', (talk) => talk.length === 1);
  await Promise.all([ana.stop(), bo.stop()]);
  clock.putAhead(90 * DAY + WEEK * 1000);
  // Bo is away and hears of no fresh prekey.
  await ana.start(false);
  const used = () => ana.seat.cell.epochs.prekeysUsedFor((circle) => ana.seat.isSecretOver(circle));
  assert.equal(used().size, 1);
  const isGone = () => ana.seat.ownKeys.prekeys.every((id) => !used().has(id));
  await ana.until('status', isGone);
  assert.ok(ana.seat.ownKeys.prekeys.length > 0);
  await ana.stop();
});

test('how long talk is kept is agreed by decision, for each channel; a longer time brings nothing back, a shorter one erases at once', async () => {
  const { person, clock } = neighbourhood();
  const ana = await person('Ana').start(false);
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  assert.equal((await ana.do('agreed')).retention.value, '90d');
  await agree([ana], '30d; archive=never; kitchen=1d');
  for (const channel of ['everyone', 'archive', 'kitchen']) await ana.do('say', { text: `In ${channel}`, channel });
  const all = onDisk(ana);
  clock.putAhead(WEEK * 1000 + DAY);
  await restartAlone(ana);
  assert.deepEqual(await textsOf(ana, 'kitchen'), []);
  assert.deepEqual(await textsOf(ana), ['In everyone']);
  const kitchen = all.filter(({ log }) => !onDisk(ana).some((one) => one.log.toHex() === log.toHex()));
  assert.equal(kitchen.length, 1);
  await ana.until('status', () => opens(ana, kitchen).length === 0);
  assert.equal(opens(ana, all).length, all.length - 1, 'other channels of that week are kept');

  await agree([ana], '60d; archive=never');
  await restartAlone(ana);
  assert.deepEqual(await textsOf(ana, 'kitchen'), []);
  await agree([ana], '1d; archive=never');
  await ana.until('talk', (talk) => talk.length === 0);
  clock.putAhead(3650 * DAY);
  await restartAlone(ana);
  assert.deepEqual(await textsOf(ana, 'archive'), ['In archive']);
  await ana.stop();
});

async function restartAlone(person: Person): Promise<void> {
  await person.stop();
  await person.start(false);
}

test('a joiner gets the secrets that are still kept, and no others; a backup holds what is kept', async () => {
  const { person, clock } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  await ana.do('say', { text: 'Long ago' });
  clock.putAhead(85 * DAY);
  await ana.do('say', { text: 'Lately' });
  clock.putAhead(12 * DAY);
  await restart(ana);
  const { invitation } = await ana.do('invite');
  await bo.do('join', { invitation, as: 'Bo' });
  await consentOfAll([ana], 'Bo asks to join');
  await bo.until('cells', ([cell]) => cell?.state === 'member');
  await bo.until('talk', (talk) => talk.length === 1);
  assert.deepEqual(await textsOf(bo), ['Lately']);
  const weeks = (who: Person): number[] =>
    (who.peer.cells[0]?.welcome?.epochs ?? []).flatMap(({ circle }) => turnOfTalkCircle(circle) ?? []);
  assert.equal(weeks(bo).length, 1);

  const { words } = await ana.do('backup', { file: 'ana.backup' });
  await ana.stop();
  const cy = await person('Ana').start();
  await cy.do('restore', { file: 'ana.backup', words });
  assert.deepEqual(await textsOf(cy), ['Lately']);
  // Its time is over by now: what comes back from a backup is erased like anything.
  clock.putAhead(90 * DAY);
  await restart(cy);
  assert.deepEqual(await textsOf(cy), []);
  await cy.until('status', () => weeks(cy).length === 0);
  await Promise.all([cy.stop(), bo.stop()]);
});

test('a secret that goes opens nothing any more while the disk is busy; where the disk refuses, it stays', async () => {
  const { person } = neighbourhood();
  const ana = await person('Ana').start(false);
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  await ana.do('say', { text: 'Rye' });
  const { seat } = ana;
  const { keys } = seat.record;
  const week = keys.all().find(({ circle }) => turnOfTalkCircle(circle) !== null);
  assert.ok(week !== undefined);
  const forget = () => forgetSecrets(seat, () => (circle) => circle === week.circle, new Set());
  const { home } = ana.peer.parts;
  const write = home.writeKeyring.bind(home);
  const held: boolean[] = [];
  home.writeKeyring = async (bytes) => {
    held.push(keys.get(week.id) !== undefined);
    if (held.length === 1) throw diskError('DiskFull', 'the disk');
    await write(bytes);
  };
  await assert.rejects(forget(), { name: 'DiskFull' });
  assert.ok(keys.get(week.id) !== undefined);
  await forget();
  assert.equal(keys.get(week.id), undefined);
  assert.deepEqual(held, [false, false]);
  await ana.stop();
});

test('nobody adds to a week that is erased', async () => {
  const { person, clock } = neighbourhood();
  const ana = await person('Ana').start(false);
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  const { id } = await ana.do('say', { text: 'Rye' });
  clock.putAhead(90 * DAY + WEEK * 1000);
  // Nobody has looked yet, and the message is still there.
  await assert.rejects(ana.ask('edit', { id, text: 'Wheat' }), { name: 'WeekErased' });
  await restartAlone(ana);
  assert.deepEqual(await ana.ask('edit', { id, text: 'Wheat' }), { ok: false, reason: 'id-unknown' });
  assert.equal(bytesOf(id).length, 32);
  await ana.stop();
});
