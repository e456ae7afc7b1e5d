import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Node, World } from './world.fixture.ts';

const many = (text: string, count: number) => Array.from({ length: count }, (_, i) => `${text} ${i}`);

// ana ── bo ── cy ── twin (ana's keys, and after `shared` entries another story)
function parted(shared: number, left: number, right: number): { world: World; nodes: Node[]; log: string } {
  const world = new World(shared + left);
  const [ana, bo, cy, twin] = [world.add('ana'), world.add('bo'), world.add('cy'), world.add('twin', 'ana')];
  const nodes = [ana, bo, cy, twin];
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
