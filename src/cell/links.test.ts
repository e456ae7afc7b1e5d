import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { signingKeys } from '../crypto/sign.ts';
import { addDevice } from './actions.ts';
import { agreeing, type TestDevice, Village } from './cell.fixture.ts';
import { type Speaking, signDeviceAsked, withinLimits } from './links.ts';
import { reinstate } from './reinstate.ts';
import { stateOf } from './state.fixture.ts';

const TALK = { lane: 'talk' as const, topic: 'general', turn: 1 };

/** Links a new device by one of its member's, and hands it all that this one has. @returns whether the link counts */
function link(by: TestDevice, device: TestDevice, asked = proof(device, owner(by))): boolean {
  const before = by.inert.length;
  by.write([addDevice.write({ bundle: device.bundle, asked })]);
  by.sendTo(device);
  return by.inert.length === before;
}

function proof(device: TestDevice, member: Id): Uint8Array {
  return signDeviceAsked(signingKeys(device.seed).secretKey, device.village.id, member, device.bundle);
}

function owner(device: TestDevice): Id {
  return device.cell.currentDevices().get(device.device)?.member ?? device.member;
}

function village(names = 'ABC'): readonly [Village, TestDevice, TestDevice, TestDevice] {
  const made = new Village([...names]);
  return [made, made.founder(0), made.founder(1), made.founder(2)];
}

test('a device links another one of its member, by itself, and both speak with one voice', () => {
  const [all, a, b, c] = village();
  const phone = all.newcomer('A phone');
  assert.ok(link(a, phone));
  all.meet(phone, a, b, c);
  assert.equal(b.cell.currentDevices().get(phone.device)?.member, a.member);
  assert.equal(
    b.cell.memberOf(phone.write([addDevice.write({ bundle: phone.bundle, asked: proof(phone, a.member) })])[0] as never),
    a.member,
  );
  const proposal = phone.propose('Name', [agreeing('name', 'Hill')]);
  all.meet(phone, a, b, c);
  a.consent(proposal);
  phone.consent(proposal);
  all.meet(phone, a, b, c);
  assert.equal(b.state(proposal), 'open', 'two devices of one member are one voice');
  b.consent(proposal);
  c.respond(proposal, 'object');
  all.meet(phone, a, b, c);
  a.consent(proposal);
  phone.respond(proposal, 'object');
  c.consent(proposal);
  all.settle(phone, a, b, c);
  assert.equal(b.state(proposal), 'open', 'devices that contradict each other unknowingly count as the objection');
  phone.consent(proposal);
  all.settle(phone, a, b, c);
  assert.equal(b.state(proposal), 'in-effect');
  for (const device of [a, c, phone, b.restarted()]) assert.deepEqual(stateOf(device), stateOf(b));
});

test('nobody links a device that did not ask, or asked for somebody else, or speaks already', () => {
  const [all, a, b] = village();
  const phone = all.newcomer('A phone');
  assert.ok(!link(a, phone, proof(phone, b.member)));
  assert.ok(!link(b, phone, proof(phone, a.member)));
  assert.ok(!link(a, phone, new Uint8Array(64)));
  assert.ok(!link(a, b));
  assert.ok(link(a, phone));
  all.meet();
  assert.ok(!link(b, phone));
  assert.deepEqual([...a.inert, ...b.inert].sort(), [...Array(3).fill('device-known'), ...Array(6).fill('device-not-asked')]);
});

test('a member links so many devices, and one more when one is revoked', () => {
  const [all, a, b] = village();
  const devices = Array.from({ length: LIMITS.devicesOfMember + 1 }, (_, i) => all.newcomer(`A ${i}`));
  const last = devices[LIMITS.devicesOfMember - 1] as TestDevice;
  for (const device of devices.slice(0, LIMITS.devicesOfMember - 1)) assert.ok(link(a, device));
  assert.ok(!link(a, last));
  assert.deepEqual(a.inert, ['too-many-devices']);
  a.revoke((devices[0] as TestDevice).device);
  assert.ok(link(a, last));
  all.meet();
  assert.equal([...b.cell.currentDevices().values()].filter(({ member }) => member === a.member).length, LIMITS.devicesOfMember);
});

test('devices that are linked at once, beyond the bound, are left out everywhere alike, and nobody else’s are', () => {
  const [all, a, b, c] = village();
  const [first, second] = [all.newcomer('A 1'), all.newcomer('A 2')];
  link(a, first);
  link(a, second);
  // Each of the three links as many as it can, knowing nothing of the others.
  for (const by of [a, first, second]) for (let i = 0; i < LIMITS.devicesOfMember; i++) link(by, all.newcomer(`${by.name} ${i}`));
  all.meet(a, b, c, first, second);
  const own = [...b.cell.currentDevices()].filter(([, { member }]) => member === a.member).map(([device]) => device);
  assert.equal(own.length, LIMITS.devicesOfMember);
  assert.ok(
    [a, first, second].every(({ device }) => own.includes(device)),
    'those that were linked before',
  );
  assert.ok([b, c].every(({ device }) => c.cell.currentDevices().has(device)));
  assert.deepEqual(stateOf(b), stateOf(a));
});

test('everybody’s first devices are sealed to before anybody’s third', () => {
  const speaking = (member: number, device: number): Speaking => ({
    member: String(member).padStart(64, '0'),
    bundle: { version: 1, device: `${member}-${device}`, sealing: new Uint8Array(0) },
    entry: device === 0 ? null : ({ lamport: member * 100 + device, chain: { rootId: '' }, seq: device } as never),
  });
  const all = Array.from({ length: LIMITS.members }, (_, member) =>
    Array.from({ length: 3 }, (_, device) => speaking(member, device)),
  ).flat();
  const kept = withinLimits(all);
  assert.equal(kept.length, LIMITS.devices);
  assert.ok(kept.every(({ bundle }) => !bundle.device.endsWith('-2')));
  assert.deepEqual(withinLimits(all.toReversed()), kept);
});

test('attack 3: what whoever found a lost device links by it, unseen, speaks for nobody, nor does what that links', () => {
  const [all, a, b, c] = village();
  const home = all.newcomer('A home');
  link(a, home);
  all.meet(a, b, c, home);
  home.revoke(a.device);
  // The finder, who withholds the revocation, links a device by the lost one, and another by that.
  const [thief, other] = [all.newcomer('thief'), all.newcomer('other')];
  assert.ok(link(a, thief));
  assert.ok(link(thief, other));
  other.write([['talk/say', 'it is me']], {}, TALK);
  const proposal = other.propose('Pay me');
  c.sendTo(other);
  other.sendTo(c);
  all.meet(b, c, home, other);
  for (const device of [a, thief, other]) assert.ok(!c.cell.currentDevices().has(device.device), device.name);
  assert.equal(c.cell.currentDevices().get(home.device)?.member, a.member);
  const aside = c.cell.quarantine.entries();
  assert.ok(aside.every(({ reason }) => reason === 'revoked'));
  assert.ok(aside.some(({ entry }) => entry.id === proposal) && aside.some(({ entry }) => entry.chain.opening.lane === 'talk'));
  // Whoever knows of the revocation takes nothing from them at all.
  const before = c.record.size;
  home.sendTo(other);
  other.isChanged = true;
  other.propose('Pay me now');
  other.sendTo(c);
  assert.equal(c.record.size, before);
  assert.deepEqual(stateOf(b), stateOf(c));
});

test('a device that was linked before its linker was revoked, and was seen, stays', () => {
  const [all, a, b, c] = village();
  const [home, phone] = [all.newcomer('A home'), all.newcomer('A phone')];
  link(a, home);
  link(a, phone);
  all.meet(a, home, phone, b, c);
  home.revoke(a.device);
  all.meet(a, home, phone, b, c);
  assert.deepEqual(
    [a, home, phone].map(({ device }) => b.cell.currentDevices().has(device)),
    [false, true, true],
  );
  assert.ok(phone.propose('Soup'));
});

test('own devices that revoke each other are both suspended, also where one does it by a device that it linked, until the cell decides', () => {
  const [all, a, b, c] = village();
  const [home, thief] = [all.newcomer('A home'), all.newcomer('thief')];
  link(a, home);
  all.meet(a, home, b, c);
  link(a, thief);
  home.revoke(a.device);
  thief.revoke(home.device);
  all.meet(a, home, thief, b, c);
  for (const device of [a, home, thief]) assert.ok(!b.cell.currentDevices().has(device.device), device.name);
  assert.ok(b.cell.devices.isSuspended(home.device));
  const proposal = b.propose('Home is A', [reinstate.action.write({ member: a.member, device: home.device })]);
  all.meet(b, c);
  for (const device of [b, c]) device.consent(proposal);
  all.settle(b, c);
  all.meet(b, c, home);
  assert.equal(b.cell.currentDevices().get(home.device)?.member, a.member);
  assert.ok(!b.cell.currentDevices().has(thief.device));
  assert.ok(home.propose('Here again'));
});
