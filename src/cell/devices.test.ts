import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../bytes/id.ts';
import { signingKeys } from '../crypto/sign.ts';
import { backupKey, linkDevice } from './actions.ts';
import { agreeing, type TestDevice, Village } from './cell.fixture.ts';
import { signLink } from './devices.ts';
import { stateOf } from './state.fixture.ts';

const seed = new Uint8Array(32).fill(7);
const { publicKey: key, secretKey } = signingKeys(seed);

/** Brings a new device in by the backup's key, as a restore does. @returns whether its link was taken */
function link(device: TestDevice, member: Id, revokes: readonly Id[], by: Uint8Array = secretKey): boolean {
  const content = { member, bundle: device.bundle, revokes };
  const before = device.segments.size;
  device.write([linkDevice.write({ ...content, key, proof: signLink(by, device.village.id, content) })]);
  return device.segments.size > before;
}

function village(): readonly [Village, TestDevice, TestDevice, TestDevice] {
  const made = new Village([...'ABC']);
  const a = made.founder(0);
  a.write([backupKey.write({ key })]);
  made.meet();
  return [made, a, made.founder(1), made.founder(2)];
}

test('a backup’s key links a new device to its member and revokes the lost one, in the eyes of all', () => {
  const [all, a, b] = village();
  const restored = all.newcomer('A again');
  b.sendTo(restored);
  assert.ok(link(restored, a.member, [a.device]));
  all.meet(restored, b, all.founder(2));
  assert.equal(b.cell.currentDevices().get(restored.device)?.member, a.member);
  assert.ok(!b.cell.currentDevices().has(a.device));
  const soup = restored.propose('Soup');
  all.meet(restored, b);
  assert.equal(b.cell.decisions.proposals.get(soup)?.proposer, a.member);
  // The lost device turns up again: what it wrote unknowing counts, and what it writes knowing does not.
  a.propose('Bread');
  all.meet(a, b, restored);
  const before = b.cell.decisions.proposals.size;
  a.isChanged = true;
  a.propose('Cake');
  all.meet(a, b);
  assert.equal(b.cell.decisions.proposals.size, before);
  assert.ok(b.refused.includes('device-revoked'));
  assert.deepEqual(stateOf(b.restarted()), stateOf(b));
});

test('a backup’s key works once, for its own member, and revokes nobody else’s device', () => {
  const [all, a, b, c] = village();
  const devices = ['1', '2', '3', '4'].map((name) => all.newcomer(name)) as [TestDevice, TestDevice, TestDevice, TestDevice];
  for (const device of devices) b.sendTo(device);
  const [first, second, third, fourth] = devices;
  assert.ok(!link(second, b.member, []), 'another member');
  assert.ok(!link(third, a.member, [c.device]), 'another’s device');
  assert.ok(!link(fourth, a.member, [], signingKeys(new Uint8Array(32)).secretKey), 'another key');
  assert.ok(link(first, a.member, [a.device]));
  first.sendTo(second);
  assert.ok(!link(second, a.member, []), 'a second time');
  assert.ok([second, third, fourth].every(({ refused }) => refused.includes('author-not-in-charter')));
});

test('a cheat who copies a backup’s key from the record, or links the device of another, takes nothing over', () => {
  const [all, a, b, c] = village();
  const restored = all.newcomer('A again');
  a.sendTo(restored);
  // C claims the key for itself, and links A's new device by it before A does; B hears of C first.
  c.write([backupKey.write({ key })]);
  const claim = { member: c.member, bundle: restored.bundle, revokes: [] };
  c.write([linkDevice.write({ ...claim, key, proof: signLink(secretKey, all.id, claim) })]);
  assert.deepEqual(c.inert, ['link-not-by-the-device']);
  c.sendTo(b);
  assert.ok(link(restored, a.member, [a.device]));
  all.meet(restored, b, c);
  assert.equal(b.cell.currentDevices().get(restored.device)?.member, a.member);
  assert.deepEqual(stateOf(b), stateOf(restored));
});

test('what two devices of one member say apart counts as the objection', () => {
  const [all, a, b, c] = village();
  const restored = all.newcomer('A again');
  b.sendTo(restored);
  link(restored, a.member, []);
  all.meet(restored, a, b, c);
  const proposal = b.propose('Quorum', []);
  all.meet(restored, a, b, c);
  a.consent(proposal);
  restored.respond(proposal, 'object');
  b.consent(proposal);
  c.consent(proposal);
  all.meet(restored, a, b, c);
  assert.equal(b.state(proposal), 'open', 'neither device had seen what the other said');
  a.consent(proposal);
  all.meet(restored, a, b, c);
  assert.equal(b.state(proposal), 'passed', 'the later answer had seen both');
});

test('rule 5: two devices of one member are one attester', () => {
  const [all, a, b, c] = village();
  const restored = all.newcomer('A again');
  b.sendTo(restored);
  link(restored, a.member, []);
  all.meet(restored, a, b, c);
  const proposal = b.propose('Quorum', [agreeing('quorum', '3/5')]);
  all.meet(restored, a, b, c);
  for (const device of [a, b, c]) device.consent(proposal);
  all.meet(restored, a, b, c);
  for (const device of [a, restored]) device.attest(proposal);
  all.meet(restored, a, b, c);
  assert.ok(!c.hasCertificate(proposal), 'two of three are needed');
  b.attest(proposal);
  all.meet(restored, a, b, c);
  const [certificate] = c.power.certificates(proposal);
  assert.deepEqual(new Set(certificate?.attestations.map(({ member }) => member)), new Set([a.member, b.member]));
  assert.equal(certificate?.attestations.length, 2);
});
