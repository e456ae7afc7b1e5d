import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grouped, type Line, standingOf } from './agreement.ts';

const line = (changed: Partial<Line>): Line => ({
  id: 'id',
  title: 'Keys',
  subject: '',
  state: 'in-force',
  overdue: false,
  owner: null,
  formerOwner: null,
  review: null,
  afterwards: 'stay',
  decided: '2026-11-21T10:00:00Z',
  heard: { count: 3, of: 3 },
  changes: 0,
  concerns: 0,
  clashes: 0,
  found: null,
  ...changed,
});

test('a clash is said before all else, and what simply holds needs no word', () => {
  assert.equal(standingOf(line({})), null);
  assert.deepEqual(standingOf(line({ state: 'due', clashes: 1 })), { is: 'clash', tone: 'stop' });
  assert.deepEqual(standingOf(line({ state: 'due', overdue: true })), { is: 'overdue', tone: 'heed' });
  assert.deepEqual(standingOf(line({ state: 'lapsed' })), { is: 'lapsed', tone: 'ended' });
});

test('the register is put together by subject, whatever its case, and what is over comes last', () => {
  const lines = [
    line({ id: 'a', subject: 'Money' }),
    line({ id: 'b' }),
    line({ id: 'c', subject: 'Keys' }),
    line({ id: 'd', subject: 'money' }),
    line({ id: 'e', subject: 'Keys', state: 'ended' }),
  ];
  assert.deepEqual(
    grouped(lines, 'subject', 'en').map(({ title, lines: some }) => [title, some.map(({ id }) => id).join('')]),
    [
      ['Keys', 'c'],
      ['Money', 'ad'],
      [{ text: 'agreements.part.other' }, 'b'],
      [{ text: 'agreements.part.over' }, 'e'],
    ],
  );
});

test('by how they stand, what asks for a hand comes first', () => {
  const lines = [line({ id: 'a' }), line({ id: 'b', state: 'due' }), line({ id: 'c', state: 'lapsed' }), line({ id: 'd', clashes: 1 })];
  assert.deepEqual(
    grouped(lines, 'state', 'en').map(({ title, lines: some }) => [title, some.map(({ id }) => id).join('')]),
    [
      [{ text: 'agreements.part.clash' }, 'd'],
      [{ text: 'agreements.part.asked' }, 'b'],
      [{ text: 'agreements.part.holds' }, 'a'],
      [{ text: 'agreements.part.over' }, 'c'],
    ],
  );
});
