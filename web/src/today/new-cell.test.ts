import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNewCell } from './new-cell.ts';

const NOW = Date.parse('2026-11-21T12:00Z');
const begun = { people: 2, isTalkedIn: false, opened: ['2026-11-20T12:00Z'] };

test('a cell is new while one is alone, and then until somebody has talked or a month has gone by', () => {
  assert.equal(isNewCell(begun, NOW), true);
  assert.equal(isNewCell({ ...begun, opened: [] }, NOW), true);
  assert.equal(isNewCell({ ...begun, isTalkedIn: true }, NOW), false);
  assert.equal(isNewCell({ ...begun, opened: ['2026-11-20T12:00Z', '2026-10-01T12:00Z'] }, NOW), false);
  assert.equal(isNewCell({ ...begun, people: 1, opened: ['2020-10-01T12:00Z'] }, NOW), true);
});
