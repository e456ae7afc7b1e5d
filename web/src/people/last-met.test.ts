import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastMet } from './last-met.ts';

test('of several devices the one that was met last counts', () => {
  const away = { self: false, since: null };
  const [morning, noon] = ['2026-05-12T06:00:00Z', '2026-05-12T12:00:00Z'];
  assert.deepEqual(
    lastMet([
      { ...away, last: noon },
      { ...away, last: morning },
      { ...away, last: null },
    ]),
    { time: noon },
  );
  assert.equal(
    lastMet([
      { ...away, last: noon },
      { self: false, since: morning, last: noon },
    ]),
    'now',
  );
  assert.equal(lastMet([{ self: true, since: null, last: null }]), 'here');
  assert.deepEqual(lastMet([]), { time: null });
});
