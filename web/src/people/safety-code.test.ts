import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceLetters } from './device-letters.ts';
import { safetyCode, safetyCodeIn } from './safety-code.ts';

test('the picture of a safety number says the number, and no other picture does', () => {
  const number = Array.from({ length: 12 }, (_, i) => String(i * 7919).padStart(5, '0')).join(' ');
  assert.equal(safetyCodeIn(safetyCode(number)), number);
  for (const other of ['moot:quamrcaq', number, safetyCode(number).slice(1), `${safetyCode(number)}0`])
    assert.equal(safetyCodeIn(other), null);
});

test('a device is told by letters in groups of four', () => {
  assert.equal(deviceLetters('0123456789abcdef'.repeat(4)), '0123 4567 89ab cdef');
});
