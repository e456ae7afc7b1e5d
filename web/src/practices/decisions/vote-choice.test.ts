import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choiceOf, markedIn, marksOf, needsReason } from './vote-choice.ts';

const LETTERS = ['A', 'B', 'C'];

test('what is ticked is approved of, and nothing is an answer too', () => {
  assert.equal(choiceOf('any', LETTERS, { A: 'yes', C: 'yes', B: '' }), 'A,C');
  assert.equal(choiceOf('any', LETTERS, {}), 'none');
});

test('marks and dots stand with their letters', () => {
  assert.equal(choiceOf('score', LETTERS, { A: '3', B: ' 1 ' }), 'A=3,B=1');
  assert.equal(choiceOf('dots', LETTERS, { A: '03' }), 'A=3');
  assert.equal(choiceOf('times', LETTERS, { A: 'yes', B: 'if-need-be' }), 'A=yes,B=if-need-be');
});

test('the same place means as good as, and gaps between places mean nothing', () => {
  assert.equal(choiceOf('ranks', LETTERS, { A: '2', B: '1', C: '2' }), 'B>A=C');
  assert.equal(choiceOf('ranks', LETTERS, { C: '1', A: '9' }), 'C>A');
});

test('what says nothing, or is no whole number, is no ballot', () => {
  assert.equal(choiceOf('ranks', LETTERS, {}), null);
  assert.equal(choiceOf('ranks', LETTERS, { A: 'first' }), null);
  assert.equal(choiceOf('score', LETTERS, { A: '-1' }), null);
  assert.equal(choiceOf('times', LETTERS, {}), null);
});

test('a vote that is to be changed stands as it was given', () => {
  assert.equal(choiceOf('ranks', LETTERS, marksOf('ranks', LETTERS, [2, 1, 2])), 'B>A=C');
  assert.equal(choiceOf('ranks', LETTERS, marksOf('ranks', LETTERS, [0, 1, 0])), 'B');
  assert.equal(choiceOf('any', LETTERS, marksOf('any', LETTERS, [1, 0, 1])), 'A,C');
  assert.equal(choiceOf('score', LETTERS, marksOf('score', LETTERS, [3, 0, 1])), 'A=3,B=0,C=1');
  assert.equal(choiceOf('times', LETTERS, marksOf('times', LETTERS, [2, 1, 0])), 'A=yes,B=if-need-be,C=no');
  assert.deepEqual(marksOf('dots', LETTERS, 'abstain'), {});
});

test('dots are counted over all options', () => {
  assert.equal(markedIn({ A: '3', B: '', C: '1' }), 4);
});

test('a block, an objection and advice need a reason', () => {
  assert.deepEqual((['agree', 'block', 'object', 'advise', 'no'] as const).filter(needsReason), ['block', 'object', 'advise']);
});
