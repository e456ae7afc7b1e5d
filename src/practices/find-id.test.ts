import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findId } from './find-id.ts';

const ids = ['ab12', 'ab13', 'cd00'].map((start) => start.padEnd(64, '0'));
const known = new Map(ids.map((id) => [id, null]));

test('an id is meant by itself, or by its first letters where they are enough', () => {
  for (const id of ids) assert.deepEqual(findId(id, known), { ok: true, value: id });
  assert.deepEqual(findId('cd00', known), { ok: true, value: ids[2] });
  assert.deepEqual(findId('ab130', known), { ok: true, value: ids[1] });
});

test('letters that mean nothing, too much, or are too few are refused', () => {
  const reasonOf = (typed: string, among = known) => {
    const found = findId(typed, among);
    return found.ok ? 'found' : found.reason;
  };
  assert.equal(reasonOf('ab1'), 'id-too-short');
  assert.equal(reasonOf(''), 'id-too-short');
  assert.equal(reasonOf('ef00'), 'id-unknown');
  assert.equal(reasonOf('f'.repeat(64)), 'id-unknown');
  assert.equal(reasonOf('../../etc'), 'id-unknown');
  const alike = new Map([...known.keys(), `ab12${'1'.repeat(60)}`].map((id) => [id, null]));
  assert.equal(reasonOf('ab12', alike), 'id-ambiguous');
  assert.equal(reasonOf('ab120', alike), 'found');
});
