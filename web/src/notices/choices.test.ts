import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChoices } from './choices.ts';
import { afterQuiet } from './quiet-hours.ts';

test('notices are off, and without content, until somebody has chosen otherwise', () => {
  const usual = { isOn: false, kinds: ['asked', 'door', 'calls'], says: 'little', quiet: null };
  assert.deepEqual(readChoices(null), usual);
  for (const strange of ['', 'null', '[]', '7', '{"isOn":"yes","kinds":"all","says":true,"quiet":{"from":"25:00","until":"7"}}'])
    assert.deepEqual(readChoices(strange), usual, strange);
  const chosen = { isOn: true, kinds: ['door', 'talk'], says: 'much', quiet: { from: '22:30', until: '06:00' } };
  assert.deepEqual(readChoices(JSON.stringify({ ...chosen, kinds: ['talk', 'door', 'weather'] })), chosen);
  assert.deepEqual(readChoices('{"kinds":[]}').kinds, []);
});

test('quiet hours go over midnight, and end to the minute', () => {
  const at = (hours: number, minutes = 0, day = 12): number => new Date(2026, 4, day, hours, minutes).getTime();
  const night = { from: '22:00', until: '07:00' };
  assert.equal(afterQuiet(at(21, 59), night), at(21, 59));
  assert.equal(afterQuiet(at(22), night), at(7, 0, 13));
  assert.equal(afterQuiet(at(3), night), at(7));
  assert.equal(afterQuiet(at(7), night), at(7));
  const noon = { from: '12:00', until: '13:30' };
  assert.equal(afterQuiet(at(12, 15), noon), at(13, 30));
  assert.equal(afterQuiet(at(13, 30), noon), at(13, 30));
  assert.equal(afterQuiet(at(3), { from: '08:00', until: '08:00' }), at(3));
  assert.equal(afterQuiet(at(3), null), at(3));
});
