import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { callOn } from './call.fixture.ts';

const place = mkdtempSync(join(tmpdir(), 'moot-secrets-'));
after(() => rmSync(place, { recursive: true }));
const [OLD, NEW] = ['open sesame', 'ladder swim copper'];

test('in a home where nothing is yet there is no passphrase to change, and none is made', async () => {
  const { exit, err } = await callOn(place, ['recovery-words'], { env: { MOOT_PASSPHRASE: OLD } });
  assert.deepEqual([exit, /nothing on this device yet/.test(err.join())], [1, true]);
});

test('recovery words are shown to whoever has the passphrase, and proved by two of them', async () => {
  const founded = await callOn(place, ['found', 'Bakery', '--as', 'Ana'], { env: { MOOT_PASSPHRASE: OLD } });
  assert.match(founded.out.join(), /recovery-words/);
  const shown = await callOn(place, ['recovery-words', '--json'], { answers: [OLD] });
  assert.deepEqual(shown.questions, ['Passphrase: '], 'asked once, though it unlocks too');
  const words = JSON.parse(shown.out.join()).words.split(' ');
  assert.equal(words.length, 12);
  const again = await callOn(place, ['recovery-words'], { env: { MOOT_PASSPHRASE: OLD } });
  assert.ok(again.out.join().includes(words.join(' ')));
  const proof = ['prove-recovery-words', `2 ${words[1]} 12 ${words[11]}`];
  assert.equal((await callOn(place, proof, { env: { MOOT_PASSPHRASE: OLD } })).exit, 0);
});

test('a passphrase is changed by typing the old one, and the new one twice; or by files', async () => {
  const slip = await callOn(place, ['passphrase'], { answers: [OLD, NEW, 'ladder swim coper'] });
  assert.deepEqual([slip.exit, /not the same/.test(slip.err.join())], [2, true]);
  const changed = await callOn(place, ['passphrase'], { answers: [OLD, NEW, NEW] });
  assert.deepEqual([changed.exit, /is changed/.test(changed.out.join())], [0, true]);
  const old = await callOn(place, ['cells', '--json'], { env: { MOOT_PASSPHRASE: OLD } });
  assert.equal(JSON.parse(old.err.join()).error.reason, 'passphrase-wrong');
  const file = join(place, 'next');
  writeFileSync(file, `${OLD}\n`);
  const back = await callOn(place, ['passphrase', '--new-passphrase-file', file, '--json'], { env: { MOOT_PASSPHRASE: NEW } });
  assert.equal(back.exit, 0, back.err.join());
  assert.equal((await callOn(place, ['cells'], { env: { MOOT_PASSPHRASE: OLD } })).exit, 0);
  const nobody = await callOn(place, ['passphrase'], { env: { MOOT_PASSPHRASE: OLD } });
  assert.deepEqual([nobody.exit, /MOOT_NEW_PASSPHRASE/.test(nobody.err.join())], [2, true]);
});

test('what is chosen without a file of its own is told in words', async () => {
  const env = { MOOT_PASSPHRASE: OLD };
  const set = await callOn(place, ['set-safeguards', '--lock-after', '15', '--backup-reminder', 'off'], { env });
  assert.match(set.out.join(), /after 15 minutes/);
  const wrong = await callOn(place, ['set-safeguards', '--lock-after', '7'], { env });
  assert.deepEqual([wrong.exit, /5, 15 or 60/.test(wrong.err.join())], [2, true]);
});

test('a file with a secret is read to the end of its first line, and no farther than a line can be', async () => {
  const file = join(place, 'line');
  const reason = async (path: string) => {
    const { exit, err } = await callOn(place, ['cells', '--passphrase-file', path, '--json']);
    return exit === 0 ? null : JSON.parse(err.join()).error.reason;
  };
  const looked = (content: string) => {
    writeFileSync(file, content);
    return reason(file);
  };
  assert.equal(await looked(`${OLD}\n${'x'.repeat(100_000)}`), null);
  assert.notEqual(await looked('x'.repeat(65_535)), 'file-unreadable', 'a line, though a wrong one');
  assert.equal(await looked('x'.repeat(65_536)), 'file-unreadable');
  if (process.platform === 'linux') assert.equal(await reason('/dev/zero'), 'file-unreadable');
});
