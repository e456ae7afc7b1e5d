import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../../../../../src/bytes/limits.ts';
import { checkTerms, RULES, usualTerms, type VotingMethod } from '../../../../../src/cell/method.ts';
import { listMethods } from '../../../../../src/practices/decisions/methods/method-list.ts';
import type { Decision } from '../standing.ts';
import {
  BY_CONSENT,
  familyOf,
  kindOf,
  lacksOf,
  type MethodDraft,
  MOST_OPTIONS,
  methodDraftOf,
  methodInput,
  readMethodDraft,
  settle,
} from './method-draft.ts';

const KINDS = listMethods(['consent', ...Object.keys(RULES)].join(' '));
const OPTIONS = ['Rye', 'Oats', 'Spelt'];
const kind = (name: string) => KINDS.find((one) => one.name === name) ?? assert.fail(name);
const draft = (more: Partial<MethodDraft>): MethodDraft => ({ ...BY_CONSENT, options: OPTIONS, ...more });

test('every way to decide is in one family, and consent alone in its own', () => {
  const families = KINDS.map((one) => [one.name, familyOf(one)]);
  assert.deepEqual(
    families.filter(([, family]) => family === 'consent'),
    [['consent', 'consent']],
  );
  assert.deepEqual(
    families.filter(([, family]) => family === 'asking').map(([name]) => name),
    ['sense-check', 'meeting-time'],
  );
});

test('as it comes, every way to decide says what its terms need and nothing besides', () => {
  for (const name of Object.keys(RULES) as VotingMethod[]) {
    const { options, share, quorum, silence, seats, marks, ties, ask } = settle(draft({ name }), kind(name));
    assert.deepEqual(lacksOf(draft({ name }), kind(name)), [], name);
    const fraction = (text: string | null) =>
      text === null ? null : { over: Number(text.split('/')[0]), under: Number(text.split('/')[1]) };
    const terms = {
      ...usualTerms(name),
      options,
      silence,
      ties: ties ?? 'open',
      ask: [],
      seats: Number(seats ?? 0),
      marks: Number(marks ?? 0),
    };
    assert.deepEqual(checkTerms({ ...terms, share: fraction(share), quorum: fraction(quorum) }), { ok: true, value: null }, name);
    assert.deepEqual(ask, []);
  }
});

test('what is typed goes to the terms by their names', () => {
  assert.deepEqual(methodInput(draft({}), kind('consent')), { method: 'consent' });
  assert.deepEqual(methodInput(draft({ name: 'stv', seats: ' 2 ', ties: 'lot', quorum: 'none' }), kind('stv')), {
    method: 'stv',
    option: OPTIONS,
    quorum: 'none',
    silence: 'nothing',
    seats: 2,
    ties: 'lot',
  });
  assert.deepEqual(methodInput(draft({ name: 'dot', marks: '7' }), kind('dot')).dots, 7);
  assert.deepEqual(methodInput(draft({ name: 'score' }), kind('score')).highest, 5);
  assert.deepEqual(methodInput(draft({ name: 'advice', ask: ['ab'] }), kind('advice')), {
    method: 'advice',
    silence: 'nothing',
    ask: ['ab'],
  });
  assert.deepEqual(methodInput(draft({ name: 'supermajority', share: '3/4', silence: 'consent' }), kind('supermajority')), {
    method: 'supermajority',
    share: '3/4',
    quorum: '1/2',
    silence: 'consent',
  });
});

test('lots are drawn from members, or from a list', () => {
  const input = { method: 'sortition', silence: 'consent', seats: 1 };
  assert.deepEqual(methodInput(draft({ name: 'sortition', ask: ['ab', 'cd'] }), kind('sortition')), {
    ...input,
    option: [],
    ask: ['ab', 'cd'],
  });
  assert.deepEqual(methodInput(draft({ name: 'sortition', ask: ['ab'], isFromList: true }), kind('sortition')), {
    ...input,
    option: OPTIONS,
    ask: [],
  });
  assert.deepEqual(lacksOf(draft({ name: 'sortition', ask: ['ab', 'cd'], seats: '2' }), kind('sortition')), ['seats']);
  assert.deepEqual(lacksOf(draft({ name: 'sortition', isFromList: true, options: ['Rye'] }), kind('sortition')), ['options']);
});

test('what another method does not have is not taken along to it', () => {
  const { silence, ties } = settle(draft({ name: 'irv', silence: 'consent', ties: 'open' }), kind('irv'));
  assert.deepEqual([silence, ties], ['nothing', 'number']);
});

test('two options that differ are needed, empty ones are left out, and seats and marks are whole numbers', () => {
  const lacks = (more: Partial<MethodDraft>) => lacksOf(draft(more), kind(more.name ?? 'approval'));
  assert.deepEqual(lacks({ options: ['Rye', ' ', ''] }), ['options']);
  assert.deepEqual(lacks({ options: ['Rye', '', ' Oats '] }), []);
  assert.deepEqual(lacks({ options: ['Rye', 'Rye '] }), ['alike']);
  for (const seats of ['0', '3', '1.5', 'two']) assert.deepEqual(lacks({ name: 'stv', seats }), ['seats'], seats);
  assert.deepEqual(lacks({ name: 'stv', seats: '2' }), []);
  for (const marks of ['0', '101', 'x']) assert.deepEqual(lacks({ name: 'score', marks }), ['marks'], marks);
  assert.deepEqual(lacks({ name: 'dot', marks: String(LIMITS.marks) }), []);
  assert.equal(MOST_OPTIONS, LIMITS.options);
});

test('a version that is amended keeps its method, and what was kept is there again', () => {
  const view = {
    name: 'score',
    options: OPTIONS.map((text) => ({ letter: text[0], text })),
    share: null,
    quorum: null,
    silence: 'abstention',
    seats: null,
    marks: 9,
    ties: 'lot',
    ask: [],
  } as unknown as Decision['method'];
  const begun = methodDraftOf(view);
  assert.deepEqual(methodInput(begun, kind('score')), {
    method: 'score',
    option: OPTIONS,
    quorum: 'none',
    silence: 'abstention',
    highest: 9,
    ties: 'lot',
  });
  assert.deepEqual(readMethodDraft(JSON.parse(JSON.stringify(begun)), BY_CONSENT), begun);
  assert.deepEqual(readMethodDraft({ name: 7, options: 'x', ask: null }, begun), begun);
  assert.deepEqual(readMethodDraft(undefined, begun), begun);
});

test('what the cell has not agreed on, or nobody knows, is decided by consent', () => {
  const few = listMethods('consent majority');
  assert.equal(kindOf(draft({ name: 'majority' }), few)?.name, 'majority');
  assert.equal(kindOf(draft({ name: 'stv' }), few)?.name, 'consent');
  assert.equal(kindOf(draft({ name: 'dice' as 'stv' }), few)?.name, 'consent');
});
