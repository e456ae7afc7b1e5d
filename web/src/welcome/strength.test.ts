import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strengthOf } from './strength.ts';

test('what people guess first is said to be weak, however it is dressed up', () => {
  for (const weak of ['password', 'Passw0rd!', 'qwerty123', '12345678901234567890', 'aaaaaaaaaaaaaaaa', 'moot moot moot moot', 'ana 2026'])
    assert.equal(strengthOf(weak), 'hours', weak);
});

test('several words hold, and more words hold longer', () => {
  const order = ['none', 'hours', 'months', 'years', 'never'];
  const grades = [
    '',
    'oven',
    'oven ladder',
    'oven ladder swim',
    'oven ladder swim Tuesday',
    'oven ladder swim Tuesday copper',
    'oven ladder swim Tuesday copper north seven',
  ];
  const ranks = grades.map((phrase) => order.indexOf(strengthOf(phrase)));
  assert.deepEqual(ranks, [...ranks].sort());
  assert.equal(strengthOf('correct horse battery staple ladder'), 'years');
  assert.equal(strengthOf('oven ladder swim Tuesday copper north seven'), 'never');
});
