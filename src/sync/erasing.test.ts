import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Node } from './world.fixture.ts';
import { World } from './world.fixture.ts';

/** Three who have talked in two weeks, and decided something. */
function talked(seed: number): { readonly world: World; readonly nodes: [Node, Node, Node] } {
  const world = new World(seed);
  const nodes = ['ana', 'bo', 'cy'].map((name) => world.add(name)) as [Node, Node, Node];
  world.mesh();
  world.settle();
  for (const node of nodes) {
    node.write([`${node.name} decides`]);
    node.write([`${node.name} in June`, 'and once more'], 'garden', 6);
    node.write([`${node.name} in July`], 'garden', 7);
    world.settle();
  }
  return { world, nodes };
}

const weeks = (node: Node): string[] => [...node.record.scopes().keys()].sort();
const closings = (nodes: readonly Node[]): string[] => nodes.flatMap((node) => node.closings());

test('who has erased a week and who has not agree on everything else, and neither asks nor is asked for it', () => {
  const { world, nodes } = talked(1);
  const [ana, bo, cy] = nodes;
  ana.erase('garden', 6);
  world.settle();
  assert.deepEqual(weeks(ana), ['record', 'talk/7/garden']);
  assert.deepEqual(weeks(bo), ['record', 'talk/6/garden', 'talk/7/garden']);
  const [segments, bytes] = [ana.segments, ana.receivedBytes];
  world.pass(600_000);
  assert.deepEqual([ana.segments, ana.receivedBytes], [segments, bytes], 'nothing goes round');
  for (const { inSync } of [...ana.machine.links(), ...bo.machine.links()]) assert.ok(inSync);

  // Bo, whose clock is behind, goes on in that week; everybody goes on elsewhere.
  bo.write(['and now?'], 'garden', 6);
  for (const node of nodes) node.write([`${node.name} goes on`], 'garden', 7);
  world.settle();
  assert.equal(
    cy.record.scope('talk/6/garden').reduce((sum, { length }) => sum + length, 0),
    7,
  );
  assert.deepEqual(weeks(ana), ['record', 'talk/7/garden']);
  assert.equal(ana.record.waiting, 0);
  bo.erase('garden', 6);
  cy.erase('garden', 6);
  world.settle();
  assert.deepEqual(bo.tips(), ana.tips());
  assert.deepEqual(cy.tips(), ana.tips());
  assert.deepEqual(closings(nodes), []);
});

test('who has erased a week is in sync with all who go on in it, though nothing of their logs was here', () => {
  const world = new World(4);
  const [ana, bo, cy, dan] = ['ana', 'bo', 'cy', 'dan'].map((name) => world.add(name)) as [Node, Node, Node, Node];
  world.mesh();
  world.settle();
  for (const node of [ana, bo]) {
    node.write([`${node.name} decides`]);
    node.write([`${node.name} in June`], 'garden', 6);
  }
  world.settle();
  ana.erase('garden', 6);
  world.settle();
  for (const node of [cy, dan]) node.write([`${node.name} in June, too`], 'garden', 6);
  world.settle();
  world.pass(600_000);
  assert.deepEqual([weeks(ana).filter((week) => week !== 'record'), ana.record.waiting], [[], 0]);
  assert.equal(bo.record.scope('talk/6/garden').length, 4);
  for (const node of [ana, bo, cy, dan]) for (const { inSync } of node.machine.links()) assert.ok(inSync);
  assert.deepEqual(closings([ana, bo, cy, dan]), []);
});

test('what the record has let go of is told to nobody while it is being erased from the disk', () => {
  for (let steps = 0; steps < 12; steps++) {
    const { world, nodes } = talked(3);
    const [ana, bo, cy] = nodes;
    const size = bo.record.size;
    ana.write(['Ana goes on'], 'garden', 6);
    while (bo.record.size === size) assert.ok(world.step());
    for (let step = 0; step < steps; step++) world.step();
    // Bo would tell of what has just come from Ana.
    bo.record.erase('talk/6/garden');
    world.pass(1000);
    bo.write(['Bo decides again']);
    world.settle();
    assert.ok(cy.record.scope('record').some(({ opening, length }) => opening.device === bo.device && length === 2));
    assert.deepEqual(closings(nodes), []);
  }
});

test('after a restart what was erased is neither offered nor asked for', () => {
  const { world, nodes } = talked(2);
  const [ana, bo] = nodes;
  ana.erase('garden', 6);
  world.settle();
  ana.restart();
  world.link(ana, bo);
  world.settle();
  const segments = ana.segments;
  world.pass(600_000);
  assert.equal(ana.segments, segments);
  assert.deepEqual(weeks(ana), ['record', 'talk/7/garden']);
  for (const { inSync, hasTold } of [...ana.machine.links(), ...bo.machine.links()]) assert.ok(hasTold && inSync, 'nobody lacks anything');
  assert.deepEqual(closings(nodes), []);
});

test('who erases a week while somebody fetches it is no liar', () => {
  for (let steps = 1; steps < 60; steps += 6) {
    const { world, nodes } = talked(100 + steps);
    const [ana] = nodes;
    ana.write(
      Array.from({ length: 300 }, (_, i) => `long ${i}`.padEnd(2000, 'x')),
      'garden',
      6,
    );
    world.settle();
    const late = world.add('late');
    world.link(late, ana);
    for (let i = 0; i < steps; i++) world.step();
    ana.erase('garden', 6);
    world.settle();
    world.pass(30_000);
    const blamed = late.said.filter((effect) => effect.type === 'close' && effect.blame);
    assert.deepEqual(blamed, [], `after ${steps} steps`);
    if (late.closings().length + ana.closings().length > 0) {
      world.link(late, ana);
      world.settle();
    }
    late.erase('garden', 6);
    world.settle();
    assert.deepEqual(late.tips(), ana.tips(), `after ${steps} steps`);
  }
});

test('nobody but members is told what was erased', () => {
  const { world, nodes } = talked(3);
  const [ana, bo, cy] = nodes;
  ana.standings.set(bo.device, 'removed');
  ana.tell({ type: 'changed' });
  world.settle();
  const before = bo.receivedBytes;
  const heard = cy.receivedBytes;
  ana.erase('garden', 6);
  world.settle();
  assert.equal(bo.receivedBytes, before);
  assert.ok(cy.receivedBytes > heard);
});
