import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dateOf, dayOf, daysOf, isoDay, monthsLater, parseDay } from './day.ts';

const someDay = fc.integer({ min: 0, max: 800_000 });

test('a day is the calendar day in UTC, and is read back as it is written', () => {
  assert.equal(isoDay(dayOf(Date.UTC(2027, 4, 21, 23, 59, 59))), '2027-05-21');
  fc.assert(
    fc.property(someDay, (days) => {
      assert.equal(isoDay(days), new Date(days * 86_400_000).toISOString().slice(0, 10));
      assert.equal(daysOf(...dateOf(days)), days);
      assert.deepEqual(parseDay(isoDay(days)), { ok: true, value: days });
    }),
  );
});

test('what is no day of the calendar is refused', () => {
  for (const text of ['2027-02-29', '2027-13-01', '2027-00-10', '2027-5-2', '21.5.2027', '', '1969-12-31', '2027-05-21T10:00'])
    assert.deepEqual(parseDay(text), { ok: false, reason: 'day-unclear' }, text);
});

test('so many months later is the same day, or the last of a month that is shorter', () => {
  const later = (from: string, months: number): string => {
    const day = parseDay(from);
    assert.ok(day.ok);
    return isoDay(monthsLater(day.value, months));
  };
  assert.equal(later('2026-11-21', 6), '2027-05-21');
  assert.equal(later('2026-08-31', 6), '2027-02-28');
  assert.equal(later('2027-08-31', 6), '2028-02-29');
  assert.equal(later('2026-12-31', 1), '2027-01-31');
  assert.equal(later('2028-02-29', 12), '2029-02-28');
  fc.assert(
    fc.property(someDay, fc.integer({ min: 1, max: 120 }), (days, months) => {
      const [before, after] = [dateOf(days), dateOf(monthsLater(days, months))];
      assert.equal(after[0] * 12 + after[1], before[0] * 12 + before[1] + months);
      assert.ok(after[2] <= before[2]);
    }),
  );
});
