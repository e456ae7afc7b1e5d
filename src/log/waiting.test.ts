import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../bytes/limits.ts';
import { epochOf } from './epoch.ts';
import { proveFork } from './fork.ts';
import { WHOLE_CELL } from './lane.ts';
import type { Segment } from './segment.ts';
import { Device, World } from './world.fixture.ts';
import { segmentsOf } from './writing.ts';

const only = (segments: readonly Segment[]): Segment => {
  assert.equal(segments.length, 1);
  return segments[0] as Segment;
};

test('entries wait for those that they name, across several logs, and come in the order of their pasts', () => {
  const world = new World('wait');
  const devices = Array.from({ length: 6 }, () => world.device());
  const segments: Segment[] = [];
  for (const [i, device] of devices.entries()) {
    for (const other of devices.slice(0, i)) device.hear(other);
    segments.push(only(segmentsOf(device.write([`${i}`]))));
  }
  const late = world.device();
  for (const segment of segments.slice(1).reverse()) assert.deepEqual(late.take(segment).accepted, []);
  assert.equal(late.record.waiting, 5);
  assert.equal(late.take(segments[0] as Segment).accepted.length, 6);
  assert.deepEqual(late.actions(), ['0', '1', '2', '3', '4', '5']);
  assert.equal(late.record.waiting, 0);
});

test('entries wait for a key that another entry brings, or somebody hands over', () => {
  const world = new World('key');
  const next = epochOf(world.random(32), WHOLE_CELL, world.charter);
  const [ana, bo] = [world.device(), world.device()];
  ana.record.keys.add(next);
  const first = only(segmentsOf(ana.write(['old key'])));
  const second = only(segmentsOf(ana.writeDrafts([ana.draft(['new key'])], { cell: next, circle: next })));
  const third = only(segmentsOf(ana.writeDrafts([ana.draft(['in talk'], 'garden#0')], { cell: next, circle: next })));
  assert.equal(bo.take(third).refused, 'key-unknown');
  bo.take(first);
  assert.deepEqual(bo.take(second), { accepted: [], refused: null, fork: null });
  assert.equal(bo.record.waiting, 1);
  bo.record.keys.add(next);
  assert.equal(bo.record.retry().accepted.length, 1);
  assert.deepEqual(bo.actions(), ['old key', 'new key']);
  assert.deepEqual(bo.record.retry().accepted, []);

  // The same, the key being brought by what is folded.
  const cy = new Device(world, world.device().keys);
  const record = world.record(undefined, (entry) => {
    if ((entry.action as string[])[0] === 'here is the key') record.keys.add(next);
  });
  record.receive(first);
  record.receive(second);
  assert.equal(record.waiting, 1);
  cy.hear(bo);
  const brings = only(segmentsOf(world.device().write(['here is the key'])));
  assert.equal(record.receive(brings).accepted.length, 2);
});

test('what waits is looked at again when what it waits for has come, and opened once', () => {
  const world = new World('patience');
  const [ana, bo] = [world.device(), world.device()];
  const missing = only(segmentsOf(bo.write(['missing'])));
  ana.hear(bo);
  const logs = Array.from({ length: 200 }, (_, i) => only(segmentsOf(ana.write(['stands on it'], `garden#${i}`))));
  let tries = 0;
  const record = world.record();
  const tagged = record.keys.tagged.bind(record.keys);
  record.keys.tagged = (tag) => {
    tries++;
    return tagged(tag);
  };
  for (const segment of logs) record.receive(segment);
  assert.equal(record.waiting, 200);
  const before = tries;
  for (let i = 0; i < 50; i++) record.receive(only(segmentsOf(world.device().write([`${i}`]))));
  // Each of the fifty is opened for its opening, its head, its body: nothing of the two hundred is.
  assert.ok(tries - before <= 150, `${tries - before} tries`);
  const opened = tries;
  assert.equal(record.receive(missing).accepted.length, 201);
  // The one that was missing, for its opening and its head; the heads of the two hundred are open.
  assert.ok(tries - opened <= 3, `${tries - opened} tries`);
});

test('when too much waits, whoever has most of it makes room, and their logs that wait longest; they can come again', () => {
  const world = new World('full');
  const [ana, bo, cy] = [world.device(), world.device(), world.device()];
  const missing = only(segmentsOf(bo.write(['missing'])));
  ana.hear(bo);
  cy.hear(bo);
  const honest = only(segmentsOf(cy.write(['honest'])));
  const record = world.record();
  record.receive(honest);
  const logs = LIMITS.waiting / LIMITS.signedEvery;
  const texts = Array.from({ length: LIMITS.signedEvery }, (_, i) => `${i}`);
  const flood = Array.from({ length: logs }, (_, i) => only(segmentsOf(ana.write(texts, `garden#${i}`))));
  for (const segment of flood) assert.equal(record.receive(segment).refused, null);
  assert.equal(record.waiting, LIMITS.waiting - LIMITS.signedEvery + 1);
  assert.equal(record.reach(honest.log.toHex()), 1, 'what came first of somebody else is still there');
  const [first, second] = flood as [Segment, Segment];
  assert.deepEqual([record.reach(first.log.toHex()), record.reach(second.log.toHex())], [0, LIMITS.signedEvery]);
  assert.equal(record.receive(first).refused, null);
  assert.equal(record.reach(second.log.toHex()), 0, 'now the second one had to go');
  assert.equal(record.receive(missing).accepted.length, LIMITS.waiting - LIMITS.signedEvery + 2);
  assert.equal(record.waiting, 0);
});

test('a log that alone is more than its share finds no room at the cost of others', () => {
  const world = new World('share');
  const [ana, bo, cy] = [world.device(), world.device(), world.device()];
  bo.write(['missing']);
  for (const one of [ana, cy]) one.hear(bo);
  const record = world.record();
  const texts = Array.from({ length: LIMITS.signedEvery }, (_, i) => `${i}`);
  const half = LIMITS.waiting / LIMITS.signedEvery / 2;
  for (let i = 0; i < half; i++) assert.equal(record.receive(only(segmentsOf(cy.write(texts, `oven#${i}`)))).refused, null);
  for (let i = 0; i < half; i++) assert.equal(record.receive(only(segmentsOf(ana.write(texts, 'garden#0')))).refused, null);
  assert.equal(record.waiting, LIMITS.waiting, 'at the limit');
  assert.equal(record.receive(only(segmentsOf(ana.write(['one more'], 'garden#0')))).refused, 'too-many-waiting');
  assert.equal(record.waiting, LIMITS.waiting);
});

test('no log waits with more than all may together', () => {
  const world = new World('one log');
  const [ana, bo] = [world.device(), world.device()];
  bo.write(['missing']);
  ana.hear(bo);
  const record = world.record();
  const large = 'x'.repeat(LIMITS.bodyBytes - LIMITS.headBytes - 100);
  let refused: string | null = null;
  let count = 0;
  for (; refused === null && count < 2000; count += 16) {
    const segment = only(segmentsOf(ana.write(Array(16).fill(large))));
    ({ refused } = record.receive(segment));
  }
  assert.equal(refused, 'too-many-waiting');
  assert.ok(count * large.length > LIMITS.waitingBytes * 0.9 && record.waiting * large.length <= LIMITS.waitingBytes);
});

test('a refusal of what waited is not told of the segment that woke it', () => {
  const world = new World('blame');
  const [ana, bo] = [world.device(), world.device()];
  const missing = only(segmentsOf(bo.write(['missing'])));
  ana.hear(bo);
  const wrong = ana.forge({ head: { deps: [bo.folded[0]!.id], lamport: 7 } }).segment;
  const record = world.record();
  assert.equal(record.receive(wrong).refused, null);
  assert.equal(record.waiting, 1);
  const received = record.receive(missing);
  assert.deepEqual([received.refused, received.accepted.length, record.waiting], [null, 1, 0]);
});

test('a signed entry that waits for what never comes keeps nothing else from its place: that is taken once it counts, and both are shown to be two stories', () => {
  const world = new World('forgery');
  const [ana, bo, cy] = [world.device(), world.device(), world.device()];
  const never = 'ee'.repeat(32);
  const waits = (): Segment => {
    const { lamport } = ana.record.scope('record')[0]?.tip ?? { lamport: 0 };
    return ana.forge({ head: { deps: [never], lamport: lamport + 2 } }).segment;
  };
  const [first, second] = [waits(), only(segmentsOf(ana.write(['first'])))];
  bo.take(first);
  assert.equal(bo.record.waiting, 1);
  const { accepted, refused, fork } = bo.take(second);
  assert.deepEqual([accepted.length, refused, fork?.seq, fork?.theirs.length], [1, null, 0, 1]);
  assert.deepEqual(bo.actions(), ['first']);
  assert.equal(bo.record.waiting, 0);
  assert.ok(fork !== null && proveFork(fork, [second.entries[0] as Uint8Array]) !== null, 'the proof holds');

  // Where both wait, the first stays until the other counts.
  const late = world.device();
  late.take(second);
  late.take(waits());
  const theirs = only(segmentsOf(cy.write(['theirs'])));
  ana.hear(cy);
  const third = only(segmentsOf(ana.write(['third'])));
  assert.equal(late.take(third).refused, 'log-forked');
  assert.equal(late.record.waiting, 1);
  assert.equal(late.take(theirs).accepted.length, 1);
  assert.equal(late.take(third).accepted.length, 1);
  assert.deepEqual(late.actions(), ['first', 'theirs', 'third']);
  assert.equal(late.record.waiting, 0);
});

test('what stands behind a signed entry that waits, and differs, takes nothing from what waits rightly', () => {
  const world = new World('behind');
  const [ana, bo, cy] = [world.device(), world.device(), world.device()];
  const theirs = only(segmentsOf(cy.write(['theirs'])));
  ana.hear(cy);
  const first = only(segmentsOf(ana.write(['first'])));
  const other = ana.forge({ action: ['other'] }).segment;
  const second = only(segmentsOf(ana.write(['second'])));
  bo.take(first);
  bo.take(second);
  assert.equal(bo.take(other).refused, 'log-forked');
  assert.equal(bo.record.waiting, 2);
  assert.equal(bo.take(theirs).accepted.length, 3);
  assert.equal(bo.take(other).fork?.seq, 1);
});
