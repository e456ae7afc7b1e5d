import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { neighbourhood, type Person } from './peers.fixture.ts';
import { backedUp, FIRST_SAFEGUARDS, isBackupDue, putOff, withFirstReminder } from './safeguards.ts';

// The clock's timers keep no process alive, and here nothing else does.
let alive: NodeJS.Timeout;
before(() => {
  alive = setInterval(() => {}, 1000);
});
after(() => clearInterval(alive));

const PASSPHRASE = 'passphrase of Ana';
const DAY = 86_400;

async function founder(): Promise<Person> {
  const ana = await neighbourhood().person('Ana').start(false);
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  return ana;
}

/** Two of the words, as somebody types them from their paper. */
function two(words: string, ...places: readonly number[]): string {
  return places.map((place) => `${place} ${words.split(' ')[place - 1]}`).join(', ');
}

test('recovery words are shown once as they are, then for the passphrase, and stay the same', async () => {
  const ana = await founder();
  assert.deepEqual((await ana.do('safeguards')).words, { shown: false, written: false });
  const { words } = await ana.do('recovery-words');
  assert.equal(words.split(' ').length, 12);
  assert.deepEqual(await ana.ask('recovery-words'), { ok: false, reason: 'passphrase-needed' });
  assert.deepEqual(await ana.ask('recovery-words', { passphrase: 'else' }), { ok: false, reason: 'passphrase-wrong' });
  await ana.stop();
  await ana.start(false);
  assert.equal((await ana.do('recovery-words', { passphrase: PASSPHRASE })).words, words);
  await ana.stop();
});

test('two words prove that they are on paper; whoever guesses is stopped', async () => {
  const ana = await founder();
  assert.deepEqual(await ana.ask('prove-recovery-words', { words: '1 oven 2 ladder' }), { ok: false, reason: 'words-not-shown' });
  const { words } = await ana.do('recovery-words');
  assert.deepEqual(await ana.ask('prove-recovery-words', { words: two(words, 3) }), { ok: false, reason: 'proof-too-short' });
  assert.deepEqual(await ana.ask('prove-recovery-words', { words: two(words, 3, 3) }), { ok: false, reason: 'proof-too-short' });
  for (let i = 0; i < 5; i++)
    assert.deepEqual(await ana.ask('prove-recovery-words', { words: '3 zzz 7 zzz' }), { ok: false, reason: 'words-differ' });
  assert.deepEqual(await ana.ask('prove-recovery-words', { words: two(words, 3, 7) }), { ok: false, reason: 'too-many-tries' });
  await ana.do('recovery-words', { passphrase: PASSPHRASE });
  await ana.do('prove-recovery-words', { words: two(words, 3, 7).toUpperCase() });
  assert.deepEqual((await ana.do('safeguards')).words, { shown: true, written: true });
  await ana.stop();
});

test('all backups open with the same words, and after a change the old ones with the old words only', async () => {
  const { person } = neighbourhood();
  const ana = await person('Ana').start(false);
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  const first = await ana.do('backup', { file: 'first' });
  const second = await ana.do('backup', { file: 'second' });
  assert.equal(second.words, null, 'they were shown with the first');
  const { words: other } = await ana.do('change-recovery-words', { passphrase: PASSPHRASE });
  assert.notEqual(other, first.words);
  await ana.do('backup', { file: 'third' });
  await ana.stop();
  for (const [file, words, opens] of [
    ['first', first.words, true],
    ['second', first.words, true],
    ['first', other, false],
    ['third', first.words, false],
    ['third', other, true],
  ] as const) {
    const again = await person('Ana').start(false);
    const restored = await again.ask('restore', { file, words });
    assert.equal(restored.ok ? 'opens' : restored.reason, opens ? 'opens' : 'backup-damaged', file);
    if (opens) {
      assert.deepEqual((await again.do('safeguards')).words, { shown: true, written: true }, 'whoever typed them has them on paper');
      assert.equal((await again.do('recovery-words', { passphrase: PASSPHRASE })).words, words);
    }
    await again.stop();
  }
});

test('a changed passphrase opens a home after a restart, and the old one does not', async () => {
  const ana = await founder();
  assert.deepEqual(await ana.ask('passphrase', { old: 'else', new: 'another one' }), { ok: false, reason: 'passphrase-wrong' });
  await ana.do('passphrase', { old: PASSPHRASE, new: 'another one' });
  await ana.do('say', { text: 'Still here.' });
  await ana.do('lock');
  assert.deepEqual(await ana.ask('passphrase', { old: 'another one', new: 'x' }), { ok: false, reason: 'locked' });
  assert.deepEqual(await ana.peer.unlock(PASSPHRASE), { ok: false, reason: 'passphrase-wrong' });
  assert.ok((await ana.peer.unlock('another one')).ok);
  assert.equal((await ana.do('talk')).length, 1);
  await ana.stop();
});

test('the time of locking and the reminder are kept', async () => {
  const ana = await founder();
  assert.deepEqual([(await ana.do('safeguards')).lockAfter, (await ana.do('safeguards')).backupReminder], [60, 'monthly']);
  await ana.do('set-safeguards', { 'lock-after': '5', 'backup-reminder': 'off' });
  await ana.stop();
  await ana.start(false);
  const { lockAfter, backupReminder, backup, backupDue } = await ana.do('safeguards');
  assert.deepEqual([lockAfter, backupReminder, backup, backupDue], [5, 'off', null, false]);
  assert.equal((await ana.do('set-safeguards', { 'lock-after': 'never' })).lockAfter, null);
  await ana.do('backup', { file: 'a' });
  assert.match((await ana.do('safeguards')).backup, /^\d{4}-\d\d-\d\dT/);
  await ana.stop();
});

test('one is reminded a week after the first cell came, a month after a backup, a week after it was put off, and not at all when one says so', () => {
  const now = 1_800_000_000;
  const begun = withFirstReminder(FIRST_SAFEGUARDS, now);
  assert.equal(withFirstReminder(begun, now + DAY), begun, 'a second cell changes nothing');
  const isDue = (of: typeof begun, days: number): boolean => isBackupDue(of, now + days * DAY);
  assert.deepEqual([isDue(FIRST_SAFEGUARDS, 99), isDue(begun, 6), isDue(begun, 7)], [false, false, true]);
  const made = backedUp(begun, now);
  assert.deepEqual([isDue(made, 29), isDue(made, 30)], [false, true]);
  assert.deepEqual([isDue(putOff(made, now + 30 * DAY), 36), isDue(putOff(made, now + 30 * DAY), 37)], [false, true]);
  assert.equal(isDue(backedUp({ ...made, remindAt: null }, now), 999), false);
});

test('what was begun is kept sealed until it is said, and nobody can read on the disk that it is there', async () => {
  const ana = await founder();
  assert.deepEqual(await ana.do('draft', { of: 'talk everyone' }), { text: '' });
  await Promise.all([
    ana.do('keep-draft', { of: 'talk everyone', text: 'A secret that is not said yet' }),
    ana.do('keep-draft', { of: 'talk oven', text: 'Another' }),
  ]);
  await ana.do('lock');
  assert.deepEqual(await ana.ask('draft', { of: 'talk oven' }), { ok: false, reason: 'locked' });
  await ana.peer.unlock(PASSPHRASE);
  assert.deepEqual(await ana.do('draft', { of: 'talk everyone' }), { text: 'A secret that is not said yet' });
  assert.deepEqual(await ana.do('draft', { of: 'talk oven' }), { text: 'Another' });
  const [store] = ana.disk.stores.values();
  const notes = [...(store?.notes ?? [])].map(([name, bytes]) => name + Buffer.from(bytes).toString('latin1')).join();
  assert.doesNotMatch(notes, /secret|talk everyone|oven/);
  await ana.do('keep-draft', { of: 'talk oven', text: '' });
  for (let i = 0; i < 64; i++) await ana.do('keep-draft', { of: `draft ${i}`, text: 'x' });
  assert.deepEqual(await ana.do('draft', { of: 'talk everyone' }), { text: '' }, 'the oldest makes room');
  assert.deepEqual(await ana.do('draft', { of: 'draft 0' }), { text: 'x' });
  await ana.stop();
});
