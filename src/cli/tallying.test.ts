import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { callOn } from './call.fixture.ts';

const place = mkdtempSync(join(tmpdir(), 'moot-tally-'));
after(() => rmSync(place, { recursive: true }));

function file(name: string, ...lines: string[]): string {
  const path = join(place, name);
  writeFileSync(path, lines.join('\n'));
  return path;
}

const capital = file(
  'capital.soc',
  '# ALTERNATIVE NAME 1: Memphis',
  '# ALTERNATIVE NAME 2: Nashville',
  '42: 1,2,3,4',
  '26: 2,3,4,1',
  '15: 3,4,2,1',
  '17: 4,3,2,1',
);

test('a ballot outside of a cell is counted without a home', async () => {
  const { exit, out, err } = await callOn(join(place, 'no home'), ['tally', 'schulze', capital, '--json']);
  assert.deepEqual([exit, err, out.length], [0, [], 1]);
  const result = JSON.parse(out.join());
  assert.deepEqual(
    [result.method, result.voters, result.winners, result.ranking, result.pairwise['1'], result.rounds],
    ['schulze', 100, [2], [[2], [3], [4], [1]], { 2: 42, 3: 42, 4: 42 }, []],
  );
});

test('all four kinds of PrefLib files are read, with their header and without, and say how ties and what is not ranked are meant', async () => {
  const header = [
    '# FILE NAME: 00001-00000001',
    '# NUMBER ALTERNATIVES: 4',
    ...[1, 2, 3, 4].map((n) => `# ALTERNATIVE NAME ${n}: Option ${n}`),
  ];
  for (const [kind, lines, ranking] of [
    ['soc', ['3: 1,2,3,4', '2: 4,3,2,1'], [[1], [2], [3], [4]]],
    ['soi', ['4: 1,2', '2: 4', '1: 3,4'], [[1], [2], [4], [3]]],
    ['toc', ['3: 1,{2,3},4', '2: {3,4},{1,2}'], [[1], [3], [2], [4]]],
    ['toi', ['3: {1,2}', '2: 4,{2,3}'], [[2], [1], [4], [3]]],
  ] as const) {
    const told: string[] = [];
    for (const [name, top] of [
      ['with', header],
      ['without', []],
    ] as const) {
      const path = file(`${name}.${kind}`, ...top, ...lines);
      const { exit, out } = await callOn(place, ['tally', 'schulze', path, '--json']);
      assert.equal(exit, 0, kind);
      told.push(out.join());
    }
    assert.equal(told[0], told[1], `${kind}: the header may be left out`);
    const result = JSON.parse(told[0] ?? '');
    assert.deepEqual(result.ranking, ranking, kind);
    assert.deepEqual([result.winners, result.ties, result.unranked], [ranking[0], { by: 'open' }, 'last']);
    assert.deepEqual(Object.keys(result.pairwise), ['1', '2', '3', '4']);
  }
  const some = file('some.soi', '3: 1', '2: 2,3');
  const ignored = JSON.parse((await callOn(place, ['tally', 'schulze', some, '--unranked', 'ignored', '--json'])).out.join());
  assert.deepEqual([ignored.unranked, ignored.pairwise['1']], ['ignored', { 2: 0, 3: 0 }], 'nothing is said of what is not ranked');
});

test('rounds are told one by one, by any of the names of the method', async () => {
  for (const name of ['irv', 'instant-runoff', 'instant-run-off']) {
    const result = JSON.parse((await callOn(place, ['tally', name, capital, '--json'])).out.join());
    assert.deepEqual([result.method, result.winners, result.rounds.length], ['irv', [4], 4]);
    assert.deepEqual(result.rounds[0], { votes: { 1: 42, 2: 26, 3: 15, 4: 17 }, exhausted: 0, elected: [], excluded: [3], byTie: false });
  }
});

test('people read names, pairs, rounds, and how ties are broken', async () => {
  const pairs = (await callOn(place, ['tally', 'schulze', capital])).out.join('\n');
  assert.match(pairs, /^Chosen: Nashville\n/);
  assert.match(pairs, /Memphis 42 : 58 Nashville/);
  assert.match(pairs, /What is equal stays equal/);
  const seats = (await callOn(place, ['tally', 'stv', capital, '--seats', '2'])).out.join('\n');
  assert.match(seats, /A seat takes 34 votes.*Round 1.*Elected: Memphis/s);
  const lot = (await callOn(place, ['tally', 'majority', capital, '--share=2/3', '--ties=lot', '--seed', 'spring meeting'])).out.join('\n');
  assert.match(lot, /Nothing has the majority.*a lot decides/s);
});

test('what was typed wrongly is told with what to do', async () => {
  const wrong = file('wrong.soi', '3: 1,2', '2: 1,1');
  for (const [args, exit, reason, words] of [
    [['schulze'], 2, 'missing', /which file/],
    [['borda', capital], 2, 'method', /schulze, irv, stv/],
    [['irv', capital, 'more'], 2, 'too-many', /one word too many/],
    [['irv', join(place, 'none')], 3, 'file', /Is the name right/],
    [['irv', wrong], 2, 'alternative-twice', /line 2: the same number/],
    [['irv', file('empty.soc')], 2, 'no-ballots', /no ballots/],
    [['stv', capital, '--seats', '0'], 2, 'seats', /1 or more/],
    [['majority', capital, '--share', '1/3'], 2, 'share', /2\/3/],
    [['irv', capital, '--ties', 'coin'], 2, 'ties', /open, number or lot/],
    [['irv', capital, '--ties', 'lot'], 2, 'seed', /--seed/],
    [['irv', capital, '--unranked', 'first'], 2, 'unranked', /last or ignored/],
    [['irv', capital, '--colour', 'red'], 2, 'flag-unknown', /--colour/],
  ] as const) {
    const { exit: ended, err, out } = await callOn(place, ['tally', ...args, '--json']);
    assert.deepEqual([ended, out, JSON.parse(err.join()).error.reason], [exit, [], reason]);
    assert.match(JSON.parse(err.join()).error.message, words);
  }
});

test('its help names the methods', async () => {
  const { exit, out } = await callOn(place, ['tally', '--help']);
  assert.equal(exit, 0);
  assert.match(out.join('\n'), /moot tally METHOD FILE.*instant\s+run-off/s);
});
