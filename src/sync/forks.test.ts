import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Node, World } from './world.fixture.ts';

const many = (text: string, count: number) => Array.from({ length: count }, (_, i) => `${text} ${i}`);

// ana ── bo ── cy ── twin (ana's keys, and after `shared` entries another story), bo and cy not linked meanwhile
function toldTwice(world: World, shared: number, left: number, right: number): [ana: Node, bo: Node, cy: Node, twin: Node] {
  const [ana, bo, cy, twin] = [world.add('ana'), world.add('bo'), world.add('cy'), world.add('twin', 'ana')];
  if (shared > 0) ana.write(many('both', shared));
  world.link(ana, bo);
  world.link(bo, cy);
  world.link(cy, twin);
  world.settle();
  world.cut(bo, cy);
  world.settle();
  for (let i = 0; i < left; i += 50) ana.write(many('left', Math.min(50, left - i)));
  for (let i = 0; i < right; i += 50) twin.write(many('right', Math.min(50, right - i)));
  world.settle();
  return [ana, bo, cy, twin];
}

function parted(shared: number, left: number, right: number): { world: World; nodes: Node[]; log: string } {
  const world = new World(shared + left);
  const nodes = toldTwice(world, shared, left, right);
  const [, bo, cy] = nodes;
  world.link(bo, cy);
  world.settle();
  const [log] = [...bo.record.chains()].map((chain) => chain.logId);
  return { world, nodes, log: log as string };
}

for (const [shared, left, right] of [
  [0, 1, 1],
  [5, 3, 3],
  [5, 2, 40],
  [100, 300, 1],
  [300, 1, 900],
  [700, 600, 600],
] as const) {
  test(`a fork after ${shared} entries (${left} and ${right} more) is found, proved and known to all; nobody honest is blamed`, () => {
    const { nodes, log } = parted(shared, left, right);
    for (const node of nodes) {
      assert.ok(node.record.frozen.has(log), `${node.name} knows`);
      assert.deepEqual(
        node.closings().filter((reason) => !reason.endsWith('replaced')),
        [],
      );
    }
  });
}

test('what others wrote goes on reaching everybody when one log is forked', () => {
  const { world, nodes } = parted(5, 3, 3);
  const [, bo, cy] = nodes as [Node, Node, Node, Node];
  bo.write(many('bo', 3));
  cy.write(many('cy', 3));
  world.settle();
  const own = (node: Node, author: Node) =>
    [...node.record.chains()].filter((chain) => chain.opening.device === author.device).map((chain) => chain.entries.length);
  assert.deepEqual([own(bo, cy), own(cy, bo)], [[3], [3]]);
});

/** Every entry that a node has accepted, whatever story it is of. */
const entriesOf = (node: Node) => [...node.record.chains()].flatMap((chain) => chain.entries.map(({ id }) => id)).sort();

for (const [shared, left, right] of [
  [0, 1, 1],
  [5, 3, 40],
  [127, 2, 2],
  [128, 1, 300],
  [300, 200, 1],
] as const) {
  test(`I13: what stands on either story reaches everybody, with both stories: ${shared} entries, then ${left} or ${right}`, () => {
    const world = new World(3 * shared + left);
    const [, bo, cy] = toldTwice(world, shared, left, right);
    const dee = world.add('dee');
    bo.write(many('bo stands on the left', 2));
    cy.write(many('cy stands on the right', 2));
    world.settle();
    world.link(bo, cy);
    // Somebody who knows nothing yet hears of all of it at once.
    world.link(dee, cy);
    world.settle();
    for (const node of [bo, cy, dee]) {
      assert.equal(node.record.waiting, 0, `${node.name} waits for nothing`);
      assert.deepEqual(entriesOf(node), entriesOf(bo), node.name);
    }
    assert.equal(bo.record.size, shared + left + right + 4);
    bo.write(['goes on']);
    cy.write(['goes on']);
    world.settle();
    assert.deepEqual(entriesOf(dee), entriesOf(cy));
    assert.equal(dee.record.size, shared + left + right + 6);
    for (const node of [bo, cy, dee])
      assert.deepEqual(
        node.closings().filter((reason) => !reason.endsWith('replaced')),
        [],
      );
  });
}

test('a third story is taken like the second', () => {
  const world = new World(77);
  const [bo, cy, dee] = [world.add('bo'), world.add('cy'), world.add('dee')];
  const liars = [world.add('ana'), world.add('twin', 'ana'), world.add('third', 'ana')] as const;
  liars[0].write(many('both', 4));
  for (const one of [bo, cy, dee]) world.link(liars[0], one);
  for (const twin of liars.slice(1)) world.link(bo, twin);
  world.settle();
  for (const [i, honest] of [bo, cy, dee].entries()) {
    for (const liar of liars) world.cut(liar, honest);
    world.settle();
    (liars[i] as Node).write(many(`story ${i}`, 2 + i));
    world.link(liars[i] as Node, honest);
    world.settle();
    world.cut(liars[i] as Node, honest);
    honest.write([`stands on ${i}`]);
  }
  world.settle();
  world.link(bo, cy);
  world.link(cy, dee);
  world.settle();
  for (const node of [bo, cy, dee]) {
    assert.equal(node.record.waiting, 0, `${node.name} waits for nothing`);
    assert.deepEqual(entriesOf(node), entriesOf(bo));
  }
  assert.equal(bo.record.size, 4 + 2 + 3 + 4 + 3);
});
