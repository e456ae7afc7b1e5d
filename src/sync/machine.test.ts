import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signingKeys } from '../crypto/sign.ts';
import { World } from './world.fixture.ts';

test('what one writes reaches the other at once, and the writer hears how far it has got', () => {
  const world = new World(1);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  world.link(ana, bo);
  world.settle();
  assert.deepEqual(ana.machine.links()[0], { link: 1, device: bo.device, standing: 'member', hasTold: true, inSync: true });
  ana.write(['bread']);
  const before = world.clock;
  while (bo.record.size === 0) assert.ok(world.step());
  assert.ok(world.clock - before < 1, 'pushed in the turn in which it was stored');
  world.settle();
  assert.deepEqual(bo.tips(), ana.tips());
  assert.ok(ana.said.some((effect) => effect.type === 'reach' && effect.device === bo.device));
  assert.deepEqual([...ana.closings(), ...bo.closings()], []);
});

test('whoever has just been given a log is pushed what follows, before it tells that it has it', () => {
  const world = new World(9);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  ana.write(['bread']);
  world.settle();
  world.link(ana, bo);
  while (bo.record.size === 0) if (!world.step()) world.clock = Math.min(ana.due, bo.due);
  assert.ok(!ana.said.some(({ type }) => type === 'reach'), 'nothing was told of it yet');
  for (let size = 2; size < 10; size++) {
    ana.write([`bread ${size}`]);
    const before = world.clock;
    while (bo.record.size < size) assert.ok(world.step());
    assert.ok(world.clock - before < 1, 'pushed in the turn in which it was stored');
  }
  world.settle();
  assert.deepEqual(bo.tips(), ana.tips());
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

test('a history of many blocks comes in the order in which it was made, so little of it has to wait, and nothing comes twice', () => {
  const world = new World(8);
  const old = world.add('old');
  const authors = [1, 2, 3, 4].map((byte) => signingKeys(new Uint8Array(32).fill(byte)));
  for (let i = 0; i < 6000; i++) old.write([`${i}`], '', 0, authors[i % 4]);
  world.settle();
  const late = world.add('late');
  world.link(late, old);
  world.settle();
  assert.deepEqual(late.tips(), old.tips());
  assert.ok(late.mostWaiting <= 4 * 128, `${late.mostWaiting} waited`);
  const size = [...late.disk.values()].flat().reduce((sum, entry) => sum + entry.length, 0);
  assert.ok(size > 2 ** 21 && late.receivedBytes < 1.05 * size, `${late.receivedBytes} bytes for ${size}`);
});

test('who cannot take more is not sent more, and gets it all in the end', () => {
  const world = new World(3);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  for (let i = 0; i < 60; i++) ana.write(Array.from({ length: 100 }, (_, n) => `${i} ${n}`));
  world.settle();
  world.mostQueued = 2;
  const link = world.link(ana, bo);
  for (let i = 0; i < 5000; i++) {
    world.step();
    assert.ok(world.queued(link) <= 12, 'little more than what was under way when it became full');
  }
  world.settle();
  assert.deepEqual(bo.tips(), ana.tips());
});

test('large entries go over in pieces', () => {
  const world = new World(4);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  for (let i = 0; i < 5; i++) ana.write(Array.from({ length: 30 }, (_, n) => `${i} ${n}`.padEnd(40_000, 'x')));
  world.link(ana, bo);
  world.settle();
  ana.write(['y'.repeat(50_000), 'z'.repeat(50_000)]);
  world.settle();
  assert.deepEqual(bo.tips(), ana.tips());
  assert.deepEqual([...ana.closings(), ...bo.closings()], []);
});

test('a device that is slow is waited for when nobody else has what it has', () => {
  const world = new World(5);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  for (let i = 0; i < 20; i++) ana.write(Array.from({ length: 100 }, (_, n) => `${i} ${n}`));
  world.settle();
  ana.diskAsleep = true;
  world.link(bo, ana);
  world.pass(60_000);
  assert.equal(bo.record.size, 0);
  ana.diskAsleep = false;
  world.settle();
  assert.deepEqual(bo.tips(), ana.tips());
  assert.deepEqual([...ana.closings(), ...bo.closings()], []);
});

test('nobody is told that we have what is not on our disk yet', () => {
  const world = new World(6);
  const [ana, bo, cy] = [world.add('ana'), world.add('bo'), world.add('cy')];
  world.link(ana, bo);
  world.link(bo, cy);
  world.settle();
  bo.diskAsleep = true;
  ana.write(['bread']);
  world.pass(1000);
  assert.equal(bo.record.size, 1);
  assert.equal(cy.record.size, 0);
  assert.ok(!ana.said.some((effect) => effect.type === 'reach' && effect.device === bo.device));
  bo.diskAsleep = false;
  world.settle();
  assert.equal(cy.record.size, 1);
  assert.ok(ana.said.some((effect) => effect.type === 'reach' && effect.device === bo.device));
});

test('a clock that jumps, forward or back, ends no link', () => {
  const world = new World(7);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  world.link(ana, bo);
  world.settle();
  for (const jump of [3_600_000, -86_400_000, 1e12]) {
    world.clock += jump;
    ana.write([`${jump}`]);
    bo.write([`${jump}`]);
    for (let i = 0; i < 100; i++) world.step();
    for (const node of [ana, bo]) node.tell({ type: 'tick' });
    world.settle();
    assert.deepEqual(bo.tips(), ana.tips());
  }
  assert.deepEqual([...ana.closings(), ...bo.closings()], []);
});
