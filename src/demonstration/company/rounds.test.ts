import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Proposed, responsesTo } from './rounds.ts';

const BENCH: Proposed = {
  title: 'A bench in front of the shop',
  text: 'Two of us put it out in the morning, for 40 euros. In spring we look at it again.',
  version: 1,
  effects: [],
  settings: [],
  before: 0,
  objected: [],
};

/** What is not plain consent. */
function unusual(proposed: Partial<Proposed>): readonly string[] {
  return responsesTo({ ...BENCH, ...proposed })
    .filter(({ reason }) => reason !== 'consent')
    .map(({ who, response, reason }) => `${who} ${response} ${reason}`);
}

test('what is thought through is asked about, and consented to', () => {
  assert.deepEqual(unusual({}), ['dina question question-works', 'cy concern concern-small']);
});

test('what has no end and no words is objected to, with what would mend it', () => {
  assert.ok(unusual({ text: 'Two of us put it out in the morning.' }).includes('cy object object-for-good'));
  assert.ok(unusual({ text: '' }).includes('cy object object-empty'));
  assert.ok(
    !unusual({ text: '', effects: ['agreement'], settings: ['respondWithin'] }).some((said) => said.includes(' object ')),
    'settings can be changed again at any time',
  );
  assert.deepEqual(unusual({ effects: ['remove'] }), ['cy object object-parting'], 'to part from somebody is another thing');
});

test('not every proposal is looked at so closely', () => {
  assert.deepEqual(unusual({ text: '', before: 1 }), ['emre concern concern-load']);
});

test('whoever objected says that the new version resolves it', () => {
  assert.deepEqual(unusual({ version: 2, objected: ['cy'] }), ['cy consent resolved']);
});

test('all have come to it within half a minute', () => {
  for (const version of [1, 2]) assert.ok(responsesTo({ ...BENCH, version }).every(({ after }) => after > 0 && after <= 30_000));
});
