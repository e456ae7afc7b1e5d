import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Output } from '../../api/client.ts';
import { isDayLacking, NO_TERMS, readTerms, type TermsDraft, termsInput, termsOf, termsToReview } from './terms-draft.ts';

const BO = 'b0'.repeat(32);
const TERMS: TermsDraft = {
  ...NO_TERMS,
  isAgreement: true,
  subject: ' Money ',
  owner: BO,
  review: 'day',
  day: '2027-05-21',
  afterwards: 'lapse',
};

test('what is no agreement says nothing of it, and one that was one says so', () => {
  assert.deepEqual(termsInput(NO_TERMS), {});
  assert.deepEqual(termsInput({ ...NO_TERMS, was: true }), { agreement: false });
  assert.deepEqual(termsInput({ ...NO_TERMS, ends: ['aa'] }), { ends: ['aa'] });
});

test('an agreement says its terms, and nothing lapses without a day', () => {
  assert.deepEqual(termsInput(TERMS), { agreement: true, subject: 'Money', owner: BO, review: '2027-05-21', afterwards: 'lapse' });
  const none = { ...TERMS, owner: '', review: 'none', replaces: ['aa'] } as const;
  assert.deepEqual(termsInput(none), {
    agreement: true,
    subject: 'Money',
    owner: 'nobody',
    review: 'none',
    afterwards: 'stay',
    replaces: ['aa'],
  });
});

test('a new version begins with the terms of the last one', () => {
  const effect = { kind: 'register', subject: 'Money', owner: BO, review: '2027-05-21', afterwards: 'lapse', replaces: ['aa'] };
  const terms = termsOf([effect, { kind: 'end', agreements: ['bb'] }]);
  assert.deepEqual(terms, { ...TERMS, was: true, subject: 'Money', replaces: ['aa'], ends: ['bb'] });
  assert.deepEqual(termsOf([{ kind: 'agreement', setting: 'name', value: 'X' }]), NO_TERMS);
});

test('a review begins with the terms that hold, and with another day where theirs has passed', () => {
  const agreement = { id: 'aa', subject: 'Money', owner: null, review: '2027-05-21', afterwards: 'lapse' } as Output<'agreement'>;
  const ahead = termsToReview(agreement, '2027-05-20');
  assert.deepEqual([ahead.review, ahead.day, ahead.afterwards, ahead.replaces], ['day', '2027-05-21', 'lapse', ['aa']]);
  assert.equal(termsToReview(agreement, '2027-05-21').review, '6m');
  assert.equal(termsToReview({ ...agreement, review: null }, '2027-05-21').review, 'none');
});

test('a day lies ahead and is one', () => {
  assert.equal(isDayLacking(TERMS, '2027-05-20'), false);
  for (const day of ['', '2027-05-19', '2027-05-20', '2027-13-01', 'soon'])
    assert.equal(isDayLacking({ ...TERMS, day }, '2027-05-20'), true, day);
  assert.equal(isDayLacking({ ...TERMS, review: '6m', day: '' }, '2027-05-20'), false);
  assert.equal(isDayLacking({ ...TERMS, isAgreement: false, day: '' }, '2027-05-20'), false);
});

test('terms that were kept are there again, and what does not fit is as the form begins', () => {
  assert.deepEqual(readTerms(JSON.parse(JSON.stringify(TERMS)), NO_TERMS), TERMS);
  assert.deepEqual(readTerms({ review: 'never', afterwards: 7, owner: 3 }, TERMS), TERMS);
  assert.deepEqual(readTerms(undefined, TERMS), TERMS);
});
