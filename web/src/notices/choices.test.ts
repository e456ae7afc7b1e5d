import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChoices } from './choices.ts';

test('notices are off, and without content, until somebody has chosen otherwise', () => {
  const usual = { isOn: false, says: 'little' };
  for (const strange of [null, '', 'null', '[]', '7', '{"isOn":"yes","says":true}'])
    assert.deepEqual(readChoices(strange), usual, `${strange}`);
  const chosen = { isOn: true, says: 'much' };
  assert.deepEqual(readChoices(JSON.stringify({ ...chosen, kinds: ['weather'] })), chosen);
});
