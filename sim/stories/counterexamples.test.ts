import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../../src/bytes/id.ts';
import { removing, type TestDevice, Village } from '../../src/cell/cell.fixture.ts';
import { Story } from '../../src/cell/story.fixture.ts';

// What happened while a rule was missing, each as it was found: RA removes A, AX admits X, N is a change without members.

test('without rule 6, over all members: two halves of four each removed one of the other, and sharing nobody went on apart', () => {
  new Story(
    'ABCD',
    `
    {}    --RA: B C--x      three of four are needed, though only three vote
    {}    --RB: A D--x`,
  );
  new Story(
    'ABCD',
    `
    {}    --RA: B C D-->
    {RA}  --RC: B D--x      so that nobody leaves D alone`,
  );
});

test('without rules 7 and 11: RA, AX, RB and RC made two living halves, and RD left X alone', () => {
  const story = new Story(
    'ABCD',
    `
    {}        --RA: B C D-->
    {}        --AX: A B C-->    B and C attest twice in one round, which no honest device does
    {RA}      --RB: C D--x
    {AX}      --RC: A B X--x
    {RA, AX}  --RD: B C X--x`,
  );
  const { people, power } = story.device('D');
  assert.deepEqual(people, ['B', 'C', 'D', 'X']);
  assert.deepEqual(power.falseDevices, new Set(['B', 'C'].map((name) => story.device(name).device)), 'rule 19');
});

test('without rule 11: devices that keep to the rules never certify a removal and an admission on one charter', () => {
  const village = new Village([...'ABCD']);
  const [a, b, c, d] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  const removals = [a, b].map((device) => c.propose(`R${device.name}`, [removing(device.member)]));
  village.meet();
  for (const device of village.founders) for (const version of removals) device.consent(version);
  village.meet();
  village.settle(b, c, d);
  village.settle(a, b);
  village.settle();
  const on = removals.flatMap((version) => c.power.certificates(version).map(({ charter }) => charter.id));
  assert.equal(new Set(on).size, on.length);
  assert.deepEqual([...c.power.falseDevices], []);
});

test('without a merge that undoes nothing: a third removal brought back the first two; here all three hold in whatever order they come', () => {
  const story = new Story(
    'ABCDEF',
    `
    {}  --RA: B C D E-->
    {}  --RB: A C D E-->
    {}  --RC: A B E F-->`,
  );
  const people = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => story.device(name).people);
  assert.deepEqual(new Set(people.map(String)), new Set(['D,E,F']));
});

test('without rule 10: N and AX at once, and RX on {AX}: on whatever charter X was admitted as well, X is gone for good', () => {
  const story = new Story(
    'ABCD',
    `
    {}    --N: A B C-->
    {}    --AX: B C D-->
    {AX}  --RX: B C D-->`,
  );
  assert.deepEqual(story.device('A').people, ['A', 'B', 'C', 'D']);
  const [a] = story.village.founders as [TestDevice];
  assert.ok(a.charter.changes.has(story.version('N')));
  a.attest(story.version('AX'), 1);
  assert.deepEqual(a.people, ['A', 'B', 'C', 'D'], 'also when it is attested anew');
});

test('without rule 6, as a fraction: a quorum of four at five members, and two removals later nothing could be decided any more', () => {
  const story = new Story(
    'ABCDE',
    `
    {}         --N: A B C D-->     three quarters
    {N}        --RA: B C D E-->
    {N, RA}    --RB: C D E-->
    {N, RA, RB}  --AX: C D E-->    three quarters of three are all three`,
  );
  assert.deepEqual(story.device('E').people, ['C', 'D', 'E', 'X']);
});

test('with rule 14, all honest: whoever was cut off for longer than the patience brings a second change on one charter; both hold', () => {
  const village = new Village([...'ABCDE']);
  const [a, b, c, d, e] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice, TestDevice];
  const versions = [a, b].map((device) => c.propose(`R${device.name}`, [removing(device.member)])).sort() as [Id, Id];
  village.meet();
  for (const device of village.founders) for (const version of versions) device.consent(version);
  village.meet();
  const [low, high] = versions;
  // Of A and B, X is whom the lower would remove, and Y the other.
  const [x, y] = removedBy(c, low) === a.member ? [a, b] : [b, a];
  // D attests the higher; E and X make it complete, and are cut off with that. Y and C attest the lower.
  d.attest(high);
  village.meet(d, e, x);
  for (const device of [e, x]) device.attest(high);
  village.meet(e, x);
  assert.ok(e.hasCertificate(high));
  for (const device of [y, c]) device.attest(low);
  village.settle(y, c, d);
  assert.ok(!c.hasCertificate(low), 'both may be complete elsewhere');
  village.pass(2);
  village.settle(y, c, d);
  assert.ok(c.hasCertificate(low), 'nobody waits for ever');
  village.settle();
  for (const device of [c, d, e]) {
    assert.deepEqual(device.people, ['C', 'D', 'E'], 'nothing is undone, and nobody is alone');
    assert.equal(device.charter.id, c.charter.id);
  }
  assert.deepEqual([...c.power.falseDevices], [], 'and nobody was false');
});

function removedBy(device: TestDevice, version: Id): Id | undefined {
  const effects = device.cell.decisions.versions.get(version)?.effects;
  const [effect] = effects?.ok ? effects.value : [];
  return effect?.kind.removes?.(effect.content) ?? undefined;
}
