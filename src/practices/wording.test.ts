import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill, manyLines, oneLine } from './wording.ts';

test('gaps of a text are filled, and what is no gap stays', () => {
  assert.equal(fill('{on} of {of}, {on}; {other} {"kind": "x"}', { on: 1, of: 3 }), '1 of 3, 1; {other} {"kind": "x"}');
  assert.equal(fill('{a}', { a: '{b}', b: 'no' }), '{b}');
});

test('what people write cannot steer a terminal or pass for another line', () => {
  assert.equal(oneLine(' a\n\tb\r\nc '), 'a b c');
  assert.equal(oneLine('\u001b[2Jgone\u202eeman'), '\ufffd[2Jgone\ufffdeman');
  assert.equal(manyLines('a\nAna: b\r\nc\u2028d\u001b[1m\te', '  '), '  a\n  Ana: b\n  c\n  d\ufffd[1m e');
});

test('letters of all scripts and joined signs stay as they are', () => {
  for (const text of ['نان و نمک', 'मेरा', '👩‍🌾 ok', 'e\u0301']) assert.equal(oneLine(text), text);
});
