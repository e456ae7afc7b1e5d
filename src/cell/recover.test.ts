import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { signingKeys } from '../crypto/sign.ts';
import { addDevice, backupKey, linkDevice, newEpoch } from './actions.ts';
import { admit, signAsked } from './admit.ts';
import { admitting, agreeing, recovering, removing, type TestDevice, Village } from './cell.fixture.ts';
import { quorumFor } from './certificate.ts';
import type { Member } from './charter.ts';
import { signLink } from './devices.ts';
import { signDeviceAsked } from './links.ts';
import { recover } from './recover.ts';
import { stateOf } from './state.fixture.ts';

interface Lost {
  readonly village: Village;
  /** Whose device is lost, or said to be. */
  readonly a: TestDevice;
  /** The new one that is to speak for them. */
  readonly fresh: TestDevice;
  readonly others: readonly TestDevice[];
}

/** A cell whose first member, Ana, has lost her device. */
function lost(names = ['Ana', 'Bo', 'Cy', 'Di']): Lost {
  const village = new Village(names);
  const [a, ...others] = village.founders as [TestDevice, ...TestDevice[]];
  return { village, a, fresh: village.newcomer('Ana'), others };
}

function memberAt(device: TestDevice, id: Id): Member {
  const member = device.charter.members.get(id);
  assert.ok(member !== undefined);
  return member;
}

/** Somebody opens the door to a device that says it is Ana's. @returns the proposal */
function proposeRecovery(by: TestDevice, a: TestDevice, fresh: TestDevice): Id {
  return by.propose('recover', [recovering(fresh, memberAt(by, a.member), by.invite())]);
}

/** These agree and attest, apart from everybody else. */
function decide(village: Village, version: Id, deciding: readonly TestDevice[]): void {
  village.meet(...deciding);
  for (const device of deciding) device.consent(version);
  village.settle(...deciding);
}

/** The recovery as it should go: all others agree, and the new device enters. */
function recovered(names?: string[]): Lost & { readonly recovery: Id } {
  const cell = lost(names);
  const { village, a, fresh, others } = cell;
  const recovery = proposeRecovery(others[0] as TestDevice, a, fresh);
  decide(village, recovery, others);
  village.meet(fresh, ...others);
  return { ...cell, recovery };
}

/** Why a proposal with this effect can never take effect; null where it can. */
function faultOf(by: TestDevice, effect: Cbor): string | null {
  const version = by.cell.decisions.versions.get(by.propose('x', [effect]));
  assert.ok(version !== undefined);
  return version.effects.ok ? null : version.effects.reason;
}

test('a recovered member is who they were, with another device: the same id, name, voice and authorship', () => {
  const cell = lost();
  const { village, a, fresh, others } = cell;
  const [bo] = others as [TestDevice];
  const soup = a.propose('Soup');
  village.meet();
  const recovery = proposeRecovery(bo, a, fresh);
  decide(village, recovery, others);
  village.meet(fresh, ...others);
  assert.deepEqual(bo.people, ['Ana', 'Bo', 'Cy', 'Di']);
  const ana = memberAt(bo, a.member);
  assert.equal(ana.bundle.device, fresh.device);
  assert.equal(ana.key, fresh.member);
  assert.deepEqual(ana.recoveries, [recovery]);
  assert.deepEqual(
    [...bo.cell.currentDevices()].filter(([, { member }]) => member === a.member).map(([device]) => device),
    [fresh.device],
  );
  fresh.withdraw(soup);
  village.meet(fresh, ...others);
  assert.equal(bo.state(soup), 'withdrawn', 'what she proposed before is hers');
  const quorum = bo.propose('Quorum', [agreeing('quorum', '1/1')]);
  village.meet(fresh, ...others);
  for (const device of others) device.consent(quorum);
  village.settle(fresh, ...others);
  assert.equal(bo.state(quorum), 'open', 'she is asked like everybody');
  fresh.consent(quorum);
  village.settle(fresh, ...others);
  assert.equal(bo.state(quorum), 'in-effect');
  assert.deepEqual(stateOf(bo.restarted()), stateOf(fresh));
});

test('rules 5 and 6: whoever is to be given a device neither agrees nor attests, and a majority of all does', () => {
  const { village, a, fresh, others } = lost();
  const [bo, cy] = others as [TestDevice, TestDevice];
  const recovery = proposeRecovery(bo, a, fresh);
  decide(village, recovery, [a, bo, cy]);
  assert.ok(!bo.hasCertificate(recovery), 'three of four are needed, and she is none of them');
  a.attest(recovery);
  village.meet();
  assert.ok(!bo.hasCertificate(recovery));
  const version = bo.cell.decisions.versions.get(recovery);
  assert.ok(version !== undefined);
  assert.equal(quorumFor(bo.charter, version), 3);
  decide(village, recovery, others);
  assert.ok(bo.hasCertificate(recovery));
});

test('rule 7: in a cell that grew from two to three, the second and the third give the first a device', () => {
  const village = new Village(['Ana', 'Bo']);
  const [a, bo] = village.founders as [TestDevice, TestDevice];
  const cy = village.newcomer('Cy');
  const admission = bo.propose('admit', [admitting(cy, bo.invite())]);
  decide(village, admission, [a, bo]);
  village.meet(a, bo, cy);
  const fresh = village.newcomer('Ana');
  const recovery = proposeRecovery(bo, a, fresh);
  decide(village, recovery, [bo, cy]);
  assert.ok(bo.hasCertificate(recovery));
  // A removal still asks for more than half of the two before.
  const other = new Village(['Ana', 'Bo']);
  const [ana, second] = other.founders as [TestDevice, TestDevice];
  const third = other.newcomer('Cy');
  decide(other, second.propose('admit', [admitting(third, second.invite())]), [ana, second]);
  other.meet(ana, second, third);
  const removal = second.propose('remove', [removing(ana.member)]);
  decide(other, removal, [second, third]);
  assert.ok(!second.hasCertificate(removal));
});

test('in a cell of two the other alone gives nobody a device, or one would have both voices', () => {
  const { village, a, fresh, others } = lost(['Ana', 'Bo']);
  const [bo] = others as [TestDevice];
  const recovery = proposeRecovery(bo, a, fresh);
  decide(village, recovery, [a, bo]);
  bo.attest(recovery);
  a.attest(recovery);
  village.meet();
  assert.ok(!bo.hasCertificate(recovery));
  assert.equal(bo.cell.decisions.versions.get(recovery)?.effects.ok, true);
});

test('rule 9: whoever has not lost their device objects with it, and that stops it', () => {
  const { village, a, fresh, others } = lost();
  const [bo, cy] = others as [TestDevice, TestDevice];
  const recovery = proposeRecovery(bo, a, fresh);
  village.meet();
  a.respond(recovery, 'object', 'I am here, and have lost nothing.');
  decide(village, recovery, others);
  assert.ok(bo.hasCertificate(recovery), 'they had not heard her');
  // Those who have heard attest nothing, and what they attest all the same does not count.
  const again = lost();
  const second = proposeRecovery(again.others[0] as TestDevice, again.a, again.fresh);
  again.village.meet();
  again.a.respond(second, 'object');
  again.village.meet();
  decide(again.village, second, again.others);
  const [first] = again.others as [TestDevice];
  assert.equal(first.state(second), 'open');
  // Who holds the device, nobody can tell: then the group can only remove the member, and admit whoever came.
  const removal = first.propose('remove', [removing(again.a.member)]);
  decide(again.village, removal, again.others);
  assert.ok(!first.charter.members.has(again.a.member));
  assert.equal(cy.people.length, 4);
  // What is attested against it all the same does not count.
  const cheated = lost();
  const third = proposeRecovery(cheated.others[0] as TestDevice, cheated.a, cheated.fresh);
  cheated.village.meet();
  cheated.a.respond(third, 'object');
  for (const device of cheated.others) device.consent(third);
  cheated.village.meet();
  for (const device of cheated.others) device.attest(third);
  cheated.village.meet();
  assert.ok(!cheated.a.hasCertificate(third));
});

test('whoever knocks at several doors is proposed several times: one objection stops all of it, and none by somebody else', () => {
  const { village, a, fresh, others } = lost();
  const [bo, cy, di] = others as [TestDevice, TestDevice, TestDevice];
  const rival = village.newcomer('Ana');
  const twins = [proposeRecovery(bo, a, fresh), proposeRecovery(cy, a, fresh)] as [Id, Id];
  const other = proposeRecovery(di, a, rival);
  village.meet();
  a.respond(twins[0], 'object');
  village.meet();
  for (const device of others) for (const version of [...twins, other]) device.consent(version);
  village.meet(...others);
  for (const device of others)
    assert.deepEqual(
      device.cell.decisions.versions
        .get(twins[1])
        ?.claims.map(({ id }) => id)
        .sort(),
      [...twins].sort(),
    );
  assert.deepEqual([bo.state(twins[0]), bo.state(twins[1])], ['open', 'open']);
  village.settle(...others);
  assert.ok(bo.hasCertificate(other), 'what she said was about that device, not about another');
  assert.ok(!bo.hasCertificate(twins[1]));
  // Nor does what is attested all the same count.
  const again = lost();
  const [first, second] = again.others as [TestDevice, TestDevice];
  const pair = [proposeRecovery(first, again.a, again.fresh), proposeRecovery(second, again.a, again.fresh)] as [Id, Id];
  again.village.meet();
  again.a.respond(pair[0], 'object');
  for (const device of again.others) device.consent(pair[1]);
  again.village.meet();
  for (const device of again.others) device.attest(pair[1]);
  again.village.meet();
  assert.ok(!first.hasCertificate(pair[1]));
});

test('an objection that nobody had heard in time opens a review, also from beyond the cut, until the new device takes it back', () => {
  const { village, a, fresh, others } = lost();
  const [bo] = others as [TestDevice];
  const recovery = proposeRecovery(bo, a, fresh);
  village.meet();
  a.respond(recovery, 'object', 'I am here.');
  decide(village, recovery, others);
  assert.equal(bo.state(recovery), 'in-effect');
  village.meet(a, ...others);
  assert.equal(bo.state(recovery), 'in-review');
  assert.ok(bo.cell.quarantine.entries().length > 0);
  village.meet(fresh, ...others);
  fresh.consent(recovery);
  village.meet(fresh, ...others);
  assert.equal(bo.state(recovery), 'in-effect', 'her own word, knowing what her old device had said');
});

test('a lost device that turns up speaks for nobody: what nobody had seen of it is set aside, and the rest stays', () => {
  const { village, a, others, fresh } = lost();
  const [bo] = others as [TestDevice];
  const before = a.propose('Bread');
  village.meet();
  const unseen = a.propose('Cake');
  const recovery = proposeRecovery(bo, a, fresh);
  decide(village, recovery, others);
  village.meet(a, ...others);
  assert.ok(bo.cell.decisions.proposals.has(before));
  assert.ok(!bo.cell.decisions.proposals.has(unseen));
  assert.deepEqual(
    bo.cell.quarantine.entries().map(({ entry, reason }) => [entry.id, reason]),
    [[unseen, 'revoked']],
  );
  assert.equal(a.cell.currentDevices().has(a.device), false);
  assert.equal(a.cell.devices.isRevoked(a.device), true);
  assert.equal(a.cell.devices.isSuspended(a.device), false);
  // Its finder changes it, and writes on, on the charter of before and on that of now.
  a.isChanged = true;
  a.write([['talk/say', 'x']], { charter: a.power.beginning.id });
  a.write([['talk/say', 'x']]);
  const size = bo.record.size;
  a.sendTo(bo);
  assert.equal(bo.record.size, size);
  assert.deepEqual(stateOf(bo), stateOf(bo.restarted()));
  village.meet(fresh, ...others);
  assert.deepEqual(stateOf(bo), stateOf(fresh));
});

test('what the old devices had linked goes with them, also what they link later, and so does the key of a backup', () => {
  const { village, a, fresh, others } = lost();
  const [bo] = others as [TestDevice];
  const [second, third, fourth] = ['2', '3', '4'].map((name) => village.newcomer(name)) as [TestDevice, TestDevice, TestDevice];
  const add = (device: TestDevice) => {
    const asked = signDeviceAsked(signingKeys(device.seed).secretKey, village.id, a.member, device.bundle);
    return addDevice.write({ bundle: device.bundle, asked });
  };
  const backup = signingKeys(new Uint8Array(32).fill(9));
  a.write([add(second), backupKey.write({ key: backup.publicKey })]);
  village.meet();
  assert.equal(bo.cell.currentDevices().get(second.device)?.member, a.member);
  const recovery = proposeRecovery(bo, a, fresh);
  decide(village, recovery, others);
  a.write([add(third)]);
  village.meet(a, fresh, ...others);
  const speaking = () => [...bo.cell.currentDevices()].filter(([, { member }]) => member === a.member).map(([device]) => device);
  assert.deepEqual(speaking(), [fresh.device]);
  // The backup was among what was lost: nobody comes in by it who knows of the recovery, and who does not know ends with the devices.
  const link = (device: TestDevice, from: TestDevice) => {
    from.sendTo(device);
    const content = { member: a.member, bundle: device.bundle, revokes: [] };
    device.write([linkDevice.write({ ...content, key: backup.publicKey, proof: signLink(backup.secretKey, village.id, content) })]);
  };
  link(fourth, bo);
  assert.deepEqual(fourth.refused, ['author-not-in-charter']);
  // What the new device links speaks.
  const fifth = village.newcomer('5');
  fresh.write([add(fifth)]);
  village.meet(fresh, fifth, ...others);
  assert.deepEqual(speaking().sort(), [fresh.device, fifth.device].sort());
  fifth.propose('Soup');
  village.meet(fresh, fifth, ...others);
  assert.equal([...bo.cell.decisions.proposals.values()].at(-1)?.proposer, a.member);
  assert.deepEqual(stateOf(bo.restarted()), stateOf(fifth));
});

test('a backup that was restored without knowing of the recovery speaks for nobody once that is known', () => {
  const { village, a, fresh, others } = lost();
  const [bo] = others as [TestDevice];
  const backup = signingKeys(new Uint8Array(32).fill(9));
  a.write([backupKey.write({ key: backup.publicKey })]);
  village.meet();
  const restored = village.newcomer('Ana');
  bo.sendTo(restored);
  const recovery = proposeRecovery(bo, a, fresh);
  const content = { member: a.member, bundle: restored.bundle, revokes: [a.device] };
  restored.write([linkDevice.write({ ...content, key: backup.publicKey, proof: signLink(backup.secretKey, village.id, content) })]);
  assert.equal(restored.cell.currentDevices().get(restored.device)?.member, a.member);
  decide(village, recovery, others);
  village.meet(restored, fresh, ...others);
  for (const device of [bo, restored, fresh]) {
    const speaking = [...device.cell.currentDevices()].filter(([, { member }]) => member === a.member);
    assert.deepEqual(
      speaking.map(([one]) => one),
      [fresh.device],
    );
  }
  assert.deepEqual(stateOf(bo), stateOf(restored));
});

test('one device after the other: each recovery names the device that it replaces, and nothing undoes a later one', () => {
  const { village, a, fresh, others, recovery } = recovered();
  const [bo] = others as [TestDevice];
  const next = village.newcomer('Ana');
  const second = proposeRecovery(bo, a, next);
  decide(village, second, others);
  village.meet(next, fresh, ...others);
  assert.deepEqual(memberAt(bo, a.member).recoveries, [recovery, second]);
  assert.equal(memberAt(bo, a.member).bundle.device, next.device);
  assert.ok(bo.cell.devices.replacedBy(a.device) !== null);
  assert.ok(bo.cell.devices.replacedBy(fresh.device) !== null);
  // What was opened before the first recovery cannot take effect after it.
  const stale = lost();
  const [cy] = stale.others as [TestDevice];
  const other = stale.village.newcomer('Ana');
  const late = proposeRecovery(cy, stale.a, other);
  const first = proposeRecovery(cy, stale.a, stale.fresh);
  decide(stale.village, first, stale.others);
  decide(stale.village, late, stale.others);
  assert.ok(cy.hasCertificate(first) && !cy.hasCertificate(late));
  assert.equal(cy.cell.decisions.versions.get(late)?.effects.ok, true);
});

test('two recoveries of one member that are certified at once: one device speaks, the same everywhere, and the group can decide again', () => {
  const { village, a, fresh, others } = lost();
  const [bo] = others as [TestDevice];
  const rival = village.newcomer('Ana');
  const versions = [proposeRecovery(bo, a, fresh), proposeRecovery(bo, a, rival)] as [Id, Id];
  village.meet();
  for (const device of others) for (const version of versions) device.consent(version);
  village.meet(...others);
  for (const version of versions) for (const device of others) device.attest(version);
  village.meet(fresh, rival, ...others);
  assert.ok(versions.every((version) => bo.hasCertificate(version)));
  const [winner, loser] = versions[0] < versions[1] ? [fresh, rival] : [rival, fresh];
  for (const device of [bo, fresh, rival]) assert.equal(memberAt(device, a.member).bundle.device, winner.device);
  assert.ok(bo.cell.devices.replacedBy(loser.device) !== null);
  assert.equal(bo.cell.currentDevices().size, 4);
  const last = village.newcomer('Ana');
  const again = proposeRecovery(bo, a, last);
  decide(village, again, others);
  assert.equal(memberAt(bo, a.member).bundle.device, last.device);
});

test('rule 10: a removal wins over a recovery at once with it, and nobody comes back by one who is out', () => {
  const { village, a, fresh, others } = lost(['Ana', 'Bo', 'Cy', 'Di', 'Eli']);
  const [bo] = others as [TestDevice];
  const recovery = proposeRecovery(bo, a, fresh);
  const removal = bo.propose('remove', [removing(a.member)]);
  village.meet();
  for (const device of others) for (const version of [recovery, removal]) device.consent(version);
  village.meet(...others);
  for (const version of [recovery, removal]) for (const device of others) device.attest(version);
  village.meet(fresh, ...others);
  for (const device of [bo, fresh]) {
    assert.deepEqual(device.people, ['Bo', 'Cy', 'Di', 'Eli']);
    assert.ok(!device.cell.currentDevices().has(fresh.device));
    assert.ok(!device.cell.currentDevices().has(a.device));
  }
  const late = recovering(village.newcomer('Ana'), { ...memberAt(bo, bo.member), id: a.member }, bo.invite());
  assert.equal(faultOf(bo, late), 'member-unknown');
});

test('rule 4: a recovery makes no certificate invalid that the old device attested, and her voice is one on each charter', () => {
  const { village, a, fresh, others } = lost(['Ana', 'Bo', 'Cy', 'Di']);
  const [bo, cy, di] = others as [TestDevice, TestDevice, TestDevice];
  const quorum = bo.propose('Quorum', [agreeing('quorum', '3/4')]);
  const recovery = proposeRecovery(bo, a, fresh);
  village.meet();
  for (const device of [a, bo, cy]) device.consent(quorum);
  for (const device of others) device.consent(recovery);
  village.meet();
  for (const device of [a, bo, cy]) device.attest(quorum);
  village.meet(bo, cy, di);
  for (const device of others) device.attest(recovery, 1, { charter: bo.power.beginning.id });
  village.meet(fresh, a, ...others);
  assert.ok(bo.hasCertificate(quorum), 'her old device attested it before anybody knew');
  assert.ok(bo.hasCertificate(recovery));
  assert.deepEqual(bo.charter.quorum, { over: 3, under: 4 });
  const [certificate] = bo.power.certificates(quorum);
  assert.equal(certificate?.attestations.length, 3);
  fresh.attest(quorum, 2, { charter: bo.power.beginning.id });
  assert.ok(fresh.refused.length > 0, 'the new device speaks on charters with its recovery alone');
});

test('nobody turns one who asks to come in into one who comes back, nor another member’s name into a claim on theirs', () => {
  const { village, a, fresh, others } = lost();
  const [bo] = others as [TestDevice];
  const ana = memberAt(bo, a.member);
  const content = recover.action.read(recovering(fresh, ana, bo.invite()));
  assert.ok(content !== undefined);
  const secret = signingKeys(fresh.seed).secretKey;
  const asked = signAsked(secret, village.id, fresh.bundle, 'Ana');
  assert.equal(faultOf(bo, recover.action.write({ ...content, asked })), 'not-asked-by-the-joiner');
  assert.equal(faultOf(bo, recover.action.write({ ...content, name: 'Bo' })), 'invitation-not-proved');
  assert.equal(faultOf(bo, recover.action.write({ ...content, replaces: bo.device })), 'recovered-meanwhile');
  assert.equal(faultOf(bo, recover.action.write({ ...content, name: '' })), 'name-empty');
  assert.equal(faultOf(bo, recover.action.write({ ...content, bundle: new Uint8Array(3) })), 'not-canonical');
  const { name, bundle, invitation, invited } = content;
  assert.equal(faultOf(bo, admit.action.write({ name, bundle, invitation, invited, asked: content.asked })), 'not-asked-by-the-joiner');
  // Who said that they are Cy is not made Ana.
  const claim = bo.propose('recover', [recovering(fresh, ana, bo.invite(), 'Cy')]);
  decide(village, claim, others);
  assert.ok(!bo.hasCertificate(claim));
});

test('an invitation is used up by whoever comes back as by whoever comes in', () => {
  const { village, a, fresh, others } = lost();
  const [bo] = others as [TestDevice];
  const invitation = bo.invite();
  const recovery = bo.propose('recover', [recovering(fresh, memberAt(bo, a.member), invitation)]);
  assert.ok(bo.cell.decisions.versions.get(recovery)?.effects.ok);
  assert.equal(faultOf(bo, admitting(village.newcomer('X'), invitation)), 'invitation-not-open');
});

test('I8: nobody writes under an epoch that a lost device can read', () => {
  const { village, a, fresh, others } = lost();
  const [bo] = others as [TestDevice];
  assert.ok(bo.cell.currentEpoch(bo.epoch.circle) !== null);
  // An epoch for the very readers of later, made before anybody knew of the recovery: whoever lacked it was handed it, the lost device too.
  const early = bo.cell.makeEpoch(bo.epoch.circle, (size) => village.random(size));
  const seals = early.action.seals.map((seal) => (seal.device === a.device ? { ...seal, device: fresh.device } : seal));
  bo.write([newEpoch.write({ ...early.action, seals })]);
  bo.cell.epochs.keys.add(early.epoch);
  const recovery = proposeRecovery(bo, a, fresh);
  decide(village, recovery, others);
  assert.equal(bo.cell.currentEpoch(bo.epoch.circle), null);
  const made = bo.cell.makeEpoch(bo.epoch.circle, (size) => village.random(size));
  assert.deepEqual(made.action.seals.map(({ device }) => device).sort(), [fresh, ...others].map(({ device }) => device).sort());
  bo.write([newEpoch.write(made.action)]);
  bo.cell.epochs.keys.add(made.epoch);
  assert.equal(bo.cell.currentEpoch(bo.epoch.circle)?.id, made.epoch.id);
});
