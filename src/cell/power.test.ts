import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admitting, agreeing, Village } from './cell.fixture.ts';
import { charterIdOf } from './charter.ts';
import { quorum } from './quorum.ts';
import { Story } from './story.fixture.ts';

test('a cell of one decides at once, by its one member’s response', () => {
  const village = new Village(['Ana']);
  const ana = village.founder(0);
  const proposal = ana.propose('Bread', [agreeing('name', 'Bakery')]);
  assert.equal(ana.attestWhatIsDue(), 0, 'the proposer responds like anybody');
  ana.consent(proposal);
  assert.equal(ana.state(proposal), 'passed');
  assert.equal(ana.attestWhatIsDue(), 1);
  assert.equal(ana.state(proposal), 'in-effect');
  assert.equal(ana.cell.setting('name').value, 'Bakery');
});

test('somebody is admitted by the group, and then decides with it', () => {
  const village = new Village(['Ana', 'Bo', 'Cy']);
  const [dee, ana] = [village.newcomer('Dee'), village.founder(0)];
  const proposal = ana.propose('Dee', [admitting(dee, ana.invite())]);
  village.meet();
  for (const device of village.founders) device.consent(proposal);
  village.settle();
  assert.deepEqual(village.founder(2).people, ['Ana', 'Bo', 'Cy', 'Dee']);
  village.meet(...village.founders, dee);
  const soup = dee.propose('Soup', [agreeing('name', 'Soup kitchen')]);
  village.meet(...village.founders, dee);
  for (const device of [...village.founders, dee]) device.consent(soup);
  village.settle(...village.founders, dee);
  assert.equal(village.founder(1).charter.id, dee.charter.id);
  assert.equal(village.founder(1).cell.setting('name').value, 'Soup kitchen');
});

test('rule 1: another attestation adds evidence to a certificate and makes no second one', () => {
  const village = new Village([...'ABCD']);
  const devices = village.founders;
  const name = village.founder(0).propose('Name', [agreeing('name', 'Hill')]);
  village.meet();
  for (const device of devices) device.consent(name);
  village.meet();
  for (const device of devices.slice(0, 3)) device.attest(name, 0);
  village.meet();
  const certificates = () => village.founder(0).power.certificates(name);
  assert.deepEqual([certificates().length, certificates()[0]?.attestations.length], [1, 3]);
  village.founder(3).attest(name, 0);
  village.meet();
  assert.deepEqual([certificates().length, certificates()[0]?.attestations.length], [1, 4]);
});

test('rule 2: a charter is named by the set of its changes; agreements that are not power do not change it', () => {
  const story = new Story(
    'ABC',
    `
    {}   --AX: A B-->    {AX}
    {}   --AY: B C-->    {AY}     both are in the charter that everybody comes to`,
  );
  const { village } = story;
  const [x, y] = [story.version('AX'), story.version('AY')];
  assert.equal(charterIdOf(village.id, [x, y]), charterIdOf(village.id, [y, x]));
  assert.equal(village.founder(0).charter.id, charterIdOf(village.id, [x, y]));
  const before = village.founder(0).charter.id;
  const name = village.founder(0).propose('Name', [agreeing('name', 'Hill')]);
  const everybody = [...village.founders, story.device('X'), story.device('Y')];
  village.meet(...everybody);
  for (const device of everybody) device.consent(name);
  village.settle(...everybody);
  assert.equal(story.device('Y').cell.setting('name').value, 'Hill');
  assert.equal(village.founder(0).charter.id, before);
});

test('rules 3 and 11: an entry that names an invented charter, or one that its own past has not made, is refused', () => {
  const village = new Village(['Ana', 'Bo', 'Cy']);
  const [ana, bo, cy] = [village.founder(0), village.founder(1), village.founder(2)];
  ana.write([['talk/say', 'hello']], { charter: 'ab'.repeat(32) });
  assert.deepEqual(ana.refused, ['charter-not-reached']);

  const dee = village.newcomer('Dee');
  const proposal = ana.propose('Dee', [admitting(dee, ana.invite())]);
  village.meet();
  for (const device of village.founders) device.consent(proposal);
  village.meet();
  village.settle(ana, bo);
  // Cy has not heard of the certificate: a charter with it in is none of hers, though Ana knows that charter well.
  const { segments } = cy;
  const before = segments.size;
  cy.write([['talk/say', 'hello']], { charter: ana.charter.id });
  assert.equal(segments.size, before);
  assert.deepEqual(cy.refused, ['charter-not-reached']);
  // A changed device of Cy's writes it all the same, and those who know that charter well refuse it too.
  cy.isChanged = true;
  cy.write([['talk/say', 'hello']], { charter: ana.charter.id });
  cy.sendTo(bo);
  assert.deepEqual(bo.refused, ['charter-not-reached']);
});

test('rule 4: what is certified stays so, whatever arrives later', () => {
  const village = new Village(['Ana', 'Bo', 'Cy']);
  const [ana, bo, cy] = [village.founder(0), village.founder(1), village.founder(2)];
  const proposal = ana.propose('Name', [agreeing('name', 'Hill')]);
  village.meet();
  ana.consent(proposal);
  bo.consent(proposal);
  village.meet(ana, bo);
  village.pass(8);
  village.settle(ana, bo);
  assert.ok(ana.hasCertificate(proposal));
  cy.respond(proposal, 'object');
  ana.withdraw(proposal);
  village.meet();
  for (const device of village.founders) {
    assert.ok(device.hasCertificate(proposal));
    assert.equal(device.cell.setting('name').value, 'Hill');
    assert.equal(device.state(proposal), 'in-review', 'rule 17');
  }
});

test('rule 5: attesters are distinct members of the charter', () => {
  const village = new Village(['Ana', 'Bo', 'Cy']);
  const [ana, bo] = [village.founder(0), village.founder(1)];
  const proposal = ana.propose('Quorum', [agreeing('quorum', '1/1')]);
  village.meet();
  for (const device of village.founders) device.consent(proposal);
  village.meet();
  ana.attest(proposal, 1);
  ana.attest(proposal, 2);
  ana.attest(proposal, 3);
  village.meet();
  assert.ok(!bo.hasCertificate(proposal));
  const stranger = village.newcomer('Eve');
  ana.sendTo(stranger);
  stranger.write([['talk/say', 'let me in']]);
  assert.deepEqual(stranger.refused, ['author-not-in-charter']);
});

test('rule 6: a quorum is the agreed part of the voters, at least a majority of all members, and two where there are two', () => {
  const twoThirds = { over: 2, under: 3 };
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => quorum(twoThirds, n, n)),
    [1, 2, 2, 3, 4, 4, 5, 6, 6, 7],
  );
  assert.deepEqual(
    [3, 4, 5, 6, 7].map((n) => quorum(twoThirds, n, n - 1)),
    [2, 3, 3, 4, 4],
    'for a removal',
  );
  assert.deepEqual(
    [2, 3, 4, 5].map((n) => quorum({ over: 1, under: 99 }, n, n)),
    [2, 2, 3, 3],
    'never less than a majority',
  );
  assert.deepEqual(
    [2, 3, 4, 5].map((n) => quorum({ over: 1, under: 1 }, n, n - 1)),
    [2, 2, 3, 4],
    'never more than the voters, where these are a majority',
  );
});

test('rule 6: in a cell of two both attest; the agreed part is a fraction, so that a cell that shrinks or grows is not stuck', () => {
  new Story('AB', '{} --AX: A--x');
  const story = new Story(
    'ABC',
    `
    {}     --N: A B-->          three quarters of three are three,
    {N}    --AX: A B--x         so two are not enough
    {N}    --AY: A B C-->       and of the four that there are then, three`,
  );
  assert.deepEqual(story.device('A').charter.quorum, { over: 3, under: 4 });
});

test('rule 7: on a merged charter the attesters include a majority of those on whose charter each newest change stood', () => {
  new Story(
    'AB',
    `
    {}   --AX: A B-->     {AX}
    {AX} --AY: A X--x     two of three are a quorum, but A alone is no majority of {A,B}, on which AX stood
    {AX} --AZ: A B-->     {AX,AZ}`,
  );
  new Story(
    'ABC',
    `
    {}        --AX: A B-->      {AX}
    {}        --AY: B C-->      {AY}
    {AX, AY}  --AV: A C X Y-->  A and C are a majority of {A,B,C}, on which both stood
    {AX, AY}  --AW: A X Y--x    no quorum of five`,
  );
});

test('rule 8: a change that is in a charter is not certified on it again', () => {
  const story = new Story('ABC', '{} --AX: A B-->');
  const { village } = story;
  const everybody = [...village.founders, story.device('X')];
  for (const device of everybody) device.attest(story.version('AX'));
  village.meet(...everybody);
  for (const device of everybody) assert.equal(device.power.certificates(story.version('AX')).length, 1);
});

test('rule 9: a cheat adds an attestation with an objection in its past, and an effective certificate lives on', () => {
  const village = new Village([...'ABCDE']);
  const [ana, cy, dan, eve] = [village.founder(0), village.founder(2), village.founder(3), village.founder(4)];
  const proposal = ana.propose('Quorum', [agreeing('quorum', '4/5')]);
  village.meet();
  for (const device of village.founders) device.consent(proposal);
  village.meet();
  for (const device of village.founders.slice(0, 4)) device.attest(proposal);
  eve.respond(proposal, 'object');
  eve.attest(proposal);
  village.meet();
  for (const device of [ana, cy, dan, eve]) {
    assert.ok(device.hasCertificate(proposal));
    assert.equal(device.power.certificates(proposal)[0]?.attestations.length, 4, 'Eve’s attestation counts for nothing');
  }
});

test('rule 9: attestations over silence count for nothing, however many they are', () => {
  const village = new Village([...'ABC']);
  const [ana, bo, cy] = [village.founder(0), village.founder(1), village.founder(2)];
  const proposal = ana.propose('Quorum', [agreeing('quorum', '1/2')]);
  village.meet();
  ana.consent(proposal);
  village.meet();
  for (const device of [ana, bo, cy]) device.attest(proposal);
  village.meet();
  assert.ok(!bo.hasCertificate(proposal));
});

test('rule 9: silence alone passes nothing, however long it lasts', () => {
  const village = new Village([...'ABC']);
  const [ana, bo] = [village.founder(0), village.founder(1)];
  const proposal = ana.propose('Name', [agreeing('name', 'Hill')]);
  village.meet();
  ana.consent(proposal);
  bo.respond(proposal, 'question');
  village.pass(100);
  village.settle();
  assert.equal(ana.state(proposal), 'not-passed');
  bo.respond(proposal, 'stand-aside');
  village.settle();
  assert.equal(ana.state(proposal), 'in-effect');
});

test('rule 10: one bundle that is admitted twice at once is one member with one voice', () => {
  const village = new Village([...'ABC']);
  const [ana, bo] = [village.founder(0), village.founder(1)];
  const dee = village.newcomer('Dee');
  const [first, second] = [ana.invite(), bo.invite()];
  const proposals = [ana.propose('Dee', [admitting(dee, first)]), bo.propose('Dee too', [admitting(dee, second, 'Dora')])];
  village.meet();
  for (const device of village.founders) for (const proposal of proposals) device.consent(proposal);
  village.meet();
  // The rules of conduct forbid this: a change of power each at once, on one charter.
  for (const device of village.founders) for (const [i, proposal] of proposals.entries()) device.attest(proposal, i + 1);
  village.meet();
  assert.equal(ana.charter.changes.size, 2);
  assert.equal(ana.charter.members.size, 4);
  assert.equal(ana.state(proposals[1] as string), 'in-effect');
});

test('rule 10: N and AX at once, then AX again on {N}: X is a member once', () => {
  const story = new Story(
    'ABC',
    `
    {}  --N:  A B-->      {N}
    {}  --AX: B C-->      {AX}
    {N} --AX: A B C-->    {N,AX}`,
  );
  assert.deepEqual(story.device('C').people, ['A', 'B', 'C', 'X']);
  assert.equal(story.device('C').charter.changes.size, 2);
});
