import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock } from '../ports/clock.ts';
import type { LinkView } from './links.ts';
import { Meetings } from './meetings.ts';

const link = (device: string | null, inSync = false): LinkView => ({
  link: 1,
  device,
  standing: 'member',
  hasTold: true,
  inSync,
  via: 'lan',
  peer: 'p',
});

test('a meeting begins once, ends once, and is told when anything of it changes', () => {
  let now = 1_000;
  const clock: Clock = { now: () => now, offset: () => 0, after: () => () => {} };
  const meetings = new Meetings(clock);
  assert.equal(meetings.note([]), false);
  assert.equal(meetings.note([link(null)]), true, 'somebody who has not said who they are');
  assert.equal(meetings.note([link('a')]), true);
  now = 2_000;
  assert.equal(meetings.note([link('a')]), false);
  assert.equal(meetings.note([link('a', true)]), true);
  assert.deepEqual([meetings.since('a'), meetings.last('a')], [1_000, 2_000]);
  now = 3_000;
  assert.equal(meetings.note([]), true);
  now = 4_000;
  assert.deepEqual([meetings.since('a'), meetings.last('a'), meetings.last('b')], [null, 3_000, null]);
});

test('of devices that nobody knows nothing is remembered', () => {
  const meetings = new Meetings({ now: () => 1_000, offset: () => 0, after: () => () => {} });
  const made = { ...link('made up'), standing: 'unknown' } as const;
  assert.equal(meetings.note([made]), true, 'that somebody is linked is told');
  assert.equal(meetings.note([]), true);
  assert.deepEqual([meetings.since('made up'), meetings.last('made up')], [null, null]);
});
