import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreeing, removing, TestDevice, Village } from './cell.fixture.ts';
import { EffectTable } from './effect.ts';
import { CELL_EFFECTS } from './effects.ts';
import { remove } from './remove.ts';
import { stateOf } from './state.fixture.ts';

// A device whose Moot does not know an effect on power yet, in a cell where the others do.

/** The same device with an older Moot, which knows no removals, and with nothing in it yet. */
function outdated({ village, name, seed, epoch }: TestDevice): TestDevice {
  const effects = new EffectTable(CELL_EFFECTS.filter((kind) => kind !== remove));
  return new TestDevice(Object.create(village, { effects: { value: effects } }), name, seed, epoch);
}

function removed(attesters: number) {
  const village = new Village(['A', 'B', 'C', 'D', 'E']);
  const [a, , c, , e] = village.founders as [TestDevice, TestDevice, TestDevice, TestDevice, TestDevice];
  const version = a.propose('Remove E', [removing(e.member)]);
  village.meet();
  for (const device of village.founders.slice(0, 4)) device.consent(version);
  village.meet();
  for (const device of village.founders.slice(0, attesters)) device.attest(version);
  village.meet();
  return { village, a, c, version };
}

test('what a majority attests and a device does not know makes it stop, and less does not', () => {
  for (const [attesters, isOutdated] of [
    [2, false],
    [3, true],
  ] as const) {
    const { a, c } = removed(attesters);
    const old = outdated(c);
    a.sendTo(old);
    assert.deepEqual(old.refused, []);
    assert.equal(old.power.isOutdated, isOutdated, `${attesters} of five`);
    assert.equal(c.power.isOutdated, false, 'whoever knows the effect goes on');
  }
});

test('an attestation of nothing, and effects without power, make nobody stop', () => {
  const village = new Village(['A', 'B', 'C']);
  const [a] = village.founders as [TestDevice];
  const version = a.propose('A newer one', [['gardening/plant', []]]);
  village.meet();
  for (const device of village.founders) device.attest(version, 0);
  for (let i = 0; i < 5; i++) a.attest(`${i}`.repeat(64));
  village.meet();
  for (const device of village.founders) assert.equal(device.power.isOutdated, false);
});

test('it takes nothing that stands on the charter that it does not know, and all of it after the upgrade', () => {
  const { village, a, c, version } = removed(4);
  const name = a.propose('Another name', [agreeing('name', 'Hill')]);
  village.meet();
  assert.ok(c.hasCertificate(version));
  const old = outdated(c);
  a.sendTo(old);
  assert.ok(old.power.isOutdated && old.refused.includes('charter-not-reached'));
  assert.equal(old.cell.decisions.proposals.has(name), false);
  assert.deepEqual(old.people, ['A', 'B', 'C', 'D', 'E']);
  // The newer Moot reads back what is stored, in that order, and asks again for the rest.
  const upgraded = new TestDevice(village, c.name, c.seed, c.epoch);
  old.sendTo(upgraded);
  assert.deepEqual(upgraded.people, ['A', 'B', 'C', 'D']);
  a.sendTo(upgraded);
  assert.deepEqual([upgraded.refused, upgraded.power.isOutdated], [[], false]);
  assert.deepEqual(stateOf(upgraded), stateOf(c.restarted()));
});
