import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../bytes/id.ts';
import { admitting, agreeing, removing, type TestDevice, Village } from './cell.fixture.ts';
import { quorumFor } from './certificate.ts';
import { Story } from './story.fixture.ts';

/** A village in which everybody has consented to these removals, and nobody has attested any. */
function villageWith(founders: string, removed: string): { village: Village; devices: readonly TestDevice[]; versions: readonly Id[] } {
  const village = new Village([...founders]);
  const devices = village.founders;
  const find = (name: string) => devices.find((device) => device.name === name) as TestDevice;
  const versions = [...removed].map((name) => (devices[0] as TestDevice).propose(`R${name}`, [removing(find(name).member)]));
  village.meet();
  for (const device of devices) for (const version of versions) device.consent(version);
  village.meet();
  return { village, devices, versions };
}

test('rule 3: a charter is one that every change in it leads to, whoever was removed on the way', () => {
  const story = new Story(
    'ABCD',
    `
    {}    --RA: B C D-->    {RA}
    {RA}  --AX: B C D-->    {RA,AX}
    {RA, AX} --RB: C D X-->`,
  );
  assert.deepEqual(story.device('C').people, ['C', 'D', 'X']);
  assert.deepEqual([...story.device('C').charter.former.values()].map(({ name }) => name).sort(), ['A', 'B']);
});

test('rule 4: a removal makes no certificate invalid, nor does what the removed one attested before it was known', () => {
  const story = new Story(
    'ABCDE',
    `
    {}  --RA: B C D E-->    {RA}
    {}  --AX: A B C D-->    {AX}    with A, on the charter on which A is still a member`,
  );
  assert.deepEqual(story.device('E').people, ['B', 'C', 'D', 'E', 'X']);
});

test('rule 5: the one to be removed is no attester', () => {
  new Story('ABC', '{} --RA: A B--x');
  new Story('ABC', '{} --RA: B C-->');
});

test('rule 6: a removal needs its part of the voters and never less than a majority of all members', () => {
  new Story('ABCD', '{} --RA: B C--x     two of four are no majority, though two of three voters are two thirds');
  new Story('ABCD', '{} --RA: B C D-->');
  const story = new Story(
    'ABCDE',
    `
    {}        --N: A B C D-->       three quarters of five are four
    {N}       --RA: B C D-->        of four voters three
    {N, RA}   --RB: C D E-->        of the three voters then three: a fraction shrinks with the cell, and nobody is stuck`,
  );
  const { power } = story.device('E');
  assert.deepEqual(
    ['RA', 'RB'].map((change) => {
      const certificate = power.certificates(story.version(change))[0];
      assert.ok(certificate !== undefined);
      return quorumFor(certificate.charter, certificate.version);
    }),
    [3, 3],
  );
});

test('rule 6: nobody is removed from a cell of two', () => {
  const { village, devices, versions } = villageWith('AB', 'A');
  const [a, b] = devices as [TestDevice, TestDevice];
  village.settle();
  assert.deepEqual(a.people, ['A', 'B']);
  b.attest(versions[0] as Id);
  a.attest(versions[0] as Id);
  village.meet();
  assert.ok(!a.hasCertificate(versions[0] as Id));
  assert.equal(b.state(versions[0] as Id), 'open');
});

test('rule 7: after a removal, those who carry on are a majority of those before it', () => {
  new Story(
    'ABCDE',
    `
    {}        --RA: B C D-->     {RA}
    {}        --AX: A B C D-->   {AX}
    {RA, AX}  --AY: B E X--x     two of five carry nothing on
    {RA, AX}  --AZ: B C D X-->`,
  );
});

test('rules 5 and 7: in a cell of four that has removed one, the three decide something together before they can remove another', () => {
  new Story(
    'ABCD',
    `
    {}          --RB: A C D-->    {RB}
    {RB}        --RA: C D--x      two are no majority of the four before
    {RB}        --N: A C D-->     {RB,N}
    {RB, N}     --RA: C D-->      two of the three that decided N`,
  );
});

test('rule 8: a removal that is in a charter is not certified on it again', () => {
  const story = new Story('ABCD', '{} --RA: B C D-->');
  const rest = story.village.founders.slice(1);
  for (const device of rest) device.attest(story.version('RA'));
  story.village.meet();
  for (const device of rest) assert.equal(device.power.certificates(story.version('RA')).length, 1);
});

test('rule 9: the objection of the one to be removed does not count; that of another does', () => {
  const { village, devices, versions } = villageWith('ABCD', 'A');
  const [a, b, c] = devices as [TestDevice, TestDevice, TestDevice, TestDevice];
  a.respond(versions[0] as Id, 'object', 'I would rather stay');
  village.meet();
  c.respond(versions[0] as Id, 'object', 'we have not talked yet');
  village.settle();
  assert.deepEqual(b.people, ['A', 'B', 'C', 'D']);
  c.consent(versions[0] as Id);
  village.settle();
  assert.deepEqual(b.people, ['B', 'C', 'D']);
  assert.equal(b.state(versions[0] as Id), 'in-effect', 'and no review of it by who was removed');
});

test('rule 10: removal always wins over an admission of the same bundle; whoever returns brings a fresh one', () => {
  const story = new Story(
    'ABCD',
    `
    {}    --AX: A B C-->
    {}    --ZX: B C D-->    X is admitted twice at once
    {AX}  --RX: A B C-->    where only the first admission is known: X does not stay by the second`,
  );
  assert.deepEqual(story.device('C').people, ['A', 'B', 'C', 'D']);
  const { village } = story;
  const [a] = village.founders as [TestDevice];
  const again = village.newcomer('X');
  const proposal = a.propose('X again', [admitting(again, a.invite())]);
  village.meet();
  for (const device of village.founders) device.consent(proposal);
  village.settle();
  assert.deepEqual(a.people, ['A', 'B', 'C', 'D', 'X'], 'under the old name, which nobody bears now');
  village.meet(...village.founders, again);
  const bread = again.propose('Bread');
  village.meet(...village.founders, again);
  assert.equal(a.state(bread), 'open', 'and takes part');
});

test('rule 10: the old bundle is not proposed to be admitted again with any effect', () => {
  const { village, devices, versions } = villageWith('ABCD', 'A');
  village.settle();
  const [a, b] = devices as [TestDevice, TestDevice];
  assert.ok(b.hasCertificate(versions[0] as Id));
  const proposal = b.propose('A again', [admitting(a, b.invite())]);
  village.meet();
  for (const device of devices.slice(1)) device.consent(proposal);
  village.settle();
  assert.equal(b.state(proposal), 'open', 'no device attests it: the bundle was removed');
  assert.deepEqual(b.people, ['B', 'C', 'D']);
});

test('rules 5 and 11: by their conduct devices remove somebody, and the one removed attests other things and not this', () => {
  const { village, devices, versions } = villageWith('ABCD', 'A');
  village.settle();
  const [a, b] = devices as [TestDevice, TestDevice];
  assert.deepEqual(b.people, ['B', 'C', 'D']);
  const attesters = [...a.power.attestationsOn(a.power.beginning.id).values()].flat().map(({ member }) => member);
  assert.ok(!attesters.includes(a.member));
  const { id } = a.charter;
  assert.equal(b.charter.id, id, 'who was removed knows it');
  assert.equal(a.write([['talk/say', 'still here']]).length, 0);
  assert.deepEqual(a.refused, ['author-not-in-charter']);
  assert.ok(versions.every((version) => b.state(version) === 'in-effect'));
});

test('who was removed gains nothing by standing on the charter of before, once they have the removal in their past', () => {
  const { village, devices } = villageWith('ABCD', 'A');
  const [a, b] = devices as [TestDevice, TestDevice];
  const before = a.charter.id;
  a.write([['talk/say', 'one']]);
  village.settle();
  a.isChanged = true;
  const [late] = a.write([['talk/say', 'two']], { charter: before });
  assert.ok(late !== undefined);
  a.sendTo(b);
  assert.deepEqual(b.refused, ['author-not-in-charter']);
});

test('rules 12 to 14: five, C and D for one removal, A and B for another, E is silent: they come together all the same', () => {
  const { village, devices, versions } = villageWith('ABCDE', 'AB');
  const [a, b, c, d, e] = devices as [TestDevice, TestDevice, TestDevice, TestDevice, TestDevice];
  const [ra, rb] = versions as [Id, Id];
  for (const device of [c, d]) device.attest(ra);
  for (const device of [a, b]) device.attest(device === a ? rb : ra);
  village.settle(a, b, c, d);
  village.pass(2);
  village.settle(a, b, c, d);
  const alive = [c, d].filter((device) => device.charter.changes.size > 0);
  assert.equal(alive.length, 2, 'something is decided without E');
  village.settle();
  assert.equal(e.charter.id, c.charter.id);
  assert.deepEqual([...c.power.falseDevices], []);
});

test('rule 15: where every removal that is possible would leave fewer than two, no device attests any of them', () => {
  const { village, devices, versions } = villageWith('ABCDE', 'ABCD');
  village.settle();
  const [a, , , d, e] = devices as [TestDevice, TestDevice, TestDevice, TestDevice, TestDevice];
  assert.deepEqual(e.people, ['A', 'B', 'C', 'D', 'E']);
  // Once two of them cannot pass any more, the others can.
  for (const version of versions.slice(2)) e.respond(version, 'object', 'not all of them');
  village.settle();
  assert.deepEqual(e.people, ['C', 'D', 'E']);
  assert.deepEqual([a.charter.id, d.charter.id], [e.charter.id, e.charter.id]);
});

test('rule 15: mutual removals in a cell of three leave all as it is, until somebody chooses', () => {
  const { village, devices, versions } = villageWith('ABC', 'AB');
  const [a, , c] = devices as [TestDevice, TestDevice, TestDevice];
  village.settle();
  village.pass(30);
  village.settle();
  assert.deepEqual(c.people, ['A', 'B', 'C']);
  c.respond(versions[0] as Id, 'object', 'A stays');
  village.settle();
  assert.deepEqual(c.people, ['A', 'C']);
  assert.equal(a.charter.id, c.charter.id);
});

test('rule 16: a device attests no removal against an objection that it knows', () => {
  const { village, devices, versions } = villageWith('ABCD', 'A');
  const [, b, c, d] = devices as [TestDevice, TestDevice, TestDevice, TestDevice];
  d.respond(versions[0] as Id, 'object', 'no');
  village.settle(b, c, d);
  assert.ok(!b.hasCertificate(versions[0] as Id));
});

test('rule 17: an objection to a removal that nobody knew in time opens a review', () => {
  const { village, devices, versions } = villageWith('ABCDE', 'A');
  const [, b, c, d, e] = devices as [TestDevice, TestDevice, TestDevice, TestDevice, TestDevice];
  e.respond(versions[0] as Id, 'object', 'wait');
  village.settle(b, c, d);
  assert.ok(b.hasCertificate(versions[0] as Id));
  village.settle();
  assert.equal(b.state(versions[0] as Id), 'in-review');
  assert.deepEqual(b.people, ['B', 'C', 'D', 'E']);
});

test('rule 19: what the removed one had attested in a certificate survives the cut', () => {
  const village = new Village([...'ABCDE']);
  const [a, b, c, d, e] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice, TestDevice];
  const name = b.propose('Name', [agreeing('name', 'Hill')]);
  const removal = b.propose('RA', [removing(a.member)]);
  village.meet();
  for (const device of village.founders) for (const version of [name, removal]) device.consent(version);
  village.meet();
  // A, B, C and D certify the name; E, who has not heard of A's attestation, and B, C and D the removal.
  for (const device of [b, c, d]) device.attest(name, 0);
  a.attest(name, 0);
  for (const device of [b, c, d, e]) device.attest(removal);
  assert.ok(!e.hasCertificate(name));
  village.meet();
  for (const device of village.founders) {
    assert.deepEqual(device.people, ['B', 'C', 'D', 'E']);
    assert.ok(device.hasCertificate(name));
    assert.equal(device.cell.setting('name').value, 'Hill');
  }
});

test('a removal names a member: nobody is shut out before they came', () => {
  const village = new Village([...'ABC']);
  const [a] = village.founders as unknown as [TestDevice];
  const stranger = village.newcomer('X');
  const removal = a.propose('RX', [removing(stranger.member)]);
  assert.deepEqual(a.cell.decisions.versions.get(removal)?.effects, { ok: false, reason: 'member-unknown' });
});
