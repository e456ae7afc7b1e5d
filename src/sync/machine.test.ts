import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World } from './world.fixture.ts';

test('what one writes reaches the other at once, and the writer hears how far it has got', () => {
  const world = new World(1);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  world.link(ana, bo);
  world.settle();
  assert.deepEqual(ana.machine.links()[0], { link: 1, device: bo.device, standing: 'member', inSync: true });
  ana.write(['bread']);
  const before = world.clock;
  while (bo.record.size === 0) assert.ok(world.step());
  assert.ok(world.clock - before < 1, 'pushed in the turn in which it was stored');
  world.settle();
  assert.deepEqual(bo.tips(), ana.tips());
  assert.ok(ana.said.some((effect) => effect.type === 'reach' && effect.device === bo.device));
  assert.deepEqual([...ana.closings(), ...bo.closings()], []);
});

test('a first sync of a long interleaved history brings all of it, once', () => {
  const world = new World(2);
  const writers = ['a', 'b', 'c', 'd'].map((name) => world.add(name));
  world.mesh();
  world.settle();
  for (let round = 0; round < 300; round++) {
    const writer = writers[Math.floor(world.roll() * 4)];
    writer?.write(
      Array.from({ length: 1 + Math.floor(world.roll() * 4) }, (_, i) => `${round} ${i}`),
      round % 3 === 0 ? 'bread' : '',
    );
    for (let i = 0; i < 20; i++) world.step();
  }
  world.settle();
  for (const writer of writers) assert.deepEqual(writer.tips(), writers[0]?.tips());
  const late = world.add('late');
  for (const writer of writers) world.link(late, writer);
  world.settle();
  assert.deepEqual(late.tips(), writers[0]?.tips());
  let size = 0;
  for (const log of late.disk.values()) for (const entry of log) size += entry.length;
  assert.ok(late.receivedBytes < 1.2 * size, `${late.receivedBytes} bytes for ${size}`);
  assert.ok(late.mostWaiting <= 8 * 128);
});
