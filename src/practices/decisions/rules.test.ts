import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreeing } from '../../cell/cell.fixture.ts';
import { type DeskInVillage, VillageOfDesks } from '../desk.fixture.ts';
import { answer, recordDraft } from './actions.ts';

function village(...names: string[]) {
  const place = new VillageOfDesks(...(names.length > 0 ? names : ['Ana', 'Bo', 'Cy']));
  const [ana, bo, cy] = place.desks as readonly [DeskInVillage, DeskInVillage, DeskInVillage];
  return { place, ana, bo, cy };
}

/** A village in which Ana has proposed something that all know. */
async function proposed(input: object = {}) {
  const there = village();
  const { id } = await there.ana.done('propose', { title: 'Bake on Fridays', ...input });
  there.place.settle();
  return { ...there, id };
}

const NAMING = { kind: 'agreement', setting: 'name', value: 'Corner' };

test('a proposal needs a title', async () => {
  const { ana } = village();
  assert.equal(await ana.refusal('propose', { title: ' ' }), 'title-empty');
  const { id } = await ana.done('propose', { title: 'Bread' });
  assert.equal(await ana.refusal('amend', { id, title: '\n' }), 'title-empty');
  for (const input of [{}, { title: 'x'.repeat(201) }, { title: 'x', text: 'x'.repeat(16_385) }, { title: 'x', colour: 'red' }]) {
    await assert.rejects(ana.run('propose', input), { name: 'ValiError' });
  }
});

test('an unknown effect is refused, and so is what is no effect', async () => {
  const { ana } = village();
  const refusal = (effect: unknown) => ana.refusal('propose', { title: 'x', effect });
  assert.equal(await refusal('{"kind":"abracadabra"}'), 'effect-unknown');
  assert.equal(await refusal({ kind: 'constructor' }), 'effect-unknown');
  assert.equal(await refusal({ kind: 'admit', name: 'Dee' }), 'admit-only-at-the-door');
  assert.equal(await refusal('{kind: agreement}'), 'effect-no-json');
  assert.equal(await refusal(''), 'effect-no-json');
  for (const effect of ['null', '3', '"agreement"', '[[]]']) assert.equal(await refusal(effect), 'effect-malformed', effect);
  for (const effect of ['{}', '{"kind":3}', '[{}]']) assert.equal(await refusal(effect), 'effect-without-kind', effect);
  assert.equal(await refusal({ kind: 'agreement', setting: 'weather', value: 'fair' }), 'setting-unknown');
  assert.equal(await refusal({ kind: 'agreement', setting: 'name', value: 3 }), 'value-no-text');
  assert.equal(await refusal({ kind: 'agreement', setting: 'name', value: ' ' }), 'name-empty');
  assert.equal(await refusal({ kind: 'agreement', setting: 'quorum', value: '3/2' }), 'value-no-fraction');
  assert.equal(await refusal({ kind: 'agreement', setting: 'respondWithin', value: 'soon' }), 'value-no-duration');
  for (const effect of [3, true, null]) await assert.rejects(ana.run('propose', { title: 'x', effect }), { name: 'ValiError' });
  assert.deepEqual(await ana.done('decisions'), []);
});

test('a proposal has few effects', async () => {
  const { ana } = village();
  const many = Array(9).fill(NAMING);
  assert.equal(await ana.refusal('propose', { title: 'x', effect: JSON.stringify(many) }), 'too-many-effects');
  await assert.rejects(ana.run('propose', { title: 'x', effect: many }), { name: 'ValiError' });
});

test('one change of power is decided at a time', async () => {
  const { ana } = village();
  const quorum = (value: string) => ({ kind: 'agreement', setting: 'quorum', value });
  assert.equal(await ana.refusal('propose', { title: 'x', effect: [quorum('3/4'), quorum('1/1')] }), 'several-changes-of-power');
  await ana.done('propose', { title: 'x', effect: [quorum('3/4'), NAMING] });
});

test('there is time to respond: what the group has agreed on, or more, up to a year', async () => {
  const { ana } = village();
  const refusal = (within: string) => ana.refusal('propose', { title: 'x', within });
  assert.equal(await refusal('6d'), 'within-too-short');
  assert.equal(await refusal('53w'), 'within-too-long');
  for (const unclear of ['', 'soon', '7', '0d', '-7d']) assert.equal(await refusal(unclear), 'duration-unclear');
  assert.equal(await refusal('7d'), 'done');
  assert.equal((await ana.done('propose', { title: 'x', within: '14d' })).within, '2w');
});

test('only the proposer may amend', async () => {
  const { bo, id } = await proposed();
  assert.equal(await bo.refusal('amend', { id, text: 'On Saturdays' }), 'only-the-proposer-amends');
});

test('only the proposer may withdraw', async () => {
  const { bo, id } = await proposed();
  assert.equal(await bo.refusal('withdraw', { id }), 'only-the-proposer-withdraws');
});

test('a decision in effect is neither amended nor withdrawn', async () => {
  const { place, ana, id } = await proposed({ effect: NAMING });
  for (const desk of place.desks) await desk.done('respond', { id, response: 'consent' });
  place.settle();
  assert.equal((await ana.done('decision', { id })).state, 'in-effect');
  assert.equal(await ana.refusal('amend', { id, text: 'x' }), 'already-decided');
  assert.equal(await ana.refusal('withdraw', { id }), 'already-decided');
});

test('a decision without effect that has passed is neither amended nor withdrawn', async () => {
  const { place, ana, id } = await proposed();
  for (const desk of place.desks) await desk.done('respond', { id, response: 'consent' });
  place.settle();
  assert.equal((await ana.done('decision', { id })).state, 'passed');
  assert.equal(await ana.refusal('amend', { id, text: 'x' }), 'already-decided');
  assert.equal(await ana.refusal('withdraw', { id }), 'already-decided');
});

test('an amendment changes something', async () => {
  const { ana, id } = await proposed({ text: 'Sourdough', effect: NAMING });
  for (const input of [{}, { text: 'Sourdough' }, { title: 'Bake on Fridays ', effect: [NAMING], within: '1w' }]) {
    assert.equal(await ana.refusal('amend', { id, ...input }), 'nothing-changed');
  }
  assert.equal(await ana.refusal('amend', { id, effect: [] }), 'done');
});

test('an objection needs a reason', async () => {
  const { bo, id } = await proposed();
  for (const input of [{}, { reason: '' }, { reason: ' \n' }]) {
    assert.equal(await bo.refusal('respond', { id, response: 'object', ...input }), 'objection-without-reason');
  }
  assert.equal(await bo.refusal('respond', { id, response: 'object', reason: 'The oven is broken.' }), 'done');
});

test('a question needs words', async () => {
  const { bo, id } = await proposed();
  assert.equal(await bo.refusal('respond', { id, response: 'question' }), 'question-without-words');
});

test('responses are five, and no other', async () => {
  const { bo, id } = await proposed();
  for (const response of ['yes', '', 'CONSENT', 'veto']) await assert.rejects(bo.run('respond', { id, response }), { name: 'ValiError' });
  for (const response of ['consent', 'concern', 'stand-aside', 'object', 'question']) {
    assert.equal((await bo.done('respond', { id, response, reason: 'So.' })).response, response);
  }
});

test('a withdrawn proposal takes no response, and stays so', async () => {
  const { place, ana, bo, id } = await proposed();
  assert.deepEqual(await ana.done('withdraw', { id }), { id });
  place.settle();
  assert.equal((await bo.done('decision', { id })).state, 'withdrawn');
  assert.equal(await bo.refusal('respond', { id, response: 'consent' }), 'proposal-withdrawn');
  assert.equal(await ana.refusal('amend', { id, text: 'x' }), 'proposal-withdrawn');
  assert.equal(await ana.refusal('withdraw', { id }), 'proposal-withdrawn');
});

test('only members take part', async () => {
  const { place, ana, id } = await proposed();
  const { id: question } = await ana.done('respond', { id, response: 'question', reason: 'Who bakes?' });
  const dee = place.newcomer('Dee');
  dee.meet(ana);
  assert.equal((await dee.done('decision', { id })).title, 'Bake on Fridays');
  assert.equal(await dee.refusal('propose', { title: 'x' }), 'not-a-member');
  assert.equal(await dee.refusal('amend', { id, text: 'x' }), 'not-a-member');
  assert.equal(await dee.refusal('withdraw', { id }), 'not-a-member');
  assert.equal(await dee.refusal('respond', { id, response: 'consent' }), 'not-a-member');
  assert.equal(await dee.refusal('answer', { id: question, text: 'x' }), 'not-a-member');
});

test('an answer needs words, and a question', async () => {
  const { ana, bo, id } = await proposed();
  const { id: question } = await bo.done('respond', { id, response: 'question', reason: 'Who bakes?' });
  ana.meet(bo);
  assert.equal(await ana.refusal('answer', { id: question, text: ' ' }), 'answer-empty');
  assert.equal(await ana.refusal('answer', { id, text: 'x' }), 'id-unknown');
  assert.equal(await ana.refusal('answer', { id: 'ffffffff', text: 'x' }), 'id-unknown');
});

test('answers that break the rules count for nobody', async () => {
  const { ana, bo, id } = await proposed();
  const { id: other } = await ana.done('propose', { title: 'Another' });
  const { id: question } = await ana.done('respond', { id, response: 'question', reason: 'Who bakes?' });
  const put = (content: { version: string; question: string; text: string }) => ana.put(recordDraft(answer.write(content)));
  put({ version: id, question, text: ' ' });
  put({ version: other, question, text: 'asked elsewhere' });
  put({ version: id, question: other, text: 'not a question' });
  put({ version: 'ab'.repeat(32), question, text: 'of no version' });
  ana.put({ action: answer.write({ version: id, question, text: 'in talk' }), lane: 'talk', topic: 'everyone', turn: 2976 });
  put({ version: id, question, text: 'Bo' });
  ana.meet(bo);
  assert.deepEqual(
    (await bo.done('decision', { id })).questions[0].answers.map(({ text }: { text: string }) => text),
    ['Bo'],
  );
  assert.deepEqual(bo.device.inert.toSorted(), [
    'answer-empty',
    'decision-outside-record',
    'question-unknown',
    'question-unknown',
    'question-unknown',
  ]);
});

test('ids are meant by their first letters', async () => {
  const { ana, id } = await proposed();
  assert.equal((await ana.done('decision', { id: ` ${id.slice(0, 5).toUpperCase()}` })).id, id);
  const { hash } = await ana.done('amend', { id, text: 'On Saturdays' });
  assert.equal((await ana.done('decision', { id: hash })).id, id, 'a version means its decision');
  assert.equal(await ana.refusal('decision', { id: id.slice(0, 3) }), 'id-too-short');
  assert.equal(await ana.refusal('respond', { id: 'ffffffff', response: 'consent' }), 'id-unknown');
});

test('an effect that this Moot does not know is shown, and takes no effect', async () => {
  const { place, ana, bo } = village();
  const proposal = ana.device.propose('Plant trees', [['gardening/plant', ['oak']], agreeing('name', 'Grove')]);
  place.settle();
  for (const { device } of place.desks) device.consent(proposal);
  place.settle();
  const { state, effects, obstacle } = await bo.done('decision', { id: proposal });
  assert.deepEqual([effects, obstacle], [[{ kind: 'gardening/plant' }, { kind: 'agreement' }], 'effect-unknown']);
  assert.equal(state, 'open');
});
