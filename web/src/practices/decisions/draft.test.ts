import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf, type Draft, draftOf, inputOf, lacking, readDraft } from './draft.ts';
import type { MethodKind } from './methods/method-draft.ts';
import type { Decision } from './standing.ts';

const BEGUN: Draft = { ...draftOf(null), title: 'Bread for the night shelter', text: 'Thirty loaves.' };

const CONSENT: MethodKind = {
  name: 'consent',
  agreed: true,
  ballot: null,
  share: null,
  quorum: null,
  silences: ['nothing'],
  seats: null,
  marks: null,
  ties: [],
  asks: false,
  carries: 'everything',
};
const APPROVAL: MethodKind = { ...CONSENT, name: 'approval', ballot: 'any', quorum: '1/2', ties: ['open'], carries: 'agreements' };

function decisionWith(effects: Decision['effects']): Decision {
  return { title: BEGUN.title, text: BEGUN.text, effects, method: { name: 'consent' } } as Decision;
}

test('a proposal that changes nothing by itself has no effect and the time that is agreed', () => {
  assert.deepEqual(inputOf(BEGUN, CONSENT), { title: BEGUN.title, text: BEGUN.text, effect: [], method: 'consent' });
});

test('what is chosen becomes the one effect, and more time is said as a length', () => {
  const draft: Draft = { ...BEGUN, change: 'respondWithin', respond: { count: ' 36 ', unit: 'h' }, time: 'longer' };
  assert.deepEqual(inputOf(draft, CONSENT), {
    title: BEGUN.title,
    text: BEGUN.text,
    effect: [{ kind: 'agreement', setting: 'respondWithin', value: '36h' }],
    within: '1w',
    method: 'consent',
  });
});

test('a new version begins with the last one, whatever it changes', () => {
  for (const change of ['name', 'quorum', 'respondWithin', 'methods', 'waysOutAfter', 'waysOut'] as const) {
    const draft: Draft = { ...BEGUN, change, name: 'Bakery', methods: ['consent', 'majority'], waysOut: ['trial'] };
    const { effect } = inputOf(draft, CONSENT);
    const again = draftOf(decisionWith(effect as unknown as Decision['effects']));
    assert.deepEqual(inputOf(again, CONSENT), inputOf(draft, CONSENT));
  }
  const kept = draftOf(decisionWith([{ kind: 'admit', name: 'Ana' }]));
  assert.equal('effect' in inputOf(kept, CONSENT), false);
});

test('whoever proposes reads what it changes, once the fields say it, and what stays as it was', () => {
  const naming: Draft = { ...BEGUN, change: 'name', name: 'Bakery' };
  const names = [{ kind: 'agreement', setting: 'name', value: 'Bakery' }];
  assert.deepEqual(changesOf(naming, CONSENT, null, []), names);
  assert.deepEqual(changesOf(naming, APPROVAL, null, []), [], 'what can outvote people changes nothing by itself');
  assert.deepEqual(changesOf({ ...naming, name: '' }, CONSENT, null, ['name']), []);
  const last = decisionWith([{ kind: 'admit', name: 'Ana' }, { kind: 'register' }]);
  assert.deepEqual(changesOf(draftOf(last), CONSENT, last, []), [{ kind: 'admit', name: 'Ana' }]);
});

test('a title is needed, and what the chosen change needs, and nothing else', () => {
  assert.deepEqual(lacking(BEGUN, CONSENT, '2026-11-21'), []);
  assert.deepEqual(lacking({ ...BEGUN, title: ' ' }, CONSENT, '2026-11-21'), ['title']);
  assert.deepEqual(lacking({ ...BEGUN, change: 'name' }, CONSENT, '2026-11-21'), ['name']);
  assert.deepEqual(lacking({ ...BEGUN, change: 'respondWithin', respond: { count: '1.5', unit: 'd' } }, CONSENT, '2026-11-21'), [
    'respond',
  ]);
  assert.deepEqual(lacking({ ...BEGUN, time: 'longer', within: { count: '0', unit: 'd' } }, CONSENT, '2026-11-21'), ['within']);
});

test('what can outvote people changes nothing by itself, and makes agreements all the same; what only asks around makes none', () => {
  const terms = { ...BEGUN.terms, isAgreement: true };
  const draft: Draft = { ...BEGUN, change: 'name', terms, method: { ...BEGUN.method, name: 'approval', options: ['Rye', 'Oats'] } };
  const { effect, agreement, method } = inputOf(draft, APPROVAL);
  assert.deepEqual([effect, agreement, method], [[], true, 'approval']);
  assert.equal('agreement' in inputOf(draft, { ...APPROVAL, carries: 'nothing' }), false);
  assert.deepEqual(lacking(draft, APPROVAL, '2026-11-21'), [], 'a name is not asked for where none is changed');
  assert.deepEqual(lacking({ ...draft, method: { ...draft.method, options: ['Rye'] } }, APPROVAL, '2026-11-21'), ['options']);
});

test('one way out at least is agreed on', () => {
  assert.deepEqual(lacking({ ...BEGUN, change: 'waysOut', waysOut: [] }, CONSENT, '2026-11-21'), ['waysOut']);
});

test('a draft that was kept is there again, and what does not fit is as the form begins', () => {
  const draft: Draft = {
    ...BEGUN,
    change: 'respondWithin',
    respond: { count: '36', unit: 'h' },
    time: 'longer',
    consents: false,
    why: 'One oven.',
    waysOut: ['trial'],
    method: { ...BEGUN.method, name: 'stv', options: ['Ana', 'Bo', 'Cy'], seats: '2' },
  };
  assert.deepEqual(readDraft(JSON.stringify(draft), draftOf(null)), draft);
  assert.deepEqual(readDraft('', BEGUN), BEGUN);
  const strange = JSON.stringify({
    title: 7,
    text: 'Kept',
    change: 'everything',
    quorum: '9/9',
    time: 'never',
    within: { unit: 'y' },
    consents: 'yes',
    why: 0,
  });
  assert.deepEqual(readDraft(strange, BEGUN), { ...BEGUN, text: 'Kept' });
});
