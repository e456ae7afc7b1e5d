import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../../bytes/limits.ts';
import { admitting } from '../../cell/cell.fixture.ts';
import { type DeskInVillage, VillageOfDesks } from '../desk.fixture.ts';
import { hold, note, qualify, react, recordDraft, takePart, wayOut } from './actions.ts';
import type { DecisionView } from './view.ts';

const NAMING = { kind: 'agreement', setting: 'name', value: 'Corner' };

/** Five at one table, of whom Ana has proposed something that all know. */
async function asked(input: object = {}) {
  const place = new VillageOfDesks('Ana', 'Bo', 'Cy', 'Dee', 'Emre');
  const [ana, bo, cy, dee, emre] = place.desks as unknown as [DeskInVillage, DeskInVillage, DeskInVillage, DeskInVillage, DeskInVillage];
  const { id }: { id: string } = await ana.done('propose', { title: 'Bread for the night shelter', ...input });
  const meet = () => {
    for (const one of place.desks) for (const other of place.desks) if (one !== other) one.meet(other);
  };
  meet();
  const see = async (desk: DeskInVillage, which = id): Promise<DecisionView> => desk.done('decision', { id: which });
  const next = async (desk: DeskInVillage, which = id) => (await see(desk, which)).round.next.map(({ member }) => member);
  return { place, ana, bo, cy, dee, emre, id, meet, see, next };
}

/** The same, and Cy objects. */
async function objected(input: object = {}) {
  const there = await asked(input);
  const { id: objection }: { id: string } = await there.cy.done('respond', { id: there.id, response: 'object', reason: 'Nobody drives.' });
  there.meet();
  return { ...there, objection };
}

test('whoever came later sits after whoever came before', async () => {
  const place = new VillageOfDesks('Ana', 'Bo');
  const members = [...place.desks];
  const [ana] = place.desks as unknown as [DeskInVillage];
  for (const name of ['Cy', 'Dee', 'Emre']) {
    const newcomer = place.newcomer(name);
    const admission = ana.device.propose(`${name} asks to join`, [admitting(newcomer.device, ana.device.invite())]);
    for (const member of members) {
      if (member !== ana) member.meet(ana);
      member.device.consent(admission);
    }
    place.village.settle(...members.map(({ device }) => device));
    newcomer.meet(ana);
    members.push(newcomer);
  }
  const { id } = await ana.done('propose', { title: 'Bread' });
  const { round }: DecisionView = await ana.done('decision', { id });
  const names = round.order.map(({ member }) => member);
  const first = names.indexOf('Bo');
  assert.deepEqual([...names.slice(first, -1), ...names.slice(0, first), names.at(-1)], ['Bo', 'Cy', 'Dee', 'Emre', 'Ana']);
});

test('the round goes around the table, whoever proposed it last, and each begins one seat further', async () => {
  const { ana, bo, dee, id, meet, see, next } = await asked();
  assert.deepEqual(await next(dee), ['Bo', 'Cy', 'Dee', 'Emre', 'Ana']);
  const { id: second } = await ana.done('propose', { title: 'A second oven' });
  meet();
  assert.deepEqual(await next(bo, second), ['Cy', 'Dee', 'Emre', 'Bo', 'Ana']);
  await ana.done('amend', { id, text: 'Thirty loaves.' });
  meet();
  assert.deepEqual(await next(bo), ['Dee', 'Emre', 'Bo', 'Cy', 'Ana'], 'a new version is a new round');
  assert.deepEqual(
    (await see(dee)).round.order.map(({ member }) => member),
    ['Dee', 'Emre', 'Bo', 'Cy', 'Ana'],
  );
});

test('who speaks out of turn is heard all the same, and who says later comes after the others', async () => {
  const { bo, cy, emre, id, meet, see, next } = await asked();
  await emre.done('respond', { id, response: 'consent' });
  await bo.done('later', { id });
  meet();
  assert.deepEqual(await next(cy), ['Cy', 'Dee', 'Ana', 'Bo']);
  await cy.done('later', { id });
  await cy.done('later', { id });
  meet();
  assert.deepEqual(await next(bo), ['Dee', 'Ana', 'Bo', 'Cy']);
  assert.deepEqual(
    (await see(bo)).round.next.map(({ saidLater }) => saidLater),
    [false, false, true, true],
  );
  assert.match(await bo.told('decision', { id }), /Now Dee\. Then Ana, Bo \(said later\), Cy \(said later\)\./);
  assert.equal(await emre.refusal('later', { id }), 'not-awaited');
  assert.equal((await see(bo)).heard.count, 1);
});

test('the steps follow from what was said', async () => {
  const { ana, bo, cy, dee, emre, id, meet, see } = await asked();
  const step = async () => {
    meet();
    return (await see(ana)).round.step;
  };
  assert.equal(await step(), 'presented');
  const { id: question } = await bo.done('respond', { id, response: 'question', reason: 'Who drives?' });
  assert.equal(await step(), 'questions');
  await bo.done('react', { id, text: 'I like it.' });
  assert.equal(await step(), 'questions', 'a question waits for its answer');
  await ana.done('answer', { id: question, text: 'Cy does.' });
  assert.equal(await step(), 'reactions');
  await ana.done('respond', { id, response: 'consent' });
  assert.equal(await step(), 'reactions', 'that whoever proposed it consents begins no round');
  await bo.done('respond', { id, response: 'consent' });
  assert.equal(await step(), 'round');
  await cy.done('respond', { id, response: 'object', reason: 'I do not drive.' });
  assert.equal(await step(), 'round');
  for (const desk of [dee, emre]) await desk.done('respond', { id, response: 'consent' });
  assert.equal(await step(), 'objections');
  await ana.done('amend', { id, text: 'Dee drives.' });
  assert.equal(await step(), 'presented');
  for (const desk of [ana, bo, cy, dee, emre]) await desk.done('respond', { id, response: 'consent' });
  assert.equal(await step(), 'decided');
});

test('one quick reaction for each member and version: another replaces it, and none takes it back', async () => {
  const { ana, bo, cy, id, meet, see } = await asked();
  await bo.done('react', { id, text: ' Warm\nbread! ' });
  await cy.done('react', { id, text: 'Hm.' });
  await bo.done('react', { id, text: 'Yes.' });
  meet();
  const said = async () => (await see(ana)).round.reactions.map(({ member, text, version }) => `${member} ${version} ${text}`);
  assert.deepEqual(await said(), ['Cy 1 Hm.', 'Bo 1 Yes.']);
  await cy.done('react', { id, text: '' });
  await ana.done('amend', { id, text: 'Thirty loaves.' });
  meet();
  await cy.done('react', { id, text: 'Better.' });
  meet();
  assert.deepEqual(await said(), ['Bo 1 Yes.', 'Cy 2 Better.']);
  assert.equal((await see(ana)).heard.count, 0, 'a reaction is no response');
  const told = await ana.told('decision', { id });
  assert.ok(told.includes('Cy, quickly: Better.') && !told.includes('Yes.'));
});

test('somebody holds the round, notes a step and gives it back; anybody may take it over', async () => {
  const { place, bo, cy, dee, id, meet, see } = await asked();
  assert.equal((await see(dee)).round.holder, null);
  assert.equal(await bo.refusal('step', { id, step: 'round' }), 'round-not-held');
  assert.equal(await bo.refusal('give-back', { id }), 'round-not-held');
  await bo.done('hold', { id });
  meet();
  await bo.done('step', { id, step: 'reactions' });
  meet();
  const at = async () => {
    const { step, holder, noted } = (await see(dee)).round;
    return [step, holder?.member ?? null, noted?.member ?? null];
  };
  assert.deepEqual(await at(), ['reactions', 'Bo', 'Bo']);
  assert.match(await dee.told('decision', { id }), /Step: quick reactions, noted by Bo\..*\n.*\nBo holds the round\./);
  assert.equal(await cy.refusal('give-back', { id }), 'round-not-held');
  await cy.done('hold', { id });
  meet();
  assert.deepEqual(await at(), ['presented', 'Cy', null], 'what somebody noted goes with their holding');
  await cy.done('give-back', { id });
  meet();
  assert.deepEqual(await at(), ['presented', null, null]);
  // Two who take it unknowingly: one of them holds it, the same for all.
  await bo.done('hold', { id });
  await dee.done('hold', { id });
  meet();
  const holders = await Promise.all(place.desks.map(async (desk) => (await see(desk)).round.holder?.member));
  assert.equal(new Set(holders).size, 1);
  assert.notEqual(holders[0], undefined);
});

test('whether an objection names a harm is asked, and said yes or no to; only its author resolves it', async () => {
  const { ana, bo, cy, dee, id, objection, meet, see } = await objected();
  assert.equal(await bo.refusal('qualify', { id: objection, says: 'no', reason: 'It is a wish.' }), 'qualifying-not-asked');
  assert.equal(await bo.refusal('qualify', { id, says: 'ask' }), 'id-unknown');
  await bo.done('qualify', { id: objection, says: 'ask' });
  meet();
  assert.equal(await dee.refusal('qualify', { id: objection, says: 'no' }), 'no-without-reason');
  await dee.done('qualify', { id: objection, says: 'no', reason: 'It is a wish.' });
  await ana.done('qualify', { id: objection, says: 'no', reason: 'I drive.' });
  await cy.done('qualify', { id: objection, says: 'yes', reason: 'The bread stays here.' });
  meet();
  await ana.done('qualify', { id: objection, says: 'yes' });
  meet();
  const { round, objections, state } = await see(bo);
  assert.deepEqual(
    round.qualifying.map(({ asked: by, said }) => [by.member, ...said.map(({ member, says, text }) => `${member} ${says} ${text}`)]),
    [['Bo', 'Dee no It is a wish.', 'Cy yes The bread stays here.', 'Ana yes ']],
  );
  for (const desk of [ana, bo, dee]) await desk.done('respond', { id, response: 'consent' });
  assert.deepEqual([objections.length, state], [1, 'open']);
  assert.match(await bo.told('decision', { id }), /Bo asks of the objection [0-9a-f]{8}: .*\n {2}Dee: no\. It is a wish\./);
});

test('ways out are offered when new words were tried often enough or the time is up, and never before', async () => {
  const { place, ana, cy, id, meet, see } = await objected();
  const offered = async () => (await see(ana)).round.waysOut.offered;
  assert.deepEqual(await offered(), []);
  for (const text of ['Bo drives.', 'Dee drives.']) {
    await ana.done('amend', { id, text });
    meet();
  }
  assert.deepEqual(
    (await see(ana)).round.unresolved.map(({ member, version }) => [member, version]),
    [['Cy', 1]],
  );
  const all = ['helping-circle', 'mediation', 'trial', 'another-method'];
  assert.deepEqual(await offered(), all, 'Cy has not said whether the new words resolve it');
  await cy.done('respond', { id, response: 'consent' });
  meet();
  assert.deepEqual(await offered(), []);

  const { id: other } = await ana.done('propose', { title: 'A second oven', effect: NAMING });
  meet();
  await cy.done('respond', { id: other, response: 'object', reason: 'Too hot.' });
  meet();
  assert.deepEqual((await see(ana, other)).round.waysOut.offered, []);
  place.village.pass(8);
  const { waysOut } = (await see(ana, other)).round;
  assert.deepEqual(
    [waysOut.offered, waysOut.methods],
    [all, ['consensus']],
    'what changes something by itself, no method that outvotes can carry',
  );
  assert.match(await ana.told('decision', { id: other }), /another-method: decide it by consensus\.\n {2}Parting ways needs nobody/);
});

test('what the cell has not agreed on is not offered, and cannot be asked for', async () => {
  const { place, ana, bo, id, meet, see } = await objected();
  const { id: agreed } = await ana.done('propose', {
    title: 'Ways out',
    effect: { kind: 'agreement', setting: 'waysOut', value: 'trial mediation' },
  });
  meet();
  for (const desk of place.desks) await desk.done('respond', { id: agreed, response: 'consent' });
  place.settle();
  assert.equal(await bo.refusal('way-out', { id, way: 'helping-circle', ask: 'Cy' }), 'way-out-not-agreed');
  place.village.pass(8);
  assert.deepEqual((await see(ana, id)).round.waysOut.offered, ['mediation', 'trial']);
  assert.equal(await bo.refusal('way-out', { id, way: 'trial', until: '6w' }), 'done');
});

test('a way out is asked for so that all see it, and who is asked answers; nothing is decided by it', async () => {
  const { place, ana, bo, cy, dee, emre, id, meet, see } = await objected();
  assert.equal(await bo.refusal('way-out', { id, way: 'helping-circle' }), 'way-out-without-others');
  assert.equal(await bo.refusal('way-out', { id, way: 'helping-circle', ask: 'Bo' }), 'way-out-without-others');
  assert.equal(await bo.refusal('way-out', { id, way: 'mediation', ask: ['Cy', 'Cy'] }), 'way-out-asks-strangers');
  assert.equal(await bo.refusal('way-out', { id, way: 'trial', ask: 'Cy', until: '6w' }), 'way-out-asks-nobody');
  assert.equal(await bo.refusal('way-out', { id, way: 'trial' }), 'trial-without-end');
  assert.equal(await bo.refusal('way-out', { id, way: 'another-method' }), 'way-out-without-method');
  assert.equal(await bo.refusal('way-out', { id, way: 'another-method', method: 'meeting-time' }), 'method-cannot-carry-it');
  const { id: circle, who } = await bo.done('way-out', { id, way: 'helping-circle', ask: ['Cy', 'Dee'], text: 'Tomorrow at six?' });
  assert.deepEqual(who, ['Cy', 'Dee']);
  await bo.done('way-out', { id, way: 'trial', until: '6w' });
  await bo.done('way-out', { id, way: 'another-method', method: 'majority' });
  meet();
  assert.equal(await emre.refusal('take-part', { id: circle, will: 'yes' }), 'not-asked-for-help');
  await cy.done('take-part', { id: circle, will: 'yes' });
  await dee.done('take-part', { id: circle, will: 'no', text: 'I am away.' });
  meet();
  const { round, state } = await see(ana);
  assert.deepEqual(
    round.waysOut.asked.map(({ way, member, who: some, until, method, isOpen }) => [
      way,
      member,
      some.map(({ will }) => will),
      until,
      method,
      isOpen,
    ]),
    [
      ['helping-circle', 'Bo', [true, false], null, null, true],
      ['trial', 'Bo', [], '2027-02-26T08:00:00Z', null, true],
      ['another-method', 'Bo', [], null, 'majority', true],
    ],
  );
  assert.equal(state, 'open');
  assert.match(
    await ana.told('decision', { id }),
    /Bo asks for a helping circle: Cy, Dee \([0-9a-f]{8}\)\.\n {2}Tomorrow at six\?\n {2}Cy: yes\.\n {2}Dee: no\. I am away\./,
  );
  await ana.done('amend', { id, text: 'Bo drives.', title: 'Bread, as a trial' });
  meet();
  assert.deepEqual(
    (await see(ana)).round.waysOut.asked.map(({ isOpen }) => isOpen),
    [false, false, false],
  );
  for (const desk of place.desks) await desk.done('respond', { id, response: 'consent' });
  meet();
  assert.equal(await bo.refusal('way-out', { id, way: 'trial', until: '6w' }), 'already-decided');
  assert.equal(await bo.refusal('hold', { id }), 'already-decided');
});

test('who takes the way of another method asks everybody again by it, and no objection to the former words holds that up', async () => {
  const { place, ana, bo, id, meet, see } = await objected();
  await bo.done('way-out', { id, way: 'another-method', method: 'majority' });
  meet();
  await ana.done('amend', { id, method: 'majority' });
  meet();
  for (const desk of place.desks) await desk.done('vote', { id, choice: desk === place.desks[2] ? 'no' : 'yes' });
  meet();
  const { state, method, round } = await see(ana);
  assert.deepEqual([state, method.name, round.unresolved, round.next], ['passed', 'majority', [], []]);
  assert.equal(round.waysOut.asked[0]?.isOpen, false);
});

test('a way out leads out of an objection', async () => {
  const { bo, id } = await asked();
  assert.equal(await bo.refusal('way-out', { id, way: 'trial', until: '6w' }), 'nothing-objected');
});

test('concerns stay with the decision, with author, version and words, until their authors say something else', async () => {
  const { ana, bo, cy, dee, id, meet, see } = await asked();
  await bo.done('respond', { id, response: 'concern', reason: 'Fridays are long.' });
  await cy.done('respond', { id, response: 'concern', reason: 'Flour is dear.' });
  await dee.done('respond', { id, response: 'concern' });
  meet();
  await ana.done('amend', { id, text: 'Thirty loaves.' });
  meet();
  await cy.done('respond', { id, response: 'consent' });
  await dee.done('respond', { id, response: 'concern', reason: 'Who counts?' });
  meet();
  assert.deepEqual(
    (await see(ana)).concerns.map(({ member, version, text }) => `${member} ${version} ${text}`),
    ['Bo 1 Fridays are long.', 'Dee 2 Who counts?'],
  );
});

test('only members take part in a round, and not in what was taken back', async () => {
  const { place, ana, bo, id, objection } = await objected();
  const fay = place.newcomer('Fay');
  fay.meet(ana);
  for (const [name, input] of [
    ['react', { id, text: 'x' }],
    ['later', { id }],
    ['hold', { id }],
    ['give-back', { id }],
    ['step', { id, step: 'round' }],
    ['qualify', { id: objection, says: 'ask' }],
    ['way-out', { id, way: 'trial', until: '6w' }],
  ] as const)
    assert.equal(await fay.refusal(name, input), 'not-a-member', name);
  await ana.done('withdraw', { id });
  bo.meet(ana);
  for (const [name, input] of [
    ['react', { id, text: 'x' }],
    ['later', { id }],
    ['hold', { id }],
    ['way-out', { id, way: 'trial', until: '6w' }],
  ] as const)
    assert.equal(await bo.refusal(name, input), 'proposal-withdrawn', name);
});

test('what breaks the rules of a round counts for nobody', async () => {
  const { ana, bo, cy, id, objection, see } = await objected();
  const put = (action: Parameters<typeof recordDraft>[0]) => bo.put(recordDraft(action));
  const nowhere = 'ab'.repeat(32);
  const plain = { version: id, way: 'trial', who: [], until: 1, method: null, text: '', options: [] } as const;
  const choice = { ...plain, way: 'another-method', until: null, method: 'approval', options: ['This', 'That'] } as const;
  put(react.write({ version: nowhere, text: 'x' }));
  put(hold.write({ proposal: id, holds: false }));
  put(hold.write({ proposal: nowhere, holds: true }));
  put(note.write({ version: id, step: 'round' }));
  put(qualify.write({ version: id, objection, says: 'yes', text: '' }));
  put(qualify.write({ version: id, objection: id, says: 'ask', text: '' }));
  put(wayOut.write({ ...plain, until: null }));
  put(wayOut.write({ ...plain, method: 'majority' }));
  put(wayOut.write({ ...plain, who: [cy.me.member] }));
  put(wayOut.write({ ...plain, way: 'mediation', until: null, who: [nowhere] }));
  put(wayOut.write({ ...plain, options: ['This', 'That'] }));
  put(wayOut.write({ ...choice, method: 'majority' }));
  put(wayOut.write({ ...choice, options: ['This', 'This'] }));
  put(wayOut.write({ ...choice, options: ['This'] }));
  put(takePart.write({ version: id, way: nowhere, will: true, text: '' }));
  bo.put({ action: react.write({ version: id, text: 'in talk' }), lane: 'talk', topic: 'everyone', turn: 2976 });
  ana.meet(bo);
  const { round } = await see(ana);
  assert.deepEqual([round.reactions, round.holder, round.noted, round.qualifying, round.waysOut.asked], [[], null, null, [], []]);
  assert.deepEqual(ana.device.inert.toSorted(), [
    'decision-outside-record',
    'method-needs-options',
    'method-options-alike',
    'method-without-options',
    'method-without-options',
    'not-asked-for-help',
    'objection-unknown',
    'proposal-unknown',
    'qualifying-not-asked',
    'round-not-held',
    'round-not-held',
    'trial-without-end',
    'version-unknown',
    'way-out-asks-nobody',
    'way-out-asks-strangers',
    'way-out-without-method',
  ]);
});

test('a choice among options is a way out too: they are said with it, and whoever proposed it writes what becomes of them', async () => {
  const { place, ana, bo, id, meet, see } = await objected();
  const asks = { id, way: 'another-method', method: 'approval' };
  assert.equal(await bo.refusal('way-out', asks), 'method-needs-options');
  assert.equal(await bo.refusal('way-out', { ...asks, option: ['Bread', ' Bread '] }), 'method-options-alike');
  assert.equal(await bo.refusal('way-out', { ...asks, method: 'majority', option: ['Bread', 'Cake'] }), 'method-without-options');
  assert.equal(await bo.refusal('way-out', { id, way: 'trial', until: '6w', option: ['Bread', 'Cake'] }), 'method-without-options');
  await bo.done('way-out', { ...asks, option: ['Bread', 'Cake', 'As it is'], text: 'Then all can live with it.' });
  meet();
  const { round } = await see(ana);
  assert.ok(round.waysOut.methods.includes('approval') && round.waysOut.methods.includes('schulze'));
  assert.ok(!round.waysOut.methods.includes('sense-check') && !round.waysOut.methods.includes('meeting-time'), 'they decide nothing');
  assert.deepEqual(round.waysOut.asked[0]?.options, ['Bread', 'Cake', 'As it is']);
  assert.match(
    await ana.told('decision', { id }),
    /another method: approval \([0-9a-f]{8}\)\.\n {2}A: Bread\n {2}B: Cake\n {2}C: As it is\n {2}Then all/,
  );
  await ana.done('amend', { id, method: 'approval', option: ['Bread', 'Cake', 'As it is'] });
  meet();
  for (const desk of place.desks) await desk.done('vote', { id, choice: 'A,C' });
  meet();
  const { state, count } = await see(ana);
  assert.equal(state, 'passed');
  assert.deepEqual(count?.result?.winners, [1, 3]);
});

test('a way out without options has the form that it had before there were any', () => {
  const asked = { version: 'ab'.repeat(32), way: 'trial', who: [], until: 1, method: null, text: '', options: [] } as const;
  const fields = [Uint8Array.fromHex(asked.version), 'trial', [], 1, null, ''];
  assert.deepEqual(wayOut.write(asked), ['decisions/way-out', fields]);
  assert.deepEqual(wayOut.read(['decisions/way-out', fields]), asked);
  assert.equal(wayOut.read(['decisions/way-out', [...fields, []]]), undefined, 'one form each');
});

test('a line has a bound: LIMITS.lineBytes', async () => {
  const { bo, id } = await asked();
  const line = 'x'.repeat(LIMITS.lineBytes);
  assert.equal((await bo.done('react', { id, text: line })).text, line);
  await assert.rejects(bo.run('react', { id, text: `${line}x` }), { name: 'ValiError' });
  assert.notEqual(react.read(react.write({ version: id, text: line })), undefined);
  assert.equal(react.read(react.write({ version: id, text: `${line}x` })), undefined);
});
