import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signingKeys } from '../crypto/sign.ts';
import { type Position, SendingOrder } from './sending-order.ts';
import { type Node, World } from './world.fixture.ts';

// Attack 12: a member who writes without end slows nobody else.

const FLOOD = 8000;
const mallory = signingKeys(new Uint8Array(32).fill(66));

/** A device that has taken a flood in one channel, and then what an honest member decided, and said in another channel. */
function flooded(world: World): Node {
  const ana = world.add('ana');
  for (let i = 0; i < FLOOD; i += 100)
    ana.write(
      Array.from({ length: 100 }, (_, n) => `without end ${i + n}`),
      `noise ${i % 500}`,
      0,
      mallory,
    );
  ana.write(['we bake on Mondays'], '', 0, signingKeys(new Uint8Array(32).fill(1)));
  ana.write(['who brings flour?'], 'oven', 0, signingKeys(new Uint8Array(32).fill(2)));
  world.settle();
  return ana;
}

/** How many bytes a device had received when an action was here. */
function bytesUntil(world: World, node: Node, topic: string): number {
  const isHere = () =>
    [...node.record.chains()].some((chain) => chain.opening.topic === topic && chain.opening.device !== mallory.publicKey.toHex());
  for (let steps = 0; !isHere(); steps++) assert.ok(steps < 1_000_000 && world.step());
  return node.receivedBytes;
}

test('who comes back after a flood has the record, and what others said elsewhere, after bounded work, and in the end everything', (t) => {
  const world = new World(12);
  const ana = flooded(world);
  const bo = world.add('bo');
  world.link(bo, ana);
  const [decided, said] = [bytesUntil(world, bo, ''), bytesUntil(world, bo, 'oven')];
  world.settle();
  assert.deepEqual(bo.tips(), ana.tips());
  t.diagnostic(`what was decided was there after ${decided} bytes, what was said after ${said}, everything after ${bo.receivedBytes}`);
  assert.ok(decided < 200_000 && said < 400_000 && bo.receivedBytes > 2_400_000);
});

test('what an honest member says while a flood comes in passes it', () => {
  const world = new World(13);
  const ana = flooded(world);
  const [bo, cy] = [world.add('bo'), world.add('cy')];
  world.link(bo, cy);
  world.settle();
  world.link(bo, ana);
  const before = bo.receivedBytes;
  cy.write(['hello'], 'everyone');
  assert.ok(bytesUntil(world, bo, 'everyone') - before < 400_000);
});

test('each author has a turn, and within a scope it goes by arrival', () => {
  const order = new SendingOrder(new Map());
  let arrival = 0;
  const push = (device: string, topic: string): Position => {
    const position = { log: `${device} ${topic}`, from: 0, arrival: arrival++ };
    order.push(position, { device, lane: topic === '' ? 'record' : 'talk', topic, turn: 0 });
    return position;
  };
  for (let i = 0; i < 5; i++) push('loud', `noise ${i}`);
  push('quiet', 'noise 0');
  push('calm', 'oven');
  push('calm', '');
  const taken = Array.from({ length: 8 }, () => order.pop()?.log);
  // On behalf of "quiet" goes what came before it in its scope; "loud" had its turn by that.
  assert.deepEqual(taken.slice(0, 4), ['calm ', 'loud noise 0', 'quiet noise 0', 'calm oven']);
  assert.deepEqual([taken.length, order.size, order.pop()], [8, 0, undefined]);
});
