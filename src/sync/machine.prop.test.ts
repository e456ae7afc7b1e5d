import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Node, World } from './world.fixture.ts';

/** What happens in a random world between two moments in which messages move. */
type Step =
  | { readonly kind: 'write'; readonly node: number; readonly count: number; readonly topic: number }
  | { readonly kind: 'link'; readonly a: number; readonly b: number }
  | { readonly kind: 'cut'; readonly a: number; readonly b: number }
  | { readonly kind: 'repeat'; readonly node: number }
  | { readonly kind: 'run'; readonly steps: number };

const node = fc.nat(4);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('write' as const), node, count: fc.integer({ min: 1, max: 150 }), topic: fc.nat(2) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('link' as const), a: node, b: node }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cut' as const), a: node, b: node }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat' as const), node }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('run' as const), steps: fc.nat(120) }) },
);

function play(world: World, nodes: readonly Node[], steps: readonly Step[]): void {
  const TOPICS = ['', 'bread', 'salt'];
  for (const [i, did] of steps.entries()) {
    if (did.kind === 'write')
      nodes[did.node]?.write(
        Array.from({ length: did.count }, (_, n) => `${i} ${n}`),
        TOPICS[did.topic],
      );
    if (did.kind === 'link' && did.a !== did.b) world.link(nodes[did.a] as Node, nodes[did.b] as Node);
    if (did.kind === 'cut' && did.a !== did.b) world.cut(nodes[did.a] as Node, nodes[did.b] as Node);
    if (did.kind === 'repeat') (nodes[did.node] as Node).restart();
    if (did.kind === 'run') for (let n = 0; n < did.steps; n++) world.step();
  }
}

test('I13 EventualSync: whatever was cut, crossed or begun anew, once all are linked all have the same', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 1, max: 20 }),
      fc.array(step, { minLength: 10, maxLength: 60 }),
      (seed, mostQueued, steps) => {
        const world = new World(seed);
        world.mostQueued = mostQueued;
        const nodes = ['a', 'b', 'c', 'd', 'e'].map((name) => world.add(name));
        play(world, nodes, steps);
        // A line is enough: news goes through the ones in between.
        for (const [i, a] of nodes.entries()) {
          const b = nodes[i + 1];
          if (b !== undefined && !world.isLinked(a, b)) world.link(a, b);
        }
        world.settle();
        for (const other of nodes) {
          assert.deepEqual(other.tips(), nodes[0]?.tips());
          assert.equal(other.record.waiting, 0);
          for (const status of other.machine.links()) assert.ok(status.inSync, `${other.name} sees link ${status.link} in sync`);
        }
        const allowed = new Set(['replaced', 'other-left-replaced']);
        for (const other of nodes)
          assert.deepEqual(
            other.closings().filter((reason) => !allowed.has(reason)),
            [],
          );
      },
    ),
    { numRuns: 40 },
  );
});

test('in a full mesh of six nothing is fetched twice, but for a little', () => {
  for (const seed of [1, 2, 3]) {
    const world = new World(seed);
    const nodes = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => world.add(name));
    world.mesh();
    world.settle();
    for (let i = 0; i < 200; i++) {
      nodes[Math.floor(world.roll() * 6)]?.write(Array.from({ length: 1 + Math.floor(world.roll() * 10) }, (_, n) => `${i} ${n}`));
      for (let n = 0; n < 200 * world.roll(); n++) world.step();
    }
    world.settle();
    const size = [...(nodes[0] as Node).disk.values()].flat().reduce((sum, entry) => sum + entry.length, 0);
    for (const other of nodes) assert.deepEqual(other.tips(), nodes[0]?.tips());
    // Five devices lack each entry once.
    assert.ok(world.carried < 1.2 * 5 * size, `${world.carried} bytes for ${5 * size}`);
  }
});

test('two halves of a cell that meet again fetch what they lack once', () => {
  const world = new World(7);
  const nodes = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => world.add(name));
  const halves = [nodes.slice(0, 3), nodes.slice(3)];
  for (const half of halves) for (const a of half) for (const b of half) if (a.name < b.name) world.link(a, b);
  for (let i = 0; i < 300; i++) {
    nodes[i % 6]?.write(
      Array.from({ length: 10 }, (_, n) => `${i} ${n}`),
      i % 2 === 0 ? '' : 'bread',
    );
    for (let n = 0; n < 60; n++) world.step();
  }
  world.settle();
  const before = world.carried;
  for (const a of halves[0] as Node[]) for (const b of halves[1] as Node[]) world.link(a, b);
  world.settle();
  for (const other of nodes) assert.deepEqual(other.tips(), nodes[0]?.tips());
  const size = [...(nodes[0] as Node).disk.values()].flat().reduce((sum, entry) => sum + entry.length, 0);
  // Each of the six lacks one half.
  assert.ok(world.carried - before < 1.25 * 3 * size, `${world.carried - before} bytes for ${3 * size}`);
});
