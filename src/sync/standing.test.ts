import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SYNC } from './limits.ts';
import { type Node, World } from './world.fixture.ts';

function lanes(node: Node): string[] {
  return [...node.record.chains()].map((chain) => `${chain.opening.lane} ${chain.entries.length}`).sort();
}

/** Ana and Bo meet: she does not know him, and what she wrote stands behind Cy's butter, which he may not have yet. */
function boWaitsForButter(world: World) {
  const [ana, bo, cy] = [world.add('ana'), world.add('bo'), world.add('cy')];
  ana.standings.set(bo.device, 'unknown');
  cy.write(['butter']);
  world.link(cy, ana);
  world.settle();
  world.cut(cy, ana);
  ana.write(['bread', 'salt']);
  ana.write(['oil'], 'talk');
  world.link(ana, bo);
  world.settle();
  assert.equal(bo.record.waiting, 2);
  return { ana, bo };
}

/** Bo refuses what Ana writes, and for a minute they are linked. */
function boRefuses(world: World) {
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  bo.refuses = () => 'author-unknown';
  ana.write(['bread']);
  world.link(ana, bo);
  world.pass(60_000);
  return { ana, bo };
}

test('an unknown device gets what our own device wrote into the record, and all as soon as the charter knows it', () => {
  const world = new World(1);
  const { ana, bo } = boWaitsForButter(world);
  assert.deepEqual(lanes(bo), []);
  ana.standings.set(bo.device, 'member');
  ana.cell.charterId = 'cd'.repeat(32);
  ana.tell({ type: 'changed' });
  world.settle();
  assert.deepEqual(lanes(bo), ['record 1', 'record 2', 'talk 1']);
});

test('of two who do not know each other, the one whose record says who it is is known, and both get all', () => {
  const world = new World(1);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  ana.standings.set(bo.device, 'unknown');
  bo.standings.set(ana.device, 'unknown');
  ana.write(['oil'], 'talk');
  bo.write(['I am of the house']);
  world.link(ana, bo);
  world.settle();
  assert.deepEqual(lanes(ana), ['record 1', 'talk 1']);
  assert.deepEqual(lanes(bo), ['record 1']);
  ana.standings.set(bo.device, 'member');
  ana.tell({ type: 'changed' });
  world.settle();
  assert.deepEqual(lanes(bo), ['record 1', 'talk 1']);
});

test('we take the record from a device that we do not know yet, and nothing of it for granted', () => {
  const world = new World(1);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  ana.standings.set(bo.device, 'unknown');
  bo.write(['I was admitted']);
  world.link(bo, ana);
  world.settle();
  assert.deepEqual(lanes(ana), ['record 1']);
});

test('two devices that do not know each other learn from the record who they are', () => {
  const world = new World(1);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  ana.standings.set(bo.device, 'unknown');
  bo.standings.set(ana.device, 'unknown');
  ana.write(['I come from a backup']);
  bo.write(['so do I']);
  bo.write(['between us'], 'talk');
  world.link(ana, bo);
  world.settle();
  assert.deepEqual(lanes(ana), ['record 1', 'record 1']);
  assert.deepEqual(lanes(bo), ['record 1', 'record 1', 'talk 1']);
});

test('of a device that we come to know later, we take what we left alone before', () => {
  const world = new World(1);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  world.link(ana, bo);
  bo.write(['before'], 'talk');
  world.settle();
  world.cut(ana, bo);
  ana.standings.set(bo.device, 'unknown');
  bo.write(['meanwhile'], 'talk');
  world.link(ana, bo);
  world.settle();
  assert.deepEqual(lanes(ana), ['talk 1']);
  ana.standings.set(bo.device, 'member');
  ana.tell({ type: 'changed' });
  world.settle();
  assert.deepEqual(lanes(ana), ['talk 2']);
});

test('a removed device gets the record, so that it learns of that, and nothing else; admitted again it gets all', () => {
  const world = new World(1);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  ana.standings.set(bo.device, 'removed');
  ana.write(['you are removed']);
  ana.write(['between us'], 'talk');
  world.link(ana, bo);
  world.settle();
  assert.deepEqual(lanes(bo), ['record 1']);
  ana.write(['later']);
  ana.write(['still between us'], 'talk');
  world.settle();
  assert.deepEqual(lanes(bo), ['record 2']);
  ana.standings.set(bo.device, 'member');
  ana.tell({ type: 'changed' });
  world.settle();
  assert.deepEqual(lanes(bo), ['record 2', 'talk 2']);
});

test('a device that is removed while it is linked gets no more than the record from then on', () => {
  const world = new World(1);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  world.link(ana, bo);
  ana.write(['before'], 'talk');
  world.settle();
  ana.standings.set(bo.device, 'removed');
  ana.tell({ type: 'changed' });
  ana.write(['after'], 'talk');
  ana.write(['you are removed']);
  world.settle();
  assert.deepEqual(lanes(bo), ['record 1', 'talk 1']);
});

test('what the cell refuses now is asked for again, less and less often, and at once when the charter changes', () => {
  const world = new World(1);
  const { ana, bo } = boRefuses(world);
  assert.ok(bo.segments >= 4 && bo.segments <= 8, `asked ${bo.segments} times in a minute`);
  assert.deepEqual([...ana.closings(), ...bo.closings()], []);
  bo.refuses = () => null;
  bo.tell({ type: 'changed' });
  world.pass(100);
  assert.deepEqual(lanes(bo), ['record 1']);
});

test('a device in which something waits for what never comes looks once more, and then wants no tick', () => {
  const world = new World(1);
  const { bo } = boWaitsForButter(world);
  world.pass(2 * SYNC.recheckTime);
  assert.equal(bo.machine.wait, null);
});

test('until what was refused is asked for again a device sleeps, but for the time in which others are waited for', () => {
  const world = new World(1);
  const { ana, bo } = boRefuses(world);
  const pause = bo.machine.wait ?? 0;
  assert.ok(pause > SYNC.longestStep, `${pause}`);
  const asked = bo.segments;
  world.clock += pause;
  bo.tell({ type: 'tick' });
  ana.diskAsleep = true;
  assert.ok((bo.machine.wait ?? 0) <= SYNC.longestStep, 'ana is waited for');
  ana.diskAsleep = false;
  world.settle();
  assert.equal(bo.segments, asked + 1, 'one tick was enough');
});

test('how far a device has got is told of members alone, and all of it once somebody is one', () => {
  const world = new World(1);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  const told = () => ana.said.filter((effect) => effect.type === 'reach').flatMap(({ changes }) => changes);
  for (const standing of ['unknown', 'removed'] as const) {
    ana.standings.set(bo.device, standing);
    ana.tell({ type: 'changed' });
    bo.write([`to one who takes us for ${standing}`]);
    bo.write(['spoons'], 'talk');
    if (standing === 'unknown') world.link(ana, bo);
    world.settle();
    assert.deepEqual(told(), []);
  }
  ana.standings.set(bo.device, 'member');
  ana.tell({ type: 'changed' });
  assert.equal(new Set(told().map(([log]) => log)).size, 2);
});
