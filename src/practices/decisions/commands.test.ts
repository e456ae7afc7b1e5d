import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admitting } from '../../cell/cell.fixture.ts';
import { type DeskInVillage, VillageOfDesks } from '../desk.fixture.ts';
import type { DecisionView } from './view.ts';

const NAMING = { kind: 'agreement', setting: 'name', value: 'Corner' };
const BY_CONSENT = {
  name: 'consent',
  options: [],
  share: null,
  quorum: null,
  silence: 'nothing',
  seats: null,
  marks: null,
  ties: 'open',
  tieOrder: null,
  stances: [],
  ballot: null,
  ask: [],
};
const OPENED = '2027-01-15T08:00:00Z';
const WEEK_LATER = '2027-01-22T08:00:00Z';

function village() {
  const place = new VillageOfDesks('Ana', 'Bo', 'Cy');
  const [ana, bo, cy] = place.desks as readonly [DeskInVillage, DeskInVillage, DeskInVillage];
  const see = async (desk: DeskInVillage, id: string): Promise<DecisionView> => desk.done('decision', { id });
  return { place, ana, bo, cy, see };
}

test('a proposal is open, with all that people and scripts need', async () => {
  const { place, ana, bo, see } = village();
  const { id, within } = await ana.done('propose', {
    title: ' Call it Corner ',
    text: 'As everybody does.',
    effect: JSON.stringify(NAMING),
  });
  assert.equal(within, '7d');
  place.settle();
  assert.deepEqual(await see(bo, id), {
    id,
    title: 'Call it Corner',
    text: 'As everybody does.',
    version: 1,
    hash: id,
    state: 'open',
    proposer: 'Ana',
    proposerId: ana.me.member,
    effects: [NAMING],
    opened: OPENED,
    decided: null,
    reach: { on: 3, of: 3 },
    ownReach: null,
    deadline: WEEK_LATER,
    ends: WEEK_LATER,
    method: BY_CONSENT,
    responses: [],
    ballots: [],
    voices: [],
    count: null,
    draw: null,
    certificate: null,
    heard: { of: 3, count: 0, unheard: ['Ana', 'Bo', 'Cy'], unheardIds: place.desks.map(({ me }) => me.member) },
    needed: 2,
    agreeing: 0,
    objections: [],
    review: [],
    concerns: [],
    round: {
      step: 'presented',
      noted: null,
      holder: null,
      order: ['Bo', 'Cy', 'Ana'].map((member, i) => ({ member, memberId: place.desks[(i + 1) % 3]?.me.member })),
      next: ['Bo', 'Cy', 'Ana'].map((member, i) => ({ member, memberId: place.desks[(i + 1) % 3]?.me.member, saidLater: false })),
      reactions: [],
      qualifying: [],
      unresolved: [],
      waysOut: { offered: [], methods: ['consensus'], amendments: 0, after: 2, asked: [] },
    },
    questions: [],
    versions: [
      {
        number: 1,
        hash: id,
        title: 'Call it Corner',
        text: 'As everybody does.',
        time: OPENED,
        effects: [NAMING],
        method: BY_CONSENT,
        responses: [],
        ballots: [],
      },
    ],
    obstacle: null,
    awaitsYou: true,
  });
});

test('effects come as text, as JSON, as one and as several', async () => {
  const { ana, see } = village();
  const longer = { kind: 'agreement', setting: 'respondWithin', value: '14d' };
  const inputs = [[NAMING, longer], [JSON.stringify(NAMING), JSON.stringify(longer)], JSON.stringify([NAMING, longer])];
  for (const effect of inputs) {
    const { id } = await ana.done('propose', { title: 'x', effect });
    assert.deepEqual((await see(ana, id)).effects, [NAMING, longer]);
  }
  const { id } = await ana.done('propose', { title: 'x', effect: NAMING });
  assert.deepEqual((await see(ana, id)).effects, [NAMING]);
});

test('with everybody heard and nobody objecting, it takes effect, and shows what it rests on', async () => {
  const { place, ana, bo, cy, see } = village();
  const { id } = await ana.done('propose', { title: 'Call it Corner', effect: NAMING });
  place.settle();
  await ana.done('respond', { id, response: 'consent' });
  await bo.done('respond', { id, response: 'concern', reason: 'It is not on a corner.' });
  place.settle();
  const halfway = await see(cy, id);
  assert.deepEqual([halfway.state, halfway.heard.unheard, halfway.heard.unheardIds], ['open', ['Cy'], [cy.me.member]]);
  assert.deepEqual([halfway.heard.count, halfway.agreeing, halfway.decided, halfway.ownReach], [2, 2, null, null]);
  const said = await cy.done('respond', { id, response: 'stand-aside' });
  assert.deepEqual([said.decision, said.version, said.response], [id, 1, 'stand-aside']);
  place.settle();
  for (const desk of place.desks) {
    const decision = await see(desk, id);
    assert.equal(decision.state, 'in-effect');
    assert.deepEqual([decision.decided, decision.ownReach], [OPENED, { on: 3, of: 3 }]);
    assert.deepEqual(decision.responses.map(({ member, memberId, response, reason }) => [member, memberId, response, reason]).sort(), [
      ['Ana', ana.me.member, 'consent', ''],
      ['Bo', bo.me.member, 'concern', 'It is not on a corner.'],
      ['Cy', cy.me.member, 'stand-aside', ''],
    ]);
    const attestations = decision.certificate?.attestations ?? [];
    assert.ok(attestations.length >= 2);
    for (const { member, memberId, device, time } of attestations) {
      const by = place.desks.find(({ device: own }) => own.name === member);
      assert.deepEqual([memberId, device, time], [by?.me.member, by?.me.device, OPENED]);
    }
    assert.deepEqual([decision.obstacle, decision.awaitsYou], [null, false]);
    assert.equal(desk.cell.setting('name').value, 'Corner');
  }
});

test('an objection holds it up until an amendment integrates it, and the amendment asks everybody again', async () => {
  const { place, ana, bo, cy, see } = village();
  const { id } = await ana.done('propose', { title: 'Call it Corner', text: 'Because.', effect: NAMING });
  place.settle();
  for (const desk of [ana, cy]) await desk.done('respond', { id, response: 'consent' });
  await bo.done('respond', { id, response: 'object', reason: 'There is one of that name.' });
  place.settle();
  const stuck = await see(cy, id);
  assert.deepEqual([stuck.state, stuck.certificate], ['open', null]);
  assert.deepEqual(
    stuck.objections.map(({ member, reason }) => [member, reason]),
    [['Bo', 'There is one of that name.']],
  );

  const amended = await ana.done('amend', { id: id.slice(0, 8), effect: { ...NAMING, value: 'Bread Corner' } });
  assert.deepEqual([amended.id, amended.version], [id, 2]);
  place.settle();
  const asked = await see(bo, id);
  assert.deepEqual(
    [asked.version, asked.hash, asked.state, asked.title, asked.text],
    [2, amended.hash, 'open', 'Call it Corner', 'Because.'],
  );
  assert.deepEqual([asked.responses, asked.heard.count, asked.awaitsYou], [[], 0, true]);
  assert.deepEqual(
    asked.versions.map(({ number, hash, responses }) => [number, hash, responses.length]),
    [
      [1, id, 3],
      [2, amended.hash, 0],
    ],
  );
  for (const desk of place.desks) assert.equal((await desk.done('respond', { id, response: 'consent' })).version, 2);
  place.settle();
  assert.equal((await see(cy, id)).state, 'in-effect');
  assert.equal(cy.cell.setting('name').value, 'Bread Corner');
});

test('what is not given in an amendment stays', async () => {
  const { ana, see } = village();
  const { id } = await ana.done('propose', { title: 'one', text: 'two', effect: NAMING, within: '10d' });
  for (const [input, title, text, effects] of [
    [{ title: 'three' }, 'three', 'two', [NAMING]],
    [{ text: '' }, 'three', '', [NAMING]],
    [{ effect: [] }, 'three', '', []],
  ] as const) {
    await ana.done('amend', { id, ...input });
    const decision = await see(ana, id);
    assert.deepEqual([decision.title, decision.text, decision.effects, decision.deadline], [title, text, effects, '2027-01-25T08:00:00Z']);
  }
  assert.equal((await see(ana, id)).version, 4);
});

test('a later response replaces an earlier one; a question replaces nothing', async () => {
  const { ana, bo, see } = village();
  const { id } = await ana.done('propose', { title: 'x' });
  ana.meet(bo);
  await bo.done('respond', { id, response: 'object', reason: 'No.' });
  await bo.done('respond', { id, response: 'consent', reason: 'Now yes.' });
  const { id: question } = await bo.done('respond', { id, response: 'question', reason: 'When?' });
  ana.meet(bo);
  const decision = await see(ana, id);
  assert.deepEqual(
    decision.responses.map(({ member, response, reason }) => [member, response, reason]),
    [['Bo', 'consent', 'Now yes.']],
  );
  assert.deepEqual(decision.objections, []);
  assert.deepEqual(
    decision.questions.map(({ id: asked, member, text, version, answers }) => [asked, member, text, version, answers]),
    [[question, 'Bo', 'When?', 1, []]],
  );
});

test('questions are answered by anybody, and stay beside the versions that they were asked about', async () => {
  const { place, ana, bo, cy, see } = village();
  const { id } = await ana.done('propose', { title: 'Bake on Fridays' });
  place.settle();
  const { id: question } = await bo.done('respond', { id, response: 'question', reason: 'Who bakes?' });
  place.settle();
  await ana.done('amend', { id, text: 'Ana bakes.' });
  const given = await ana.done('answer', { id: question.slice(0, 8), text: 'I do.' });
  assert.equal(given.question, question);
  await cy.done('answer', { id: question, text: 'And I.' });
  place.settle();
  const [asked, ...others] = (await see(bo, id)).questions;
  assert.equal(others.length, 0);
  assert.equal(asked?.version, 1);
  assert.deepEqual(asked?.answers.map(({ member, text, time }) => [member, text, time]).sort(), [
    ['Ana', 'I do.', OPENED],
    ['Cy', 'And I.', OPENED],
  ]);
});

test('when the time is up, those who were heard decide, or nobody does', async () => {
  const { place, ana, bo, cy, see } = village();
  const { id: silent } = await ana.done('propose', { title: 'Nobody cares' });
  const { id: enough } = await ana.done('propose', { title: 'Two care' });
  place.settle();
  for (const desk of [ana, bo]) await desk.done('respond', { id: enough, response: 'consent' });
  place.settle();
  assert.deepEqual([(await see(cy, silent)).state, (await see(cy, enough)).state], ['open', 'open']);
  place.village.pass(7);
  assert.deepEqual([(await see(cy, silent)).state, (await see(cy, enough)).state], ['not-passed', 'passed']);
  assert.equal((await see(cy, silent)).awaitsYou, false);
});

test('a late objection opens a review and undoes nothing', async () => {
  const { place, ana, bo, cy, see } = village();
  const { id } = await ana.done('propose', { title: 'Call it Corner', effect: NAMING });
  place.settle();
  for (const desk of [ana, bo]) await desk.done('respond', { id, response: 'consent' });
  await cy.done('respond', { id, response: 'object', reason: 'I was away.' });
  place.village.pass(7);
  place.village.settle(ana.device, bo.device);
  assert.equal((await see(ana, id)).state, 'in-effect');
  place.settle();
  const decision = await see(ana, id);
  assert.equal(decision.state, 'in-review');
  assert.deepEqual(
    decision.review.map(({ member, reason }) => [member, reason]),
    [['Cy', 'I was away.']],
  );
  assert.equal(ana.cell.setting('name').value, 'Corner');
  assert.equal(await ana.refusal('amend', { id, text: 'x' }), 'already-decided');
});

test('a proposal at the door is a decision like others, and says what stands in its way', async () => {
  const { place, ana, bo, cy, see } = village();
  const invitation = ana.device.invite();
  const effect = admitting(place.newcomer('Dee').device, invitation);
  const id = ana.device.propose('Dee asks to join', [effect]);
  const twin = ana.device.propose('bo asks to join', [admitting(place.newcomer('bo').device, ana.device.invite())]);
  place.settle();
  for (const desk of place.desks) await desk.done('respond', { id: twin, response: 'consent' });
  for (const desk of [bo, cy]) await desk.done('respond', { id, response: 'consent' });
  place.settle();
  assert.deepEqual([(await see(cy, twin)).state, (await see(cy, twin)).obstacle], ['open', 'name-taken']);
  assert.deepEqual((await see(cy, id)).heard.unheard, ['Ana'], 'whoever invited is asked like anybody');
  await ana.done('respond', { id, response: 'consent' });
  place.settle();
  const decision = await see(cy, id);
  assert.equal(decision.state, 'in-effect');
  assert.deepEqual([decision.heard.of, decision.effects[0]?.kind, decision.effects[0]?.name], [3, 'admit', 'Dee']);
});

test('decisions are listed, the newest first, and by how they stand', async () => {
  const { place, ana } = village();
  const ids: string[] = [];
  for (const title of ['one', 'two', 'three']) ids.push((await ana.done('propose', { title })).id);
  await ana.done('withdraw', { id: ids[1] });
  place.settle();
  const list = async (input: object) => ((await ana.done('decisions', input)) as DecisionView[]).map(({ title }) => title);
  assert.deepEqual(await list({}), ['three', 'two', 'one']);
  assert.deepEqual(await list({ state: 'open' }), ['three', 'one']);
  assert.deepEqual(await list({ state: 'withdrawn' }), ['two']);
  assert.deepEqual(await list({ state: 'passed' }), []);
  await assert.rejects(ana.run('decisions', { state: 'gone' }), { name: 'ValiError' });
  assert.deepEqual((await ana.done('decisions'))[0], await ana.done('decision', { id: ids[2] }));
});

test('a cell of one decides at once, by its one member', async () => {
  const place = new VillageOfDesks('Ana');
  const ana = place.desks[0] as DeskInVillage;
  const { id } = await ana.done('propose', { title: 'Call it Corner', effect: NAMING });
  place.settle();
  assert.equal((await ana.done('decision', { id })).state, 'open');
  await ana.done('respond', { id, response: 'consent' });
  place.settle();
  assert.equal((await ana.done('decision', { id })).state, 'in-effect');
});

test('people read short and warm words', async () => {
  const { place, ana, bo, cy } = village();
  assert.match(await ana.told('decisions'), /^No decision here\./);
  const { id } = await ana.done('propose', { title: 'Call it\nCorner', text: 'As all do.\n\u001b[2JIn effect.', effect: NAMING });
  const short = id.slice(0, 8);
  place.settle();
  assert.equal(await bo.told('decisions'), `${short}  Call it Corner\n  Open until 2027-01-22 08:00 UTC; 0 of 3 heard. Yours is awaited.`);
  assert.match(await bo.told('respond', { id, response: 'consent' }), /^Your response is kept: consent\.$/);
  const { id: objection } = await bo.done('respond', { id, response: 'object', reason: 'No.\nNever.' });
  const { id: question } = await cy.done('respond', { id, response: 'question', reason: 'Why?' });
  place.settle();
  assert.equal(await ana.told('answer', { id: question, text: 'So.' }), 'Answered.');
  assert.equal(
    await ana.told('decision', { id }),
    [
      'Call it Corner',
      `Open until 2027-01-22 08:00 UTC. Proposed by Ana on 2027-01-15 08:00 UTC, version 1. Id ${short}.`,
      '',
      '  As all do.',
      '  \ufffd[2JIn effect.',
      '',
      'Once it is in effect, the cell is called Corner.',
      '1 of 3 heard. 0 can live with it, 2 are needed.',
      'Step: consent round.',
      'Now Cy. Then Ana.',
      `Bo: objection (${objection.slice(0, 8)})`,
      '  No.',
      '  Never.',
      `Cy asks (question ${question.slice(0, 8)}):`,
      '  Why?',
      '  Ana answers:',
      '    So.',
    ].join('\n'),
  );
  assert.equal(await ana.told('amend', { id, text: 'As some do.' }), 'This is version 2 now, and everybody is asked again.');
  place.settle();
  for (const desk of place.desks) await desk.done('respond', { id, response: 'consent' });
  place.settle();
  assert.match(await bo.told('decision', { id }), /\nIn effect\. [\s\S]*\nCertified by the devices of (Ana|Bo|Cy), [\s\S]*\.$/);
  assert.match(await ana.told('propose', { title: 'x' }), /^Proposed, with 7d to respond\. Its id is [0-9a-f]{8}\.$/);
  assert.match(
    await ana.told('respond', { id, response: 'question', reason: 'Why?' }),
    /^Your question is kept\. Its id is [0-9a-f]{8}\.$/,
  );
  const [{ id: newest }] = await ana.done('decisions');
  assert.equal(await ana.told('withdraw', { id: newest }), 'Taken back.');
  assert.match(await ana.told('decisions', { state: 'withdrawn' }), /\n {2}Taken back; 0 of 3 heard\.$/);
});
