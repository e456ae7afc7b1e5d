import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listMethods } from '../../../../../src/practices/decisions/methods/method-list.ts';
import { BY_CONSENT, settle } from './method-draft.ts';
import { partInWords, tellMethod, tellRules } from './tell-rules.ts';

const say = ((key: string, gaps: object = {}) => [key, ...Object.values(gaps)].join(' ')) as never;
const kinds = listMethods('consent consensus majority supermajority advice irv');

function told(name: string, more: object = {}, asked = 5): string[] {
  const kind = kinds.find((one) => one.name === name) ?? assert.fail(name);
  const { options: _, ...settled } = settle({ ...BY_CONSENT, name: kind.name, ...more }, kind);
  return tellRules({ ...settled, asked, agree: name === 'consensus' ? 4 : null, tieOrder: null }, say);
}

test('who is asked, how many are heard, what silence means and how ties end are told of every way to decide', () => {
  assert.deepEqual(told('majority'), ['rules.asked 5', 'rules.quorum part.1/2 3', 'rules.silence.nothing']);
  assert.deepEqual(told('majority', { quorum: 'none', silence: 'consent' }), [
    'rules.asked 5',
    'rules.one-needed',
    'rules.silence.consent',
  ]);
  assert.deepEqual(told('irv', { ties: 'lot' }), ['rules.asked 5', 'rules.quorum part.1/2 3', 'rules.silence.nothing', 'rules.ties.lot']);
  assert.deepEqual(told('consensus'), ['rules.asked 5', 'rules.objections.consensus', 'rules.agree 4 5', 'rules.silence.nothing']);
  assert.deepEqual(told('advice', { ask: ['Bo', 'Cy'] })[1], 'rules.advice-needed');
});

test('a part is told in words, and as a fraction where it has none', () => {
  assert.equal(partInWords('2/3', say), 'part.2/3');
  assert.equal(partInWords('5/7', say), '5/7');
  assert.equal(tellMethod({ name: 'supermajority', share: '5/7', seats: null, marks: null }, say), 'vote.by.supermajority 5/7 0');
});
