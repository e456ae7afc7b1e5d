import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreeing } from '../../../cell/cell.fixture.ts';
import { dayOf, isoDay } from '../../../cell/day.ts';
import { delegate } from '../../../cell/delegation.ts';
import { readPreflib } from '../../../tally/preflib.ts';
import { type DeskInVillage, VillageOfDesks } from '../../desk.fixture.ts';
import { recordDraft } from '../../record-draft.ts';

type Desks = readonly [DeskInVillage, DeskInVillage, DeskInVillage, DeskInVillage];

/** Four people who have agreed that one can speak for so many others. */
function people(voices = '1') {
  const place = new VillageOfDesks('Ana', 'Bo', 'Cy', 'Dan');
  const [ana, bo, cy, dan] = place.desks as unknown as Desks;
  if (voices !== 'off') {
    const id = ana.device.propose('Voices', [agreeing('delegation', voices)]);
    place.settle();
    for (const { device } of place.desks) device.consent(id);
    place.settle();
  }
  const inDays = (days: number): string => isoDay(dayOf(place.village.now) + days);
  return { place, ana, bo, cy, dan, inDays };
}

test('somebody gives their voice, all see it, and the vote counts for both', async () => {
  const { place, ana, bo, cy, dan, inDays } = people();
  assert.equal(
    await cy.told('delegate', { to: 'bo', until: '2w' }),
    [
      `Bo speaks for you in all that is counted, until ${inDays(14)}.`,
      'Whenever you vote yourself, that counts instead. "moot undelegate" takes your voice back at once.',
    ].join('\n'),
  );
  place.settle();
  const { most, given } = await ana.done('delegations');
  assert.equal(most, 1);
  assert.deepEqual(
    given.map(({ member, to, state, until, subject }: Record<string, unknown>) => [member, to, state, until, subject]),
    [['Cy', 'Bo', 'stands', inDays(14), '']],
  );
  const { id } = await ana.done('propose', { title: 'A second oven', method: 'majority' });
  place.settle();
  assert.equal((await cy.done('decision', { id })).awaitsYou, false, 'whose voice is with somebody is asked nothing');
  assert.match(await ana.told('decision', { id }), /^Bo speaks for Cy here, and has not voted\.$/m);
  await bo.done('vote', { id, choice: 'yes' });
  place.settle();
  const decision = await ana.done('decision', { id });
  assert.deepEqual(decision.heard, {
    of: 4,
    count: 2,
    unheard: ['Ana', 'Dan'],
    unheardIds: [ana.me.member, dan.me.member],
  });
  assert.deepEqual([decision.count.heard, decision.count.stances], [2, { yes: 2 }]);
  assert.deepEqual(
    decision.ballots.map((ballot: { alsoFor: object }) => ballot.alsoFor),
    [[{ member: 'Cy', memberId: cy.me.member }]],
  );
  assert.deepEqual(
    decision.voices.map((voice: { state: string }) => voice.state),
    ['counts'],
  );
  assert.match(await ana.told('decision', { id }), /^Bo, also for Cy: yes$/m);
  await cy.done('vote', { id, choice: 'no' });
  place.settle();
  assert.doesNotMatch(await ana.told('decision', { id }), /also for/);
  assert.deepEqual((await ana.done('decision', { id })).count.stances, { yes: 1, no: 1 });
});

test('ballots are written one for each voice, and count the same outside', async () => {
  const { place, ana, bo, cy } = people();
  await cy.done('delegate', { to: 'Bo', until: '3m' });
  const { id } = await ana.done('propose', { title: 'Which flour', method: 'schulze', option: ['Rye', 'Spelt'] });
  place.settle();
  await bo.done('vote', { id, choice: 'B>A' });
  await ana.done('vote', { id, choice: 'A>B' });
  place.settle();
  const { text, voters } = await ana.done('ballots', { id });
  assert.equal(voters, 3);
  const read = readPreflib(text);
  assert.ok(read.ok);
  assert.match(text, /^2: 2,1$/m, 'Bo, and Cy by Bo');
  assert.deepEqual((await ana.done('decision', { id })).count.result.winners, [2]);
});

test('for a subject of the agreements, written in whatever case; it is taken back with all else at once', async () => {
  const { place, ana, bo, cy, inDays } = people();
  assert.equal(await cy.refusal('delegate', { to: 'Bo', until: '1w', subject: 'Money' }), 'delegation-subject-unknown');
  const { id } = await ana.done('propose', { title: 'The till', agreement: true, subject: 'Money' });
  place.settle();
  for (const desk of place.desks) await desk.done('respond', { id, response: 'consent' });
  place.settle();
  assert.deepEqual((await cy.done('delegations')).subjects, ['Money']);
  assert.match(await cy.told('delegate', { to: 'Bo', until: inDays(7), subject: 'money' }), /^Bo speaks for you on “Money”/);
  await cy.done('delegate', { to: 'Ana', until: inDays(7) });
  place.settle();
  const lines = (await bo.told('delegations')).split('\n');
  assert.ok(lines.includes(`Ana speaks for Cy in all that is counted, until ${inDays(7)}.`));
  assert.ok(lines.includes(`Bo speaks for Cy on “Money”, until ${inDays(7)}.`));
  assert.equal(await cy.refusal('undelegate', { subject: 'House' }), 'delegation-none');
  const { taken } = await cy.done('undelegate');
  assert.deepEqual(
    taken.map(({ to, subject }: Record<string, string>) => [to, subject]),
    [
      ['Bo', 'Money'],
      ['Ana', ''],
    ],
  );
  place.settle();
  assert.deepEqual((await bo.done('delegations')).given, []);
  assert.equal(await cy.refusal('undelegate'), 'delegation-none');
});

test('what comes beyond the cap, and what would be passed on, is said to both plainly', async () => {
  const { place, ana, bo, cy, dan } = people();
  await cy.done('delegate', { to: 'Bo', until: '1m' });
  place.settle();
  assert.match(
    await dan.told('delegate', { to: 'Bo', until: '1m' }),
    /^It counts for nobody: Bo speaks for as many others as you have agreed on\.$/m,
  );
  await bo.done('delegate', { to: 'Ana', until: '1m' });
  place.settle();
  const told = await cy.told('delegations');
  assert.match(told, /^ {2}Bo has given their own voice to Ana\. It goes no further/m);
  const { id } = await ana.done('propose', { title: 'A second oven', method: 'majority' });
  place.settle();
  const { voices, awaitsYou } = await dan.done('decision', { id });
  assert.deepEqual(voices.map(({ member, state }: Record<string, string>) => [member, state]).sort(), [
    ['Bo', 'waits'],
    ['Cy', 'waits'],
    ['Dan', 'beyond'],
  ]);
  assert.equal(awaitsYou, true, 'nobody speaks for Dan');
});

test('off until the cell agrees, which is said with how to propose it; and refused where it cannot be', async () => {
  const off = people('off');
  assert.equal(await off.cy.refusal('delegate', { to: 'Bo', until: '1m' }), 'delegation-not-agreed');
  assert.match(await off.cy.told('delegations'), /"setting": "delegation", "value": "1"/);
  assert.equal((await off.cy.done('delegations')).most, 0);
  const { cy, inDays } = people();
  assert.equal(await cy.refusal('delegate', { to: 'Cy', until: '1m' }), 'delegation-to-oneself');
  assert.equal(await cy.refusal('delegate', { to: 'Zoe', until: '1m' }), 'member-unknown');
  assert.equal(await cy.refusal('delegate', { to: 'Bo', until: 'soon' }), 'delegation-day-unclear');
  assert.equal(await cy.refusal('delegate', { to: 'Bo', until: 'none' }), 'delegation-day-unclear');
  assert.equal(await cy.refusal('delegate', { to: 'Bo' }), 'delegation-day-unclear');
  assert.equal(await cy.refusal('delegate', { to: 'Bo', until: inDays(-1) }), 'delegation-over');
  assert.equal(await cy.refusal('delegate', { to: 'Bo', until: '7m' }), 'delegation-too-long');
});

test('where the cell takes it back, voices rest, are shown, and can be taken back', async () => {
  const { place, ana, cy } = people();
  await cy.done('delegate', { to: 'Bo', until: '3m' });
  const id = ana.device.propose('No voices', [agreeing('delegation', 'off')]);
  place.settle();
  for (const { device } of place.desks) device.consent(id);
  place.settle();
  assert.match(await cy.told('delegations'), /^ {2}It rests, for nobody speaks for others here now\.$/m);
  assert.deepEqual(
    (await ana.done('delegations')).given.map(({ state }: { state: string }) => state),
    ['off'],
  );
  await cy.done('undelegate');
  assert.deepEqual((await cy.done('delegations')).given, []);
});

test('LISTED_SUBJECTS: who gives a voice for thousands of subjects hides nobody else’s', async () => {
  const { place, ana, bo, cy } = people();
  const until = dayOf(place.village.now) + 30;
  for (let i = 0; i < 70; i++)
    bo.put(recordDraft(delegate.write({ to: ana.me.member, subject: `A${String(i).padStart(2, '0')}`, until, otherwise: [] })));
  cy.put(recordDraft(delegate.write({ to: ana.me.member, subject: 'Zebras', until, otherwise: [] })));
  await cy.done('delegate', { to: 'Bo', until: '1m' });
  place.settle();
  const listed = async (desk: DeskInVillage): Promise<string[]> =>
    (await desk.done('delegations')).given.map(({ member, subject }: Record<string, string>) => `${member}: ${subject}`);
  assert.equal((await listed(ana)).length, 64);
  assert.ok((await listed(ana)).includes('Cy: '), 'what is given for all');
  assert.ok((await listed(cy)).includes('Cy: Zebras'), 'and one’s own');
});

test('whoever takes their voice back from what is still open here says so, though its time is over by its proposer’s clock', async () => {
  const { place, ana, bo, cy } = people();
  await cy.done('delegate', { to: 'Bo', until: '3m' });
  const id = ana.device.ask('Which', 'majority');
  place.village.pass(8);
  place.settle();
  await bo.done('vote', { id, choice: 'yes' });
  place.settle();
  assert.deepEqual(
    (await ana.done('decision', { id })).voices.map(({ state }: { state: string }) => state),
    ['counts'],
  );
  await cy.done('undelegate');
  place.settle();
  assert.deepEqual((await ana.done('decision', { id })).voices, []);
});
