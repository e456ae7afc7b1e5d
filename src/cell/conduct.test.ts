import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../bytes/id.ts';
import { admitting, agreeing, type TestDevice, Village } from './cell.fixture.ts';
import { PATIENCE } from './conduct.ts';

/** A village in which everybody has consented to admit X and to admit Y, and has attested neither. */
function twoAdmissions(founders: string): { village: Village; x: Id; y: Id; ids: readonly [low: Id, high: Id] } {
  const village = new Village([...founders]);
  const [first, last] = [village.founder(0), village.founder(founders.length - 1)];
  const x = first.propose('X', [admitting(village.newcomer('X'), first.invite())]);
  const y = last.propose('Y', [admitting(village.newcomer('Y'), last.invite())]);
  village.meet();
  for (const device of village.founders) for (const version of [x, y]) device.consent(version);
  village.meet();
  return { village, x, y, ids: x < y ? [x, y] : [y, x] };
}

function attestedBy(device: TestDevice, version: Id): string[] {
  const attestations = device.power.attestationsOn(device.power.beginning.id).get(version) ?? [];
  const names = new Map(device.power.beginning.members);
  return [...new Set(attestations.map(({ member }) => names.get(member)?.name ?? '?'))].sort();
}

test('rule 11: a device attests one change of power for each charter and round, the lowest; the other comes on the next charter', () => {
  const { village, ids } = twoAdmissions('ABC');
  const a = village.founder(0);
  assert.equal(a.attestWhatIsDue(), 1);
  assert.equal(a.attestWhatIsDue(), 0);
  assert.deepEqual(attestedBy(a, ids[0]), ['A']);
  assert.deepEqual(attestedBy(a, ids[1]), []);
  village.settle();
  assert.deepEqual(a.people, ['A', 'B', 'C', 'X', 'Y']);
  assert.deepEqual([...a.power.falseDevices], []);
});

test('rule 11: what is not power does not wait for each other, nor for a change of power', () => {
  const village = new Village([...'ABC']);
  const a = village.founder(0);
  const proposals = [agreeing('name', 'Hill'), agreeing('respondWithin', '3d'), agreeing('quorum', '3/4')].map((effect) =>
    a.propose('It', [effect]),
  );
  village.meet();
  for (const device of village.founders) for (const version of proposals) device.consent(version);
  village.meet();
  assert.equal(a.attestWhatIsDue(), 3);
});

test('rules 11 and 19: what a device has attested is in its own log, so after a restart it does not attest twice', () => {
  const { village } = twoAdmissions('ABC');
  const a = village.founder(0);
  a.attestWhatIsDue();
  const again = a.restarted();
  assert.equal(again.attestWhatIsDue(), 0);
});

test('rules 12 to 14: five, two admissions; A and B attest one, C and D the other, E is silent: they come together all the same', () => {
  const { village, x, y } = twoAdmissions('ABCDE');
  const [a, b, c, d] = village.founders.slice(0, 4) as [TestDevice, TestDevice, TestDevice, TestDevice];
  for (const device of [a, b]) device.attest(x);
  for (const device of [c, d]) device.attest(y);
  village.settle(a, b, c, d);
  for (const device of [a, b, c, d]) assert.deepEqual(device.people, ['A', 'B', 'C', 'D', 'E', 'X', 'Y']);
  assert.deepEqual([...a.power.falseDevices], []);
  village.settle();
  assert.equal(village.founder(4).charter.id, a.charter.id);
});

test('rule 13: if exactly one change may be certified already, a device attests that one, though another is lower', () => {
  const { village, ids } = twoAdmissions('ABCD');
  const [low, high] = ids;
  const [a, b, c, d] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  for (const device of [a, b]) device.attest(high);
  d.attest(low);
  village.meet(a, b, d);
  // C may have attested the higher one: two and C are three of four. It may have attested the lower one: D and C are two.
  assert.equal(d.attestWhatIsDue(), 1);
  assert.deepEqual(attestedBy(d, high), ['A', 'B', 'D']);
  assert.ok(d.hasCertificate(high));
  village.settle(a, b, c, d);
  assert.deepEqual(c.people, ['A', 'B', 'C', 'D', 'X', 'Y']);
});

test('rule 14: if several may be certified, a device waits for the silent, and in a cell of four and more not for ever', () => {
  const { village, x, y } = twoAdmissions('ABCDEF');
  const devices = village.founders.slice(0, 4) as [TestDevice, TestDevice, TestDevice, TestDevice];
  const [a, b, c, d] = devices;
  for (const device of [a, b]) device.attest(x);
  for (const device of [c, d]) device.attest(y);
  village.settle(...devices);
  assert.ok(
    devices.every((device) => !device.hasCertificate(x) && !device.hasCertificate(y)),
    'with E and F either may have four of six',
  );
  village.now += PATIENCE - 1;
  village.settle(...devices);
  assert.ok(devices.every((device) => !device.hasCertificate(x) && !device.hasCertificate(y)));
  village.now += 1;
  village.settle(...devices);
  assert.ok(devices.every((device) => device.charter.changes.size > 0 && device.charter.id === a.charter.id));
});

test('rule 14: a cell of three waits for its third member for ever', () => {
  const { village, x, y } = twoAdmissions('ABC');
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  a.attest(x);
  b.attest(y);
  village.settle(a, b);
  village.pass(100);
  village.settle(a, b);
  assert.ok(!a.hasCertificate(x) && !a.hasCertificate(y));
  village.settle(a, b, c);
  assert.deepEqual(a.people, ['A', 'B', 'C', 'X', 'Y']);
});

test('where no quorum is there, the rounds end, and go on when others come', () => {
  const village = new Village([...'ABCDE']);
  const a = village.founder(0);
  const proposal = a.propose('X', [admitting(village.newcomer('X'), a.invite())]);
  village.meet();
  for (const device of village.founders) device.consent(proposal);
  village.meet();
  const three = village.founders.slice(0, 3);
  village.settle(...three);
  assert.deepEqual(attestedBy(a, proposal), ['A', 'B', 'C']);
  assert.equal(a.power.attestationsOn(a.charter.id).get(proposal)?.length, 3, 'once each');
  village.settle();
  assert.ok(a.hasCertificate(proposal));
});

test('rule 16: a device never attests against an objection that it knows, whatever the round', () => {
  const { village, x, y } = twoAdmissions('ABC');
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  c.respond(x, 'object');
  village.settle();
  for (const device of [a, b, c]) {
    assert.ok(!device.hasCertificate(x));
    assert.ok(device.hasCertificate(y));
  }
  c.consent(x);
  village.settle();
  assert.ok(a.hasCertificate(x), 'an objection that is taken back holds nothing up');
});

test('rule 17: an objection made in time, and unseen by those who attested, opens a review and undoes nothing', () => {
  const village = new Village([...'ABC']);
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  const proposal = a.propose('X', [admitting(village.newcomer('X'), a.invite())]);
  village.meet();
  for (const device of village.founders) device.consent(proposal);
  village.meet();
  const objection = c.respond(proposal, 'object', 'we have no room');
  village.settle(a, b);
  assert.equal(a.state(proposal), 'in-effect');
  village.meet();
  for (const device of village.founders) {
    assert.equal(device.state(proposal), 'in-review');
    assert.ok(device.people.includes('X'));
    assert.ok(device.record.entry(objection) !== undefined);
  }
  c.consent(proposal);
  village.meet();
  assert.equal(a.state(proposal), 'in-effect');
  c.respond(proposal, 'object', 'too late, having seen it in effect');
  village.meet();
  assert.equal(a.state(proposal), 'in-effect');
});

test('rule 18: of settings decided at once the lowest proposal id holds and the clash is shown; a later decision ends it', () => {
  const village = new Village([...'ABC']);
  const [a, b] = [village.founder(0), village.founder(1)];
  const names = new Map([
    [a.propose('Hill', [agreeing('name', 'Hill')]), 'Hill'],
    [b.propose('Dale', [agreeing('name', 'Dale')]), 'Dale'],
  ]);
  village.meet();
  for (const device of village.founders) for (const version of names.keys()) device.consent(version);
  village.settle();
  const [low, high] = [...names.keys()].sort();
  for (const device of village.founders) {
    assert.deepEqual(device.cell.setting('name'), { value: names.get(low ?? ''), version: low, clash: [high] });
  }
  const later = a.propose('Brook', [agreeing('name', 'Brook')]);
  village.meet();
  for (const device of village.founders) device.consent(later);
  village.settle();
  assert.deepEqual(b.cell.setting('name'), { value: 'Brook', version: later, clash: [] });
});

test('rule 18: of two quorums decided at once the higher holds, and a later decision replaces both', () => {
  const village = new Village([...'ABCD']);
  const [a, b] = [village.founder(0), village.founder(1)];
  const agree = (device: TestDevice, value: string) => device.propose(value, [agreeing('quorum', value)]);
  const proposals = [agree(a, '4/4'), agree(b, '3/4')];
  village.meet();
  for (const device of village.founders) for (const version of proposals) device.consent(version);
  village.settle();
  assert.deepEqual(a.charter.quorum, { over: 4, under: 4 });
  const later = agree(a, '1/2');
  village.meet();
  for (const device of village.founders) device.consent(later);
  village.settle();
  assert.deepEqual(b.charter.quorum, { over: 1, under: 2 });
});

test('rule 19: two attestations of one device for one charter and round prove it false, and its attestations count all the same', () => {
  const { village, x, y } = twoAdmissions('ABC');
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  c.attest(x);
  c.attest(y);
  a.attest(x);
  village.meet();
  assert.deepEqual([...b.power.falseDevices], [c.device]);
  assert.ok(b.hasCertificate(x));
  assert.ok(!b.hasCertificate(y));
});

test('a device does not attest for its member twice, whichever of their devices did', () => {
  const village = new Village(['A']);
  const a = village.founder(0);
  const proposal = a.propose('Name', [agreeing('name', 'Hill')]);
  a.consent(proposal);
  assert.equal(a.attestWhatIsDue(), 1);
  assert.equal(a.attestWhatIsDue(), 0);
});
