import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ReadShareView } from './entrusting.ts';
import { cellOf, neighbourhood } from './peers.fixture.ts';

// The clock's timers keep no process alive, and here nothing else does.
let alive: NodeJS.Timeout;
before(() => {
  alive = setInterval(() => {}, 1000);
});
after(() => clearInterval(alive));

test('three of five people bring a backup back, and two cannot', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  const passphrase = 'passphrase of Ana';
  assert.deepEqual(await ana.ask('entrust', { people: 5, needed: 3, passphrase: 'x' }), { ok: false, reason: 'passphrase-wrong' });
  for (const [people, needed] of [
    [5, 1],
    [2, 3],
    [1, 1],
  ])
    assert.deepEqual(await ana.ask('entrust', { people, needed, passphrase }), { ok: false, reason: 'shares-out-of-bounds' });
  const { shares } = (await ana.do('entrust', { people: 5, needed: 3, passphrase })) as { shares: string[] };
  assert.equal(shares.length, 5);
  const { entrusted } = await ana.do('safeguards');
  assert.deepEqual([entrusted.people, entrusted.needed], [5, 3]);
  assert.match(await ana.told('safeguards'), /5 people have shares of them/);
  await ana.do('backup', { file: 'ana.backup' });
  await ana.stop();

  const fresh = await person('Ana').start();
  const restore = (words: string) => fresh.ask('restore', { file: 'ana.backup', words });
  assert.deepEqual(await restore(shares.slice(0, 2).join('\n')), { ok: false, reason: 'shares-too-few' });
  assert.deepEqual(await restore([shares[0], shares[0], shares[1]].join('\n')), { ok: false, reason: 'shares-too-few' }, 'one given twice');
  const { shares: others } = (await bo.do('entrust', { people: 3, needed: 2, passphrase: 'passphrase of Bo' })) as { shares: string[] };
  assert.deepEqual(await restore([shares[0], shares[1], others[0]].join('\n')), { ok: false, reason: 'shares-of-different-sets' });
  assert.deepEqual(await restore(others.slice(0, 2).join('\n')), { ok: false, reason: 'backup-damaged' }, 'of other words');
  const restored = await restore([shares[4], shares[1], shares[3], shares[0]].join('\n\n'));
  assert.ok(restored.ok, 'one more than is needed does no harm');
  await fresh.until('cells', ([cell]) => cell?.state === 'member');
  const { words } = await fresh.do('safeguards');
  assert.deepEqual(words, { shown: false, written: false }, 'who came by shares has no words on paper yet');
  await Promise.all([bo, fresh].map((one) => one.stop()));
});

test('shares are read as they are typed: which word is wrong, what does not belong together, how many are still needed', async () => {
  const { person } = neighbourhood();
  const ana = await person('Ana').start();
  const passphrase = 'passphrase of Ana';
  const { shares } = (await ana.do('entrust', { people: 3, needed: 2, passphrase })) as { shares: [string, string, string] };
  const { shares: others } = (await ana.do('entrust', { people: 3, needed: 2, passphrase })) as { shares: string[] };
  const words = shares[1].split(' ');
  const read = (await ana.do('read-shares', {
    shares: [
      shares[0],
      words.with(6, 'elepant').join(' '),
      words.slice(1).join(' '),
      words.toReversed().join(' '),
      others[2],
      shares[0],
      '',
    ],
  })) as { shares: ReadShareView[]; good: number; needed: number };
  assert.deepEqual(
    read.shares.map(({ state }) => state),
    ['good', 'word-unknown', 'length', 'mistyped', 'other-set', 'twice', 'length'],
  );
  assert.deepEqual(read.shares[1]?.unknown, [{ place: 7, word: 'elepant' }]);
  assert.deepEqual([read.good, read.needed], [1, 2]);
  const whole = (await ana.do('read-shares', { shares: [shares[0], shares[2]] })) as { good: number; needed: number };
  assert.deepEqual([whole.good, whole.needed], [2, 2]);
  const changed = (await ana.do('change-recovery-words', { passphrase })) as { words: string };
  assert.equal(changed.words.split(' ').length, 12);
  assert.equal((await ana.do('safeguards')).entrusted, null, 'other words are shared out with nobody');
  await ana.stop();
});
