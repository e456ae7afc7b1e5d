import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../bytes/id.ts';
import { signingKeys } from '../crypto/sign.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { backupKey, linkDevice } from './actions.ts';
import { admitting, agreeing, removing, type TestDevice, Village } from './cell.fixture.ts';
import { signLink } from './devices.ts';
import { hearing } from './outcome.ts';
import { reinstate } from './reinstate.ts';
import { stateOf } from './state.fixture.ts';

const TALK = { lane: 'talk', topic: 'general', turn: 1 } as const;

/** A second device of somebody, linked by the key of a backup, revoking none. */
function second(of: TestDevice, mark = 1): TestDevice {
  const { village } = of;
  const { publicKey: key, secretKey } = signingKeys(new Uint8Array(32).fill(mark));
  of.write([backupKey.write({ key })]);
  const device = village.newcomer(`${of.name}${mark}`);
  of.sendTo(device);
  const content = { member: of.member, bundle: device.bundle, revokes: [] };
  device.write([linkDevice.write({ ...content, key, proof: signLink(secretKey, village.id, content) })]);
  village.meet(...village.founders, device);
  return device;
}

function setAside(device: TestDevice): string[] {
  return device.cell.quarantine.entries().map(({ entry, reason }) => `${entry.chain.opening.lane} ${entry.seq} ${reason}`);
}

test('to leave needs nobody; what the leaver wrote stays, and they write no more', () => {
  const village = new Village([...'ABC']);
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  a.write([['talk/say', 'so long']], {}, TALK);
  const bread = a.propose('Bread');
  a.leave();
  assert.deepEqual(a.people, ['B', 'C']);
  assert.equal(a.write([['talk/say', 'one more thing']]).length, 0);
  assert.deepEqual(a.refused, ['author-not-in-charter']);
  village.meet();
  for (const device of [a, b, c]) {
    assert.deepEqual(device.people, ['B', 'C']);
    assert.equal(device.charter.id, a.charter.id);
    assert.deepEqual([...device.charter.left], [a.member]);
    assert.ok(device.cell.decisions.proposals.has(bread));
    assert.deepEqual(setAside(device), []);
  }
  assert.equal(b.cell.currentEpoch(WHOLE_CELL), null, 'I8: a new epoch comes first');
  const name = b.propose('Name', [agreeing('name', 'Hill')]);
  village.meet();
  for (const device of [b, c]) device.consent(name);
  village.settle();
  assert.equal(a.cell.setting('name').value, 'Hill', 'what can be read is still understood');
});

test('who has left is not asked any more, and their objection holds nothing up', () => {
  const village = new Village([...'ABC']);
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  const proposal = b.propose('Quorum', [agreeing('quorum', '1/1')]);
  village.meet();
  a.respond(proposal, 'object');
  a.leave();
  village.meet();
  const version = b.cell.decisions.versions.get(proposal);
  assert.ok(version !== undefined);
  assert.deepEqual(hearing(version, b.charter, b.power).asked.length, 2);
  for (const device of [b, c]) device.consent(proposal);
  village.settle();
  assert.equal(b.state(proposal), 'in-effect');
});

test('what a leaver’s other device writes meanwhile is set aside, and what their devices had exchanged is not', () => {
  const village = new Village([...'ABC']);
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  const phone = second(a);
  phone.write([['talk/say', 'on my way']], {}, TALK);
  phone.sendTo(a);
  phone.write([['talk/say', 'nobody has seen this']], {}, TALK);
  phone.write([['decisions/answer', []]]);
  a.leave();
  village.meet(a, b, c, phone);
  for (const device of [a, b, c, phone]) assert.deepEqual(setAside(device), ['talk 1 left', 'record 1 left'].toReversed(), device.name);
});

test('rule 10: who has left comes back with a fresh bundle, by the decision of the group', () => {
  const village = new Village([...'ABC']);
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  a.leave();
  village.meet();
  const again = village.newcomer('A');
  const proposal = b.propose('A again', [admitting(again, b.invite())]);
  village.meet();
  for (const device of [b, c]) device.consent(proposal);
  village.settle();
  assert.deepEqual(b.people, ['A', 'B', 'C']);
  assert.ok(b.charter.members.has(again.member) && b.charter.former.has(a.member));
});

test('rules 3 and 7: leaving at the same time as a decision merges with it, whoever heard of which first', () => {
  const village = new Village([...'ABCD']);
  const [a, b, c, d] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  const x = village.newcomer('X');
  const proposal = b.propose('X', [admitting(x, b.invite())]);
  village.meet();
  for (const device of village.founders) device.consent(proposal);
  village.meet();
  a.leave();
  a.sendTo(d);
  village.settle(b, c);
  // D attests on the charter without A, B and C on the one with A: three of four, and then all on what follows.
  d.attestWhatIsDue();
  village.settle();
  assert.deepEqual(b.people, ['B', 'C', 'D', 'X']);
  assert.deepEqual([...b.power.falseDevices], []);
  for (const device of [a, c, d]) assert.deepEqual(stateOf(device), stateOf(b));
});

test('a cell of two can only part: one leaves, and the other alone decides nothing (rule 20)', () => {
  const village = new Village([...'AB']);
  const [a, b] = village.founders as unknown as [TestDevice, TestDevice];
  const removal = a.propose('RB', [removing(b.member)]);
  village.meet();
  for (const device of [a, b]) device.consent(removal);
  village.settle();
  assert.deepEqual(a.people, ['A', 'B']);
  b.leave();
  village.meet();
  assert.deepEqual(a.people, ['A']);
  const name = a.propose('Name', [agreeing('name', 'Mine')]);
  const x = village.newcomer('X');
  const admission = a.propose('X', [admitting(x, a.invite())]);
  for (const version of [name, admission]) a.consent(version);
  village.settle();
  assert.deepEqual(a.people, ['A'], 'nobody takes over by staying');
});

test('leaves that know of each other leave no cell stuck before it has one member', () => {
  const village = new Village([...'ABCDE']);
  const [a, b, c, d, e] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice, TestDevice];
  for (const device of [a, b, c]) {
    device.leave();
    village.meet();
  }
  const proposal = d.propose('Quorum', [agreeing('quorum', '1/1')]);
  village.meet();
  for (const device of [d, e]) device.consent(proposal);
  village.settle();
  assert.ok(e.hasCertificate(proposal));
});

test('an own device is revoked with its cut: what it writes unknowing beyond that is set aside', () => {
  const village = new Village([...'ABC']);
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  const phone = second(a);
  const bread = phone.propose('Bread');
  phone.sendTo(a);
  a.revoke(phone.device);
  phone.propose('Cake');
  phone.write([['talk/say', 'give me your keys']], {}, TALK);
  village.meet(a, b, c, phone);
  for (const device of [a, b, c, phone]) {
    assert.deepEqual([...device.cell.decisions.proposals.keys()], [bread]);
    assert.equal(setAside(device).length, 2);
    assert.ok(!device.cell.currentDevices().has(phone.device));
  }
  assert.equal(phone.write([['talk/say', 'x']]).length, 0);
  assert.equal(b.cell.currentEpoch(WHOLE_CELL), null, 'a new epoch comes first');
});

test('a thief’s objections beyond the cut hold nothing up, also where somebody has them in their past', () => {
  const village = new Village([...'ABC']);
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  const phone = second(a);
  const everybody = [a, b, c, phone];
  const proposal = b.propose('Quorum', [agreeing('quorum', '1/1')]);
  village.meet(...everybody);
  for (const device of [a, b, c]) device.consent(proposal);
  a.revoke(phone.device);
  phone.respond(proposal, 'object', 'never');
  phone.sendTo(b);
  b.write([['talk/say', 'B has the objection in its past now, and not the revocation']]);
  village.settle(a, b, c);
  for (const device of [a, b, c]) assert.ok(device.hasCertificate(proposal), device.name);
  assert.equal(b.state(proposal), 'in-effect', 'and no review');
});

test('two own devices that revoke each other are both suspended, until the cell decides', () => {
  const village = new Village([...'ABC']);
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  const phone = second(a);
  const everybody = [a, b, c, phone];
  a.revoke(phone.device);
  phone.revoke(a.device);
  village.meet(...everybody);
  for (const device of everybody) {
    assert.ok(device.cell.devices.isSuspended(a.device) && device.cell.devices.isSuspended(phone.device));
    assert.deepEqual([...device.cell.currentDevices().values()].map(({ member }) => member).sort(), [b.member, c.member].sort());
  }
  assert.equal(a.write([['talk/say', 'it is me']]).length, 0);
  const decide = (device: Id) => {
    const proposal = b.propose('Which one', [reinstate.action.write({ member: a.member, device })]);
    village.meet(b, c);
    for (const one of [b, c]) one.consent(proposal);
    // Nobody waits for whoever has no voice to answer with.
    village.settle(b, c);
    assert.ok(b.hasCertificate(proposal));
    village.meet(...everybody);
  };
  decide(a.device);
  for (const device of everybody) {
    assert.equal(device.cell.currentDevices().get(a.device)?.member, a.member);
    assert.ok(!device.cell.currentDevices().has(phone.device));
  }
  assert.equal(a.write([['talk/say', 'it is me']]).length, 1);
  village.meet(...everybody);
  assert.deepEqual(stateOf(b.restarted()), stateOf(b));
  // What was reinstated can be revoked anew, by a device that knows of it.
  a.revoke(a.device);
  village.meet(...everybody);
  assert.ok(!b.cell.currentDevices().has(a.device));
});

test('own devices that contradict each other count as the objection', () => {
  const village = new Village([...'ABC']);
  const [a, b] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  const phone = second(a);
  const proposal = b.propose('Quorum', [agreeing('quorum', '1/1')]);
  village.meet(...village.founders, phone);
  for (const device of village.founders) device.consent(proposal);
  phone.respond(proposal, 'object', 'I said no');
  village.settle(...village.founders, phone);
  assert.ok(!b.hasCertificate(proposal));
});

test('nobody revokes the device of another', () => {
  const village = new Village([...'ABC']);
  const [a, b] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  a.revoke(b.device);
  village.meet();
  assert.ok(b.cell.currentDevices().has(b.device));
  assert.deepEqual(b.inert, ['only-own-devices-are-revoked']);
});
