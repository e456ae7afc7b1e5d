import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Draft, draftOf, inputOf, lacking, readDraft } from './draft.ts';
import type { Decision } from './standing.ts';

const BEGUN: Draft = { ...draftOf(null), title: 'Bread for the night shelter', text: 'Thirty loaves.' };

function decisionWith(effects: Decision['effects']): Decision {
  return { title: BEGUN.title, text: BEGUN.text, effects } as Decision;
}

test('a proposal that changes nothing by itself has no effect and the time that is agreed', () => {
  assert.deepEqual(inputOf(BEGUN), { title: BEGUN.title, text: BEGUN.text, effect: [] });
});

test('what is chosen becomes the one effect, and more time is said as a length', () => {
  const draft: Draft = { ...BEGUN, change: 'respondWithin', respond: { count: ' 36 ', unit: 'h' }, time: 'longer' };
  assert.deepEqual(inputOf(draft), {
    title: BEGUN.title,
    text: BEGUN.text,
    effect: [{ kind: 'agreement', setting: 'respondWithin', value: '36h' }],
    within: '1w',
  });
});

test('a new version begins with the last one, whatever it changes', () => {
  for (const change of ['name', 'quorum', 'respondWithin', 'waysOutAfter'] as const) {
    const draft: Draft = { ...BEGUN, change, name: 'Bakery' };
    const { effect } = inputOf(draft);
    const again = draftOf(decisionWith(effect as unknown as Decision['effects']));
    assert.deepEqual(inputOf(again), inputOf(draft));
  }
  const kept = draftOf(decisionWith([{ kind: 'admit', name: 'Ana' }]));
  assert.equal('effect' in inputOf(kept), false);
});

test('a title is needed, and what the chosen change needs, and nothing else', () => {
  assert.deepEqual(lacking(BEGUN, '2026-11-21'), []);
  assert.deepEqual(lacking({ ...BEGUN, title: ' ' }, '2026-11-21'), ['title']);
  assert.deepEqual(lacking({ ...BEGUN, change: 'name' }, '2026-11-21'), ['name']);
  assert.deepEqual(lacking({ ...BEGUN, change: 'respondWithin', respond: { count: '1.5', unit: 'd' } }, '2026-11-21'), ['respond']);
  assert.deepEqual(lacking({ ...BEGUN, time: 'longer', within: { count: '0', unit: 'd' } }, '2026-11-21'), ['within']);
});

test('a draft that was kept is there again, and what does not fit is as the form begins', () => {
  const draft: Draft = {
    ...BEGUN,
    change: 'respondWithin',
    respond: { count: '36', unit: 'h' },
    time: 'longer',
    consents: false,
    why: 'One oven.',
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
