import assert from 'node:assert/strict';
import { test } from 'node:test';
import { talkCircleOf } from '../log/talk-circle.ts';
import { checkSetting } from './agreement.ts';
import { isSecretOver, isTurnOver, keptFor, parseRetention, RETENTION, type Retention, WEEK } from './retention.ts';

const DAY = 86_400;

function read(value: string): Retention {
  const retention = parseRetention(value);
  assert.ok(retention.ok, value);
  return retention.value;
}

const reason = (value: string): string | null => {
  const retention = parseRetention(value);
  return retention.ok ? null : retention.reason;
};

test('how long talk is kept is said in one line: a time, and channels with a time of their own', () => {
  assert.equal(keptFor(read(RETENTION), 'everyone'), 90 * DAY);
  const own = read('30d; a=b=14d;archive = never ');
  assert.deepEqual(
    [...own.channels],
    [
      ['a=b', 14 * DAY],
      ['archive', null],
    ],
  );
  assert.deepEqual(
    ['everyone', 'a=b', 'archive'].map((channel) => keptFor(own, channel)),
    [30 * DAY, 14 * DAY, null],
  );
  assert.equal(keptFor(read('never; kitchen=1d'), 'everyone'), null);
  assert.deepEqual(checkSetting('retention', '2w'), { ok: true, value: '2w' });
});

test('what says nothing clear is refused, and so is a time beyond all sense', () => {
  for (const value of ['', 'soon', '90', '90d;', '90d; kitchen', '90d; =14d', '90d; a=1d; a=2d', `90d; ${'x'.repeat(65)}=1d`])
    assert.equal(reason(value), 'retention-unclear', value);
  for (const value of ['23h', '36526d', '90d; kitchen=1h']) assert.equal(reason(value), 'retention-out-of-bounds', value);
  for (const value of ['24h', '36525d', '1d']) assert.equal(reason(value), null, value);
});

test('a week is over when its time after its last second has passed', () => {
  const retention = read('90d; kitchen=1d; archive=never');
  const end = 11 * WEEK;
  assert.equal(isTurnOver(retention, 'everyone', 10, end + 90 * DAY - 1), false);
  assert.equal(isTurnOver(retention, 'everyone', 10, end + 90 * DAY), true);
  assert.equal(isTurnOver(retention, 'kitchen', 10, end + DAY), true);
  assert.equal(isTurnOver(retention, 'archive', 10, Number.MAX_SAFE_INTEGER), false);
});

test('the secrets of a week are deleted with it: those of the channel that they are for', () => {
  const retention = read('90d; kitchen=1d; archive=never');
  const secret = (topic: string) => talkCircleOf({ lane: 'talk', topic, turn: 10 }) ?? '';
  const now = 11 * WEEK + DAY;
  assert.equal(isSecretOver(retention, secret('kitchen'), now), true);
  assert.equal(isSecretOver(retention, secret('everyone'), now), false);
  assert.equal(isSecretOver(retention, secret('everyone'), now + 89 * DAY), true);
  assert.equal(isSecretOver(retention, secret('archive'), Number.MAX_SAFE_INTEGER), false);
  for (const circle of ['0000000000000000', 'a0a0a0a0a0a0a0a0'])
    assert.equal(isSecretOver(retention, circle, Number.MAX_SAFE_INTEGER), false);
});

test('talk is sealed under an epoch of its own by topic and turn; nothing else is', () => {
  const names = ['everyone', 'kitchen'].flatMap((topic) => [1, 2].map((turn) => talkCircleOf({ lane: 'talk', topic, turn })));
  assert.equal(new Set(names).size, 4);
  assert.equal(talkCircleOf({ lane: 'record', topic: '', turn: 0 }), null);
  assert.equal(talkCircleOf({ lane: 'doc', topic: 'plan', turn: 1 }), null);
  assert.equal(talkCircleOf({ lane: 'talk', topic: 'everyone', turn: 2 ** 16 }), null);
});
