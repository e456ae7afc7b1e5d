import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentOf } from './calendar-day.ts';

test('a day is the same day by any clock', () => {
  const moment = new Date(momentOf('2027-05-21'));
  assert.deepEqual([moment.getFullYear(), moment.getMonth(), moment.getDate()], [2027, 4, 21]);
});
