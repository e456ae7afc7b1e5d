import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PREFLIB_LIMITS, readPreflib } from './preflib.ts';

test('a file with its header, ties, and lines left blank', () => {
  const read = readPreflib(
    [
      '# FILE NAME: 00001-00000001.toi',
      '# NUMBER ALTERNATIVES: 4',
      '# ALTERNATIVE NAME 1: Bread',
      '# ALTERNATIVE NAME 2: Soup, hot',
      '',
      '5: 1,{2,3},4',
      '2: {1, 2}',
      ' 1 : 4 , 3',
    ].join('\r\n'),
  );
  assert.ok(read.ok);
  assert.deepEqual(read.value.alternatives, [1, 2, 3, 4]);
  assert.deepEqual(
    [...read.value.names],
    [
      [1, 'Bread'],
      [2, 'Soup, hot'],
    ],
  );
  assert.deepEqual(read.value.ballots, [
    { count: 5, tiers: [[1], [2, 3], [4]] },
    { count: 2, tiers: [[1, 2]] },
    { count: 1, tiers: [[4], [3]] },
  ]);
});

test('an alternative that nobody ranks is there when the header names it', () => {
  const read = readPreflib('# ALTERNATIVE NAME 7: Nobody\n1: 1,2');
  assert.deepEqual(read.ok && read.value.alternatives, [1, 2, 7]);
});

test('what is wrong is told with its line', () => {
  const many = Array.from({ length: PREFLIB_LIMITS.alternatives + 1 }, (_, i) => i).join(',');
  for (const [text, reason, line] of [
    ['', 'no-ballots', 0],
    ['# TITLE: empty', 'no-ballots', 0],
    ['0: 1,2', 'no-ballots', 0],
    ['1: 1\nhello', 'line-malformed', 2],
    ['1: 1,{2,3', 'line-malformed', 1],
    ['1: 1}2', 'line-malformed', 1],
    ['1: {1}2', 'line-malformed', 1],
    ['1: 1,,2', 'line-malformed', 1],
    ['1: 1,x', 'alternative-malformed', 1],
    ['1: 1,{2,}', 'alternative-malformed', 1],
    ['1: 1,99999999999', 'alternative-malformed', 1],
    ['1: 1,{2,1}', 'alternative-twice', 1],
    [`1: ${many}`, 'too-many-alternatives', 1],
    ['9999999999999: 1', 'too-many-voters', 1],
  ] as const) {
    assert.deepEqual(readPreflib(text), { ok: false, reason, line }, text.slice(0, 40));
  }
});

test('a line without alternatives is a ballot that says nothing, and a single comma at the end is no harm', () => {
  const read = readPreflib('3: \n2: 1,2,');
  assert.ok(read.ok);
  assert.deepEqual(read.value.ballots, [
    { count: 3, tiers: [] },
    { count: 2, tiers: [[1], [2]] },
  ]);
});
