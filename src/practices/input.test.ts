import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { count, fields, idLetters, writing } from './input.ts';

const input = fields({ text: writing(8), limit: v.optional(count(10)), id: v.optional(idLetters) });

function faults(given: unknown): string[] {
  const checked = v.safeParse(input, given);
  return checked.success ? [] : checked.issues.map(({ message }) => message);
}

test('what is well formed is taken, typed or as JSON', () => {
  assert.deepEqual(v.parse(input, { text: 'bread' }), { text: 'bread' });
  assert.deepEqual(v.parse(input, { text: '', limit: '3', id: ' AB12 ' }), { text: '', limit: 3, id: 'ab12' });
  assert.deepEqual(v.parse(input, { text: 'ü', limit: 10, id: undefined }), { text: 'ü', limit: 10, id: undefined });
});

test('each fault is told by the key of a text', () => {
  assert.deepEqual(faults({}), ['input.field-missing']);
  assert.deepEqual(faults({ text: 'a', colour: 1 }), ['input.field-unknown']);
  assert.deepEqual(faults('text'), ['input.no-fields']);
  assert.deepEqual(faults(null), ['input.no-fields']);
  assert.deepEqual(faults({ text: 3 }), ['input.no-text']);
  assert.ok(faults({ text: 'nine bytes' }).every((key) => key === 'input.text-too-long'));
  assert.ok(faults({ text: 'üüüüü' }).includes('input.text-too-long'));
  for (const limit of ['', '-1', '1e3', 'many', null, [], '9999999999'])
    assert.deepEqual(faults({ text: 'a', limit }), ['input.no-number']);
  for (const limit of [1.5, Number.NaN]) assert.ok(faults({ text: 'a', limit }).includes('input.no-number'));
  assert.deepEqual(faults({ text: 'a', limit: 0 }), ['input.number-too-small']);
  assert.deepEqual(faults({ text: 'a', limit: 11 }), ['input.number-too-large']);
  assert.deepEqual(faults({ text: 'a', id: 'a'.repeat(65) }), ['input.id-too-long']);
});

test('halves of letters do not get through', () => {
  assert.deepEqual(v.parse(input, { text: 'a\ud800' }), { text: 'a\ufffd' });
});
