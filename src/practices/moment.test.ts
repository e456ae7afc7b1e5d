import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LIMITS } from '../bytes/limits.ts';
import { isoTime, spokenTime } from './moment.ts';

test('moments are said as the platform says them in UTC, over the whole range of claimed times', () => {
  const said = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
  for (const seconds of [0, 59, 86_399, 86_400, 68_169_600, 951_782_400, 1_709_164_800, 4_107_542_399, LIMITS.time]) {
    assert.equal(isoTime(seconds), said(seconds));
  }
  fc.assert(fc.property(fc.nat(LIMITS.time), (seconds) => assert.equal(isoTime(seconds), said(seconds))));
});

test('parts of seconds are left out', () => {
  assert.equal(isoTime(1_800_000_000.999), '2027-01-15T08:00:00Z');
});

test('a terminal shows date, hour and minute, and says that they are of UTC', () => {
  assert.equal(spokenTime(isoTime(1_800_000_000)), '2027-01-15 08:00 UTC');
});
