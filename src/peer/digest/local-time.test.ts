import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterQuiet, isQuiet, nextAt, type OffsetAt } from './local-time.ts';

const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(text);
const iso = (moment: number): string => new Date(moment).toISOString().slice(0, 16);

/** A place that puts its clock an hour ahead at one moment and back at another. */
function place(winter: number, ahead: string, back: string): OffsetAt {
  return (moment) => (moment >= at(ahead) && moment < at(back) ? winter + 60 : winter);
}
/** The European Union's summer of 2027 (directive 2000/84/EC): from the last Sunday of March to the last of October, at 1:00 UTC. */
const PARIS = place(60, '2027-03-28T01:00Z', '2027-10-31T01:00Z');
/** Havana puts its clock ahead at midnight, so that a day begins at 1:00, and back at 1:00. */
const HAVANA = place(-300, '2027-03-14T05:00Z', '2027-11-07T05:00Z');
const KIRITIMATI: OffsetAt = () => 14 * 60;
const NIGHT = { from: 22 * 60, until: 7 * 60 };

test('quiet hours go over midnight by the clock on the wall, and end to the minute', () => {
  const cases: readonly [place: OffsetAt, moment: string, end: string][] = [
    [PARIS, '2027-01-10T20:59:59Z', '2027-01-10T20:59'],
    [PARIS, '2027-01-10T21:00Z', '2027-01-11T06:00'],
    [PARIS, '2027-01-11T05:59:30Z', '2027-01-11T06:00'],
    [PARIS, '2027-01-11T06:00Z', '2027-01-11T06:00'],
    [KIRITIMATI, '2027-01-10T10:00Z', '2027-01-10T17:00'],
  ];
  for (const [offset, moment, end] of cases) assert.equal(iso(afterQuiet(at(moment), NIGHT, offset)), end, moment);
  assert.equal(
    isQuiet(at('2027-01-10T12:15Z'), { from: 12 * 60, until: 13 * 60 + 30 }, () => 0),
    true,
  );
  assert.equal(
    isQuiet(at('2027-01-10T13:30Z'), { from: 12 * 60, until: 13 * 60 + 30 }, () => 0),
    false,
  );
  assert.equal(
    isQuiet(at('2027-01-10T08:00Z'), { from: 480, until: 480 }, () => 0),
    false,
    'from one time to the same are no hours',
  );
});

test('a night in which the clock is changed is an hour shorter or longer, and ends when the clock says so', () => {
  assert.equal(afterQuiet(at('2027-03-27T21:00Z'), NIGHT, PARIS), at('2027-03-28T05:00Z'), 'eight hours');
  assert.equal(afterQuiet(at('2027-10-30T20:00Z'), NIGHT, PARIS), at('2027-10-31T06:00Z'), 'ten hours');
  // They end at a minute that the clock leaves out, and at one that it shows twice.
  const early = { from: 22 * 60, until: 2 * 60 + 30 };
  assert.equal(afterQuiet(at('2027-03-28T00:30Z'), early, PARIS), at('2027-03-28T01:00Z'));
  assert.equal(afterQuiet(at('2027-10-31T00:10Z'), early, PARIS), at('2027-10-31T00:30Z'));
  assert.equal(isQuiet(at('2027-10-31T01:10Z'), early, PARIS), true, 'the hour that comes twice is quiet twice');
  assert.equal(afterQuiet(at('2027-10-31T01:10Z'), early, PARIS), at('2027-10-31T01:30Z'));
});

test('each day has its moment once, also where the clock leaves it out or shows it twice', () => {
  const half = [2 * 60 + 30];
  const days = (from: string, offset: OffsetAt, minutes: readonly number[]): string[] => {
    const found: string[] = [];
    for (let moment = at(from); found.length < 3; ) {
      moment = nextAt(moment, minutes, null, offset);
      found.push(iso(moment));
    }
    return found;
  };
  assert.deepEqual(days('2027-03-26T12:00Z', PARIS, half), ['2027-03-27T01:30', '2027-03-28T01:30', '2027-03-29T00:30']);
  assert.deepEqual(days('2027-10-29T12:00Z', PARIS, half), ['2027-10-30T00:30', '2027-10-31T00:30', '2027-11-01T01:30']);
  assert.deepEqual(days('2027-03-13T12:00Z', HAVANA, [30]), ['2027-03-14T05:30', '2027-03-15T04:30', '2027-03-16T04:30']);
  assert.deepEqual(
    days('2027-01-10T09:30Z', () => 0, [540, 780]),
    ['2027-01-10T13:00', '2027-01-11T09:00', '2027-01-11T13:00'],
  );
});

test('a day of the week is that of the wall', () => {
  // 10 January 2027 is a Sunday.
  const monday = (from: string, offset: OffsetAt): string => iso(nextAt(at(from), [18 * 60], 1, offset));
  assert.equal(
    monday('2027-01-10T12:00Z', () => 0),
    '2027-01-11T18:00',
  );
  assert.equal(
    monday('2027-01-11T18:00Z', () => 0),
    '2027-01-18T18:00',
  );
  assert.equal(monday('2027-01-10T12:00Z', KIRITIMATI), '2027-01-11T04:00');
  assert.equal(
    nextAt(at('2027-01-10T12:00Z') - HOUR, [0], 0, () => 0),
    at('2027-01-17T00:00Z'),
  );
});
