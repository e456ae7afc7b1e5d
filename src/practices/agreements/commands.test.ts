import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, isoDay } from '../../cell/day.ts';
import { register } from '../../cell/register.ts';
import { type DeskInVillage, VillageOfDesks } from '../desk.fixture.ts';
import type { AgreementLine, AgreementView } from './view.ts';

/** 15 January 2027, 08:00 UTC. */
const START = 1_800_000_000_000;

function village() {
  const place = new VillageOfDesks('Ana', 'Bo', 'Cy');
  const [ana, bo, cy] = place.desks as readonly [DeskInVillage, DeskInVillage, DeskInVillage];
  const list = async (desk: DeskInVillage, wanted: object = {}): Promise<AgreementLine[]> => desk.done('agreements', wanted);
  const see = async (desk: DeskInVillage, id: string): Promise<AgreementView> => desk.done('agreement', { id });
  /** Everybody consents, and the devices attest. */
  const agree = async (id: string): Promise<string> => {
    place.settle();
    for (const desk of place.desks) await desk.done('respond', { id, response: 'consent' });
    place.settle();
    return id;
  };
  const decide = async (input: object): Promise<string> => agree((await ana.done('propose', input)).id);
  return { place, ana, bo, cy, list, see, agree, decide };
}

test('what a proposal says of its agreement is consented to, and stands in the register once it is decided', async () => {
  const { place, ana, bo, cy, list, see } = village();
  const input = {
    title: 'Open at seven',
    text: 'From Monday to Saturday.',
    subject: 'Shop',
    owner: 'Bo',
    review: '6m',
    afterwards: 'lapse',
  };
  const { id } = await ana.done('propose', input);
  place.settle();
  assert.deepEqual(await list(ana), []);
  const terms = { kind: 'register', subject: 'Shop', owner: bo.me.member, review: '2027-07-15', afterwards: 'lapse', replaces: [] };
  assert.deepEqual((await bo.done('decision', { id })).effects, [{ ...terms, titles: [], ownerName: 'Bo' }]);
  assert.match(await bo.told('decision', { id }), /it is an agreement\. Bo looks after it\. Review on 2027-07-15; then it lapses/);
  await ana.done('respond', { id, response: 'consent' });
  await bo.done('respond', { id, response: 'concern', reason: 'In winter seven is dark.' });
  await cy.done('respond', { id, response: 'consent', reason: 'At last.' });
  place.settle();
  const seen = await see(cy, id.slice(0, 8));
  assert.deepEqual(
    [seen.title, seen.subject, seen.state, seen.overdue, seen.owner?.member, seen.review, seen.afterwards, seen.hash],
    ['Open at seven', 'Shop', 'in-force', false, 'Bo', '2027-07-15', 'lapse', id],
  );
  assert.deepEqual([seen.heard, seen.method, seen.concerns], [{ count: 3, of: 3 }, 'consent', 1]);
  assert.deepEqual(
    seen.concernsSaid.map(({ member, text }) => [member, text]),
    [['Bo', 'In winter seven is dark.']],
  );
  assert.deepEqual(
    seen.said.map(({ member, response }) => [member, response]),
    [
      ['Bo', 'concern'],
      ['Cy', 'consent'],
    ],
  );
  assert.ok((seen.attested?.length ?? 0) >= 2);
  for (const desk of [ana, bo]) assert.deepEqual(await see(desk, id), seen);
});

test('a decision that says nothing of it is no agreement', async () => {
  const { ana, list, decide } = village();
  await decide({ title: 'Paint the door' });
  await decide({ title: 'Call it Corner', effect: { kind: 'agreement', setting: 'name', value: 'Corner' } });
  assert.deepEqual(await list(ana), []);
  assert.match(await ana.told('agreements'), /first agreement is often small/);
  const id = await decide({ title: 'We share the keys', agreement: true });
  const [line] = await list(ana);
  assert.deepEqual([line?.id, line?.owner, line?.review, line?.afterwards], [id, null, null, 'stay']);
});

test('a review is due two weeks before its day, by the clock of whoever looks; then it goes on, or lapses', async () => {
  const { place, ana, list, decide } = village();
  await decide({ title: 'Stays', review: '2027-03-01' });
  await decide({ title: 'Lapses', review: '2027-03-01', afterwards: 'lapse' });
  const states = async () => (await list(ana)).map(({ state, overdue }) => `${state}${overdue ? ', overdue' : ''}`).reverse();
  const on = (day: string) => {
    place.village.now = Date.parse(`${day}Z`);
  };
  on('2027-02-14T23:59:59');
  assert.deepEqual(await states(), ['in-force', 'in-force']);
  on('2027-02-15T00:00:00');
  assert.deepEqual(await states(), ['due', 'due']);
  on('2027-03-01T23:59:59');
  assert.deepEqual(await states(), ['due', 'due']);
  on('2027-03-02T00:00:00');
  assert.deepEqual(await states(), ['due, overdue', 'lapsed']);
  assert.match(await ana.told('agreements'), /Lapsed\. Its last day was 2027-03-01\. It can be renewed\./);
  assert.match(await ana.told('agreements'), /its review is overdue/);
});

test('an agreement is renewed as it is, changed, and ended, and its history tells it', async () => {
  const { place, ana, bo, list, see, agree, decide } = village();
  const first = await decide({ title: 'Open at seven', text: 'On all days.', owner: 'Bo', review: '4w' });
  place.village.pass(20);
  const renewal = await bo.done('renew', { id: first });
  assert.equal(renewal.review, isoDay(dayOf(START) + 20 + 28));
  place.settle();
  const inReview = await see(ana, first);
  assert.deepEqual([inReview.state, inReview.reviews.map(({ id, kind }) => [id, kind])], ['in-review', [[renewal.id, 'renew']]]);
  await agree(renewal.id);
  const change = await bo.done('change', { id: renewal.id, text: 'On all days but Sunday.', owner: 'nobody', review: 'none' });
  await agree(change.id);
  const changed = await see(ana, change.id);
  assert.deepEqual([changed.state, changed.owner, changed.review, changed.changes], ['in-force', null, null, 2]);
  assert.deepEqual(
    changed.history.map(({ id, kind, text }) => [id, kind, text]),
    [
      [first, 'agreed', 'On all days.'],
      [renewal.id, 'renewed', 'On all days.'],
      [change.id, 'changed', 'On all days but Sunday.'],
    ],
  );
  assert.deepEqual(
    (await list(ana)).map(({ id }) => id),
    [change.id],
  );
  assert.equal((await list(ana, { all: true })).length, 3);
  assert.deepEqual((await see(ana, first)).replacedBy, [{ id: renewal.id, kind: 'renew', title: 'Open at seven', text: 'On all days.' }]);
  for (const [id, reason] of [
    [first, 'agreement-replaced'],
    [change.id, 'renewal-without-day'],
  ] as const)
    assert.equal(await ana.refusal('renew', { id }), reason);
  const ending = await ana.done('end', { id: change.id, text: 'The shop is closed.' });
  await agree(ending.id);
  const ended = await see(bo, change.id);
  assert.deepEqual([ended.state, ended.history.at(-1)?.kind, ended.history.at(-1)?.text], ['ended', 'ended', 'The shop is closed.']);
  assert.equal(await ana.refusal('change', { id: change.id, text: 'Again' }), 'agreement-ended');
  assert.match(await bo.told('agreement', { id: change.id }), /ended, 3 of 3 heard: No longer: Open at seven/);
});

test('two changes that were made at once both stand, with the words of both, until the group agrees on one', async () => {
  const { place, ana, bo, list, see, agree, decide } = village();
  const first = await decide({ title: 'Open at seven', owner: 'Bo' });
  const [six, eight] = [
    await ana.done('change', { id: first, title: 'Open at six', text: 'For the market.' }),
    await bo.done('change', { id: first, title: 'Open at eight', text: 'For the children.' }),
  ];
  await agree(six.id);
  await agree(eight.id);
  const [one, other] = [await see(ana, six.id), await see(ana, eight.id)];
  assert.deepEqual(one.clash, [{ id: eight.id, kind: 'change', title: 'Open at eight', text: 'For the children.' }]);
  assert.deepEqual(other.clash, [{ id: six.id, kind: 'change', title: 'Open at six', text: 'For the market.' }]);
  assert.deepEqual(
    (await list(ana)).map(({ state, clashes }) => [state, clashes]),
    [
      ['in-force', 1],
      ['in-force', 1],
    ],
  );
  assert.match(await ana.told('agreement', { id: six.id }), /Decided at once with it[\s\S]*Open at eight[\s\S]*For the children\./);
  const { id } = await ana.done('propose', { title: 'Open at half past seven', replaces: [six.id, eight.id] });
  await agree(id);
  place.settle();
  const both = await see(bo, id);
  assert.deepEqual([both.clash, both.changes, (await list(bo)).length], [[], 3, 1]);
});

test('what takes the place of another was written by somebody who had read its words, so that no two replace each other', async () => {
  const { place, ana, bo, list, see, agree } = village();
  const terms = (...replaces: readonly string[]) =>
    register.action.write({ subject: '', owner: null, review: null, afterwards: 'stay', replaces });
  const first = ana.device.propose('Open at seven', [terms()]);
  place.settle();
  const second = bo.device.propose('Open at eight', [terms(first)]);
  place.settle();
  const again = ana.device.amend(first, 'Open at six', [terms(second)]);
  await agree(second);
  await agree(again);
  assert.deepEqual(
    (await list(bo)).map(({ id, title, state }) => [id, title, state]),
    [[first, 'Open at six', 'in-force']],
  );
  assert.deepEqual([(await see(bo, second)).state, (await see(bo, first)).changes], ['replaced', 1]);
});

test('an ending and a change at once clash too', async () => {
  const { ana, bo, see, agree, decide } = village();
  const first = await decide({ title: 'Open at seven', agreement: true });
  const ending = await ana.done('end', { id: first });
  const change = await bo.done('change', { id: first, title: 'Open at eight' });
  await agree(ending.id);
  await agree(change.id);
  const changed = await see(ana, change.id);
  assert.deepEqual([changed.state, changed.clash.map(({ id, kind }) => [id, kind])], ['in-force', [[ending.id, 'end']]]);
});

test('an objection that comes late opens a review, and undoes nothing', async () => {
  const { place, ana, bo, cy, see } = village();
  const { id } = await ana.done('propose', { title: 'Open at seven', agreement: true });
  place.settle();
  for (const desk of [ana, bo]) await desk.done('respond', { id, response: 'consent' });
  await cy.done('respond', { id, response: 'object', reason: 'The bus comes at eight.' });
  ana.meet(bo);
  place.village.pass(8);
  place.village.settle(ana.device, bo.device);
  assert.equal((await see(ana, id)).state, 'in-force');
  place.settle();
  for (const desk of place.desks) {
    const seen = await see(desk, id);
    assert.deepEqual(
      [seen.state, seen.objections.map(({ member, text }) => [member, text])],
      ['in-review', [['Cy', 'The bus comes at eight.']]],
    );
  }
});

test('who has left looks after nothing any more, and that is shown', async () => {
  const { place, ana, cy, see, decide } = village();
  const id = await decide({ title: 'Keys', owner: 'Cy', review: '1y' });
  cy.device.leave();
  place.settle();
  const seen = await see(ana, id);
  assert.deepEqual([seen.owner, seen.formerOwner], [null, 'Cy']);
  assert.match(await ana.told('agreements'), /Cy, who looked after it, is no member any more\./);
  assert.deepEqual((await ana.done('renew', { id })).review, '2028-01-15');
  assert.equal(await ana.refusal('change', { id, owner: 'Cy' }), 'member-unknown');
});

test('by a vote too an agreement is made, and without a certificate; what only asks around makes none', async () => {
  const { place, ana, bo, cy, list, see } = village();
  const { id } = await ana.done('propose', { title: 'Meet on Tuesdays', method: 'majority', review: '1y' });
  place.settle();
  for (const desk of [ana, bo]) await desk.done('vote', { id, choice: 'yes' });
  await cy.done('vote', { id, choice: 'no', reason: 'Tuesdays I work.' });
  place.settle();
  const seen = await see(bo, id);
  assert.deepEqual([seen.state, seen.attested, seen.method, seen.heard], ['in-force', null, 'majority', { count: 3, of: 3 }]);
  assert.deepEqual(
    seen.concernsSaid.map(({ member, text }) => [member, text]),
    [['Cy', 'Tuesdays I work.']],
  );
  assert.equal(ana.device.hasCertificate(id), false);
  assert.match(await ana.told('agreement', { id }), /rests on what was voted/);
  assert.equal(await ana.refusal('propose', { title: 'How is it?', method: 'sense-check', agreement: true }), 'method-without-effects');
  const naming = { kind: 'agreement', setting: 'name', value: 'Corner' };
  assert.equal(
    await ana.refusal('propose', { title: 'Both', method: 'majority', agreement: true, effect: naming }),
    'method-without-effects',
  );
  assert.equal((await list(ana)).length, 1);
});

test('a version that only asks around, or whose terms do not go together, makes no agreement whoever writes it', async () => {
  const { place, ana, bo, list } = village();
  const terms = ['register', ['', null, null, 'stay', []]];
  const asked = ana.device.ask('How is it?', 'sense-check', {}, [terms]);
  const lapsing = ana.device.propose('Lapses never', [['register', ['', null, null, 'lapse', []]]]);
  const stranger = ana.device.propose('Of a stranger', [['register', ['', new Uint8Array(32).fill(7), null, 'stay', []]]]);
  const nothing = ana.device.propose('Ends nothing', [['end', [[]]]]);
  const voted = ana.device.ask('By a vote', 'majority', {}, [['register', ['', null, null, 'lapse', []]]]);
  place.settle();
  for (const desk of place.desks) {
    desk.device.vote(asked, 'good');
    desk.device.vote(voted, 'yes');
    for (const id of [lapsing, stranger, nothing]) desk.device.consent(id);
  }
  place.settle();
  assert.deepEqual(await list(bo, { all: true }), []);
  assert.deepEqual(
    [asked, lapsing, stranger, nothing, voted].map((id) => bo.device.cell.decisions.versions.get(id)?.effects),
    ['method-without-effects', 'lapse-without-day', 'member-unknown', 'agreement-unknown', 'lapse-without-day'].map((reason) => ({
      ok: false,
      reason,
    })),
  );
  assert.notEqual(bo.device.state(voted), 'passed');
});

test('a search looks through titles, subjects, words, reasons and notes, whatever case and accents', async () => {
  const { place, ana, bo, list, agree, decide } = village();
  const cafe = await decide({ title: 'The Café corner', text: 'Two tables by the window. No music there.', subject: 'Shop' });
  const { id } = await ana.done('propose', { title: 'Bins', text: 'Out on Mondays.', agreement: true });
  await agree(id);
  place.village.pass(1);
  await bo.done('respond', { id, response: 'concern', reason: 'Mondays the van is away.' });
  await bo.done('note', { id: cafe, text: 'The second table wobbles.' });
  place.settle();
  const found = async (search: string) => (await list(ana, { search })).map((line) => [line.id, line.found?.where, line.found?.words]);
  assert.deepEqual(await found('CAFE'), [[cafe, 'title', 'The Café corner']]);
  assert.deepEqual(await found('music window'), [[cafe, 'text', 'Two tables by the window.']]);
  assert.deepEqual(await found('shop'), [[cafe, 'subject', 'Shop']]);
  assert.deepEqual(await found('van'), [[id, 'reason', 'Mondays the van is away.']]);
  assert.deepEqual(await found('wobbles'), [[cafe, 'note', 'The second table wobbles.']]);
  assert.deepEqual(await found('music van'), []);
  assert.match(await ana.told('agreements', { search: 'van' }), /In its reasons: Mondays the van is away\./);
});

test('notes stay with an agreement through its changes, and only an agreement takes them', async () => {
  const { place, ana, bo, see, agree, decide } = village();
  const first = await decide({ title: 'Open at seven', review: '4w' });
  await bo.done('note', { id: first, text: 'Nobody came before eight.' });
  const change = await ana.done('change', { id: first, title: 'Open at eight' });
  await agree(change.id);
  await ana.done('note', { id: change.id, text: 'Better.' });
  place.settle();
  assert.deepEqual(
    (await see(bo, change.id)).notes.map(({ member, text }) => [member, text]),
    [
      ['Bo', 'Nobody came before eight.'],
      ['Ana', 'Better.'],
    ],
  );
  assert.equal(await ana.refusal('note', { id: first, text: ' ' }), 'note-empty');
  const other = await ana.done('propose', { title: 'Paint the door' });
  assert.equal(await ana.refusal('note', { id: other.id, text: 'Red?' }), 'id-unknown');
});

test('an amendment keeps the terms that it does not name, and can drop them', async () => {
  const { place, ana, list } = village();
  const { id } = await ana.done('propose', { title: 'Keys', owner: 'Bo', review: '1y', subject: 'Shop' });
  const terms = async () =>
    (await ana.done('decision', { id })).effects.map(({ owner, review, subject }: Record<string, unknown>) => ({ owner, review, subject }));
  const [before] = await terms();
  await ana.done('amend', { id, text: 'One hangs behind the oven.' });
  assert.deepEqual(await terms(), [before]);
  await ana.done('amend', { id, review: '2y' });
  assert.deepEqual(await terms(), [{ ...before, review: '2029-01-15' }]);
  await ana.done('amend', { id, effect: [{ kind: 'agreement', setting: 'name', value: 'Corner' }] });
  assert.equal((await terms()).length, 2);
  await ana.done('amend', { id, agreement: false });
  place.settle();
  assert.deepEqual(
    (await ana.done('decision', { id })).effects.map(({ kind }: { kind: string }) => kind),
    ['agreement'],
  );
  assert.deepEqual(await list(ana), []);
});

test('a review date lies ahead, and is a day or a length of time', async () => {
  const { ana, decide } = village();
  const refused = (input: object) => ana.refusal('propose', { title: 'Keys', ...input });
  assert.equal(await refused({ review: '2027-01-15' }), 'review-not-ahead');
  assert.equal(await refused({ review: '2027-02-30' }), 'review-unclear');
  assert.equal(await refused({ review: 'soon' }), 'review-unclear');
  assert.equal(await refused({ review: '0m' }), 'review-unclear');
  assert.equal(await refused({ review: '11y' }), 'review-too-far');
  assert.equal(await refused({ afterwards: 'lapse' }), 'lapse-without-day');
  assert.equal(await refused({ owner: 'Zoe' }), 'member-unknown');
  assert.equal(await refused({ replaces: 'abcdef12' }), 'id-unknown');
  const id = await decide({ title: 'Keys', agreement: true });
  assert.equal(await refused({ replaces: [id, id] }), 'agreement-twice');
  assert.equal(await ana.refusal('change', { id }), 'agreement-unchanged');
});

test('of those that ask for no look so many are listed as are wanted, the newest, and all that do', async () => {
  const { place, ana, list, decide } = village();
  const due = await decide({ title: 'Due', review: '9d' });
  const ids: string[] = [];
  for (const title of ['One', 'Two', 'Three']) ids.push(await decide({ title, agreement: true }));
  place.settle();
  const listed = async (rest: number) => (await list(ana, { rest })).map(({ id }) => id);
  assert.deepEqual(await listed(2), [ids[2], ids[1], due]);
  assert.deepEqual(await listed(9), [ids[2], ids[1], ids[0], due]);
});

test('what an agreement changed in Moot is told, and stays when it ends', async () => {
  const { ana, see, agree, decide } = village();
  const id = await decide({
    title: 'Three days to answer',
    agreement: true,
    effect: { kind: 'agreement', setting: 'respondWithin', value: '8d' },
  });
  assert.deepEqual((await see(ana, id)).effects, [{ kind: 'agreement', setting: 'respondWithin', value: '8d' }]);
  assert.match(await ana.told('agreement', { id }), /It changed in Moot: there is 8d to respond/);
  await agree((await ana.done('end', { id })).id);
  assert.match(await ana.told('agreement', { id }), /That stays so until another decision changes it\./);
  assert.equal(ana.cell.setting('respondWithin').value, '8d');
});
