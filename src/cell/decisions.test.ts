import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signingKeys } from '../crypto/sign.ts';
import { invite, respond, uninvite } from './actions.ts';
import { admit, signAsked, signInvited } from './admit.ts';
import { admitting, agreeing, type TestDevice, Village } from './cell.fixture.ts';
import { invitationKeys } from './invitation.ts';
import { invitationIdOf } from './invitations.ts';
import { deadline } from './outcome.ts';

function village(names = 'ABC'): readonly [Village, TestDevice, TestDevice, TestDevice] {
  const made = new Village([...names]);
  return [made, made.founder(0), made.founder(1), made.founder(2)];
}

/** Why a device can never let a version take effect. */
function fault(device: TestDevice, version: string): string | null {
  const effects = device.cell.decisions.versions.get(version)?.effects;
  assert.ok(effects !== undefined);
  return effects.ok ? null : effects.reason;
}

test('only the proposer amends and takes back; a version asks everybody again', () => {
  const [all, a, b, c] = village();
  const proposal = a.propose('Soup');
  all.meet();
  for (const device of all.founders) device.consent(proposal);
  b.amend(proposal, 'Stew');
  b.withdraw(proposal);
  assert.deepEqual(b.inert, ['only-the-proposer', 'only-the-proposer']);
  all.meet();
  assert.equal(a.state(proposal), 'passed');
  // Everybody has consented, so the proposer alone cannot reopen it.
  a.amend(proposal, 'Broth');
  assert.deepEqual(a.inert, ['only-the-proposer', 'only-the-proposer', 'already-decided']);
  const open = a.propose('Bread');
  all.meet();
  c.respond(open, 'object', 'we have no oven');
  all.meet();
  const version = a.amend(open, 'Flat bread');
  all.meet();
  assert.equal(b.cell.decisions.versions.get(version)?.answers.size, 0);
  assert.equal(b.state(open), 'open');
});

test('what is certified in the past of an amendment or a withdrawal stays as it is; what was not known there loses to the certificate', () => {
  const [all, a, b, c] = village();
  const proposal = a.propose('Name', [agreeing('name', 'Hill')]);
  all.meet();
  for (const device of all.founders) device.consent(proposal);
  all.meet();
  b.attestWhatIsDue();
  c.attestWhatIsDue();
  all.meet(b, c);
  const version = a.amend(proposal, 'Another name', [agreeing('name', 'Dale')]);
  a.withdraw(proposal);
  all.meet();
  for (const device of all.founders) {
    assert.equal(device.state(proposal), 'in-effect');
    assert.equal(device.cell.setting('name').value, 'Hill');
    assert.ok(!device.hasCertificate(version));
  }
  a.amend(proposal, 'A third name', [agreeing('name', 'Dale')]);
  assert.deepEqual(a.inert, ['already-decided']);
});

test('a response to a version that its author had not seen, and an objection without a reason, do nothing', () => {
  const [all, a, b] = village();
  b.write([respond.write({ version: 'ab'.repeat(32), response: 'consent', reason: '' })]);
  const proposal = a.propose('Soup');
  all.meet();
  b.respond(proposal, 'object', '  ');
  assert.deepEqual(b.inert, ['version-unknown', 'objection-without-reason']);
});

test('whose objection counts: any member’s, also of those admitted after the proposal was opened, who are not asked', () => {
  const [all, a] = village();
  const soup = a.propose('Soup', [agreeing('name', 'Soup')]);
  const x = all.newcomer('X');
  const admission = a.propose('X', [admitting(x, a.invite())]);
  all.meet();
  for (const device of all.founders) device.consent(admission);
  all.settle();
  all.meet(...all.founders, x);
  for (const device of all.founders) device.consent(soup);
  x.respond(soup, 'object', 'I cannot eat it');
  all.meet(...all.founders, x);
  all.settle(...all.founders, x);
  assert.equal(a.state(soup), 'open');
  x.respond(soup, 'question', 'with what?');
  all.settle(...all.founders, x);
  assert.equal(a.state(soup), 'open', 'a question replaces nothing');
  x.respond(soup, 'concern', 'I can live with it');
  all.settle(...all.founders, x);
  assert.equal(a.state(soup), 'in-effect');
});

test('attack 10: neither a backdated nor a postdated proposal takes the time to respond away or stretches it without end', () => {
  const day = 86_400;
  const now = 1_800_000_000;
  const [, a] = village();
  const at = (time: number, within: number): number => {
    const id = a.propose('x', [], within);
    const version = a.cell.decisions.versions.get(id);
    assert.ok(version !== undefined);
    return (deadline({ ...version, entry: { ...version.entry, time } }, now * 1000) - now * 1000) / 1000 / day;
  };
  assert.equal(at(now, 7 * day), 7);
  assert.equal(at(now - 2 * day, 7 * day), 5);
  assert.equal(at(now - 400 * day, 7 * day), 1, 'whoever sees it late still has a day');
  assert.equal(at(now + 400 * day, 7 * day), 7);
  assert.equal(at(now, 0), 7, 'the cell agreed on a week, and a proposer gives no less');
  assert.equal(at(now, 14 * day), 14);
});

test('a proposal gives the time that the cell had agreed on when it was opened', () => {
  const [all, a, b] = village();
  const before = a.propose('before', [], 60);
  const setting = a.propose('3 days', [agreeing('respondWithin', '3d')]);
  all.meet();
  for (const device of all.founders) device.consent(setting);
  all.settle();
  const after = b.propose('after', [], 60);
  all.meet();
  assert.deepEqual(
    [before, after].map((id) => a.cell.decisions.versions.get(id)?.within),
    [7 * 86_400, 3 * 86_400],
  );
});

test('a proposal holds one change of power; effects that this device does not know never take effect', () => {
  const [all, a] = village();
  const invitation = a.invite(5);
  const two = a.propose('two', [admitting(all.newcomer('X'), invitation), agreeing('quorum', '3/4')]);
  const mixed = a.propose('mixed', [agreeing('name', 'Hill'), agreeing('quorum', '3/4')]);
  const unknown = a.propose('unknown', [['fly', []]]);
  const malformed = a.propose('malformed', [
    ['agreement', ['name']],
    ['agreement', ['colour', 'red']],
  ]);
  assert.deepEqual(
    [two, mixed, unknown, malformed].map((id) => fault(a, id)),
    ['several-changes-of-power', null, 'effect-unknown', 'effect-malformed'],
  );
});

test('attack 11: an invitation is open or not by the past of the proposal, and its proof holds for these keys and this name alone', () => {
  const [all, a, b] = village();
  const [x, y, z] = ['X', 'Y', 'Z'].map((name) => all.newcomer(name)) as [TestDevice, TestDevice, TestDevice];
  const once = a.invite(1);
  const proof = { invitation: once.id, invited: signInvited(once.secretKey, all.id, x.bundle, 'X') };
  const asked = signAsked(signingKeys(x.seed).secretKey, all.id, x.bundle, 'X');
  const swapped = a.propose('swapped keys', [admit.action.write({ ...proof, asked, name: 'X', bundle: y.bundle })]);
  const renamed = a.propose('another name', [admit.action.write({ ...proof, asked, name: 'Boss', bundle: x.bundle })]);
  const byOther = signAsked(signingKeys(y.seed).secretKey, all.id, x.bundle, 'X');
  const forced = a.propose('not asked by X', [admit.action.write({ ...proof, asked: byOther, name: 'X', bundle: x.bundle })]);
  assert.deepEqual(
    [swapped, renamed, forced].map((id) => fault(a, id)),
    ['invitation-not-proved', 'invitation-not-proved', 'not-asked-by-the-joiner'],
  );

  const early = b.propose('unseen', [admitting(x, once)]);
  all.meet();
  const first = a.propose('first', [admitting(x, once)]);
  const again = a.propose('the same once more', [admitting(x, once)]);
  const second = a.propose('used up', [admitting(y, once)]);
  const atOnce = b.propose('at once', [admitting(z, once)]);
  all.meet();
  const faults = [early, first, again, second, atOnce].map((id) => fault(b, id));
  assert.deepEqual(faults, ['invitation-not-open', null, null, 'invitation-not-open', null]);
  const many = a.invite(5);
  a.write([uninvite.write({ invitation: many.id })]);
  assert.equal(fault(a, a.propose('revoked', [admitting(y, many)])), 'invitation-not-open');
});

test('a cheat who gives out the key of another’s invitation again changes nothing for whoever had not seen it', () => {
  const [all, a, b, c] = village();
  const secret = all.random(16);
  const { publicKey, secretKey } = invitationKeys(secret);
  for (const title of ['bread', 'soup', 'tea']) a.propose(title);
  a.write([invite.write({ key: publicKey, uses: 3, expires: 2_000_000_000 })]);
  // C got hold of the key, and gives it out with no uses at all, in an entry that comes first in the order of entries; B hears of that only.
  c.write([invite.write({ key: publicKey, uses: 0, expires: 2_000_000_000 })]);
  c.sendTo(b);
  const proposal = a.propose('X', [admitting(all.newcomer('X'), { id: invitationIdOf(publicKey), secretKey })]);
  all.meet();
  assert.deepEqual(
    [a, b, c].map((device) => fault(device, proposal)),
    [null, null, null],
  );
});

test('names, devices and bundles that are taken keep a device from attesting', () => {
  const [all, a] = village();
  const invitation = a.invite(9);
  const twin = all.newcomer('a');
  const tricky = all.newcomer('A\u200bna');
  const proposals = [twin, tricky].map((device) => a.propose('x', [admitting(device, invitation)]));
  all.meet();
  for (const device of all.founders) for (const proposal of proposals) device.consent(proposal);
  all.settle();
  assert.equal(a.people.length, 3);
  assert.deepEqual(
    proposals.map((id) => fault(a, id)),
    [null, null],
  );
});
