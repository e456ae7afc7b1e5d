import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Entrant, MOOT } from './entrants.ts';
import { MEASURED } from './measured.fixture.ts';
import { type PeerResult, race } from './race.ts';
import { compare, tellCompared, tellFailures } from './tables.ts';
import { AUTHORS, BATCH, ENTRY_BYTES, sharesOf, textOf } from './work.ts';

/** Contenders for this test alone, in no need of packages. */
function entrant(name: string, file: string): Entrant {
  return { ...MOOT, name, file };
}

test('whoever does all the work gets every figure, and who fails at a step is named with the reason', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moot-race-'));
  const told: string[] = [];
  try {
    const { results, failures } = await race([entrant('plain', 'plain.fixture.ts'), entrant('forgetful', 'forgetful.fixture.ts')], {
      n: 200,
      folder,
      rounds: 2,
      limitMs: 30_000,
      tell: (text) => told.push(text),
    });
    const own = results.filter(({ contender }) => contender === 'plain');
    assert.deepEqual(own.map(({ name }) => name).sort(), MEASURED);
    for (const { name, value, n } of own) assert.ok(n === 200 && Number.isFinite(value) && value > 0, `${name} is ${value}`);
    const disk = own.find(({ name }) => name === 'disk-an-entry')?.value;
    assert.equal(disk, ENTRY_BYTES + 1, 'a text and the end of its line');
    assert.deepEqual(failures, [{ contender: 'forgetful', n: 200, step: 'cold-open', why: '199 of 200 entries were read back' }]);
    assert.equal(tellFailures(failures), 'forgetful, 200 entries, cold-open: 199 of 200 entries were read back');
    assert.deepEqual(
      told.filter((text) => text.startsWith('cold-open')),
      ['plain', 'forgetful', 'plain'].map((name) => `cold-open, 200 entries: ${name}`),
      'they take turns, and who has failed is out',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('who takes too long is stopped', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moot-race-'));
  try {
    const { results, failures } = await race([entrant('endless', 'endless.fixture.ts')], {
      n: 8,
      folder,
      rounds: 1,
      limitMs: 500,
      tell() {},
    });
    assert.deepEqual(results, []);
    assert.deepEqual(failures, [{ contender: 'endless', n: 8, step: 'append', why: 'did not finish within 0.5 s' }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a ratio says how many times better Moot is, whichever way better lies', () => {
  const result = (contender: string, name: string, n: number, value: number, unit: string): PeerResult => ({
    contender,
    name,
    n,
    value,
    unit,
  });
  const compared = compare(
    [
      result('moot', 'append', 10, 1000, 'entries/s'),
      result('other', 'append', 10, 500, 'entries/s'),
      result('moot', 'live-p50', 10, 2, 'ms'),
      result('other', 'live-p50', 10, 1, 'ms'),
      result('other', 'live-p50', 20, 1, 'ms'),
    ],
    'moot',
  );
  assert.deepEqual(
    compared.map(({ ratio }) => ratio),
    [undefined, 2, undefined, 0.5, undefined],
  );
  assert.equal(
    tellCompared(compared),
    [
      '10 entries  moot   other',
      'append      1,000  500 (x2)  entries/s',
      'live-p50    2      1 (x0.5)  ms',
      '',
      '20 entries  other',
      'live-p50    1      ms',
    ].join('\n'),
  );
});

test('eight share the work, and every entry is 200 bytes of its own', () => {
  for (const count of [1, 8, 200, 1777, 10_000]) {
    const shares = sharesOf(count);
    assert.equal(shares.length, AUTHORS);
    const indexes = shares.flat().flatMap(({ first, size }) => Array.from({ length: size }, (_, i) => first + i));
    assert.deepEqual(indexes, [...Array(count).keys()]);
    assert.ok(shares.flat().every(({ size }) => size >= 1 && size <= BATCH));
  }
  const texts = Array.from({ length: 1000 }, (_, i) => textOf(i));
  assert.ok(texts.every((text) => Buffer.byteLength(text) === ENTRY_BYTES));
  assert.equal(new Set(texts).size, texts.length);
});
