import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signingKeys } from '../crypto/sign.ts';
import type { Accepted, Record } from '../log/record.ts';
import { Asking } from './asking.ts';
import { Fetching } from './fetching.ts';
import { SYNC } from './limits.ts';
import { LinkState } from './link.ts';
import { encodeMessage, type Message } from './messages.ts';
import { Shelf } from './shelf.ts';
import { pushesOf, pushTo } from './telling.ts';
import { type Hand, type Node, World } from './world.fixture.ts';

// What is asked for, waited for and sent: each bound is tried at it and one past it.

const FAKE = 'f0'.repeat(32);
const OTHER = 'f1'.repeat(32);
const keysOf = (n: number) => signingKeys(new Uint8Array(32).fill(n));

/** A device with a thousand entries, and another one that a test plays. */
function linked(): { world: World; ana: Node; hand: Hand; log: string } {
  const world = new World(1);
  const ana = world.add('ana');
  for (let i = 0; i < 10; i++) ana.write(Array.from({ length: 100 }, (_, n) => `bread ${i} ${n}`));
  world.settle();
  const hand = world.byHand(ana);
  hand.prove(keysOf(1));
  const [chain] = [...ana.record.chains()];
  return { world, ana, hand, log: chain?.logId ?? '' };
}

const claim = (log: string, count = 10): Message => ({ type: 'have', logs: [{ log, count, tip: FAKE }], more: false });
const wantsOf = (hand: Hand) => hand.heard().filter((message) => message.type === 'want');

test('SYNC.wants: wants that may be unanswered', () => {
  const { ana, hand, log } = linked();
  ana.diskAsleep = true;
  const want: Message = { type: 'want', bytes: 1000, behind: false, logs: [{ log, from: 0 }], more: false };
  for (let i = 0; i < SYNC.wants; i++) hand.send(want);
  assert.equal(hand.closed(), null);
  hand.send(want);
  assert.deepEqual(hand.closed(), { reason: 'too-many-wants', blame: true });
});

test('SYNC.reads, SYNC.readBytes: what is read of the disk at once for one link', () => {
  const { ana, hand, log, world } = linked();
  const bytes = encodeMessage({ type: 'want', bytes: SYNC.wantBytes, behind: false, logs: [{ log, from: 0 }], more: false });
  const effects = ana.machine.handle({ type: 'message', link: hand.link, bytes }, world.clock);
  const reads = effects.filter((effect) => effect.type === 'read');
  assert.equal(reads.length, SYNC.reads, 'eight runs are there, and so many are read');
  assert.deepEqual([...new Set(reads.map((read) => read.bytes))], [SYNC.readBytes]);
});

test('SYNC.wantBytes, SYNC.smallWantBytes: the first link is asked for much, the others for little', () => {
  const { world, ana, hand } = linked();
  const second = world.byHand(ana);
  second.prove(keysOf(2));
  hand.send(claim(FAKE));
  second.send(claim(OTHER));
  assert.deepEqual(
    [hand, second].map((one) => wantsOf(one).map(({ bytes }) => bytes)),
    [[SYNC.wantBytes], [SYNC.smallWantBytes]],
  );
});

test('SYNC.stallTime: how long a fetch may bring nothing', () => {
  const { world, ana, hand } = linked();
  const second = world.byHand(ana);
  second.prove(keysOf(2));
  hand.send(claim(FAKE));
  second.send(claim(FAKE));
  world.pass(SYNC.stallTime - 100);
  assert.deepEqual([wantsOf(hand).length, wantsOf(second).length], [1, 0]);
  world.pass(200);
  assert.deepEqual([wantsOf(hand).length, wantsOf(second).length], [1, 1]);
});

test('SYNC.wantTime: how long one want may take, however it drips', () => {
  const { world, ana, hand } = linked();
  const second = world.byHand(ana);
  second.prove(keysOf(2));
  hand.send(claim(FAKE));
  second.send(claim(FAKE));
  let from = 0;
  const drip = () => hand.send({ type: 'parts', parts: [{ log: OTHER, from: from++, entries: [new Uint8Array(9)], signature: null }] });
  for (let passed = 0; passed < SYNC.wantTime - 5000; passed += 5000) {
    drip();
    world.pass(5000);
  }
  drip();
  world.pass(4900);
  assert.equal(wantsOf(second).length, 0);
  drip();
  world.pass(200);
  assert.equal(wantsOf(second).length, 1);
});

test('SYNC.failures: fetches that come to nothing', () => {
  const { world, hand } = linked();
  for (let i = 1; i <= SYNC.failures; i++) {
    assert.equal(hand.closed(), null);
    hand.send(claim(FAKE, i));
    hand.send({ type: 'sent', more: false });
    world.pass(100);
  }
  assert.deepEqual(hand.closed(), { reason: 'withholds', blame: true });
});

test('SYNC.idleSegments: segments that bring nothing', () => {
  const { ana, hand, log } = linked();
  const entries = (ana.disk.get(log) ?? []).slice(999);
  const signature = ana.record.chain(log)?.signatures.get(999) as Uint8Array;
  const again = () => hand.send({ type: 'parts', parts: [{ log, from: 999, entries, signature }] });
  // By its word alone it had nothing: the first time it shows that it has them.
  for (let i = 0; i < SYNC.idleSegments; i++) again();
  assert.equal(hand.closed(), null);
  again();
  assert.deepEqual(hand.closed(), { reason: 'nothing-new', blame: true });
});

/** A record that lacks everything, and in which so many entries wait. */
function lacking(waiting: number): Record {
  return { waiting, reach: () => 0, chain: () => undefined, isClosed: () => false, isGone: () => false } as unknown as Record;
}

function source(id: number, log: string) {
  const asking = new Asking();
  asking.tells(log, 10);
  asking.heard = true;
  return { id, asking, isMember: true };
}

test('SYNC.unstored: accepted entries that wait for the disk', () => {
  const fetching = new Fetching(lacking(0));
  assert.equal(fetching.plan(source(1, FAKE), 0, SYNC.unstored + 1).length, 0);
  assert.equal(fetching.plan(source(1, FAKE), 0, SYNC.unstored).length, 1);
});

test('SYNC.waitingForOne: entries waiting for their past above which one link alone is asked', () => {
  const asked = (waiting: number) => {
    const fetching = new Fetching(lacking(waiting));
    return [source(1, FAKE), source(2, OTHER)].map((one) => fetching.plan(one, 0, 0).length);
  };
  assert.deepEqual(asked(SYNC.waitingForOne), [1, 1]);
  assert.deepEqual(asked(SYNC.waitingForOne + 1), [1, 0]);
});

test('SYNC.longestPause: how long a log is left alone that was withheld', () => {
  const asking = new Asking();
  asking.tells(FAKE, 10);
  asking.withholds(FAKE, 0);
  asking.wake(SYNC.longestPause - 1);
  assert.equal(asking.isWithheld(FAKE), true);
  asking.wake(SYNC.longestPause);
  assert.equal(asking.isWithheld(FAKE), false);
});

test('SYNC.pauseTime, SYNC.longestRefusedPause: how long a refused log is left alone', () => {
  const asking = new Asking();
  const pauses: number[] = [];
  for (let n = 0; n < 14; n++) {
    asking.pause(FAKE, 0);
    pauses.push(asking.pausedUntil);
    asking.wake(pauses[n] as number);
    assert.equal(asking.isPaused(FAKE), false);
  }
  assert.deepEqual(pauses.slice(0, 3), [SYNC.pauseTime, 2 * SYNC.pauseTime, 4 * SYNC.pauseTime]);
  assert.equal(pauses.at(-1), SYNC.longestRefusedPause);
});

test('SYNC.announceDelay: how long changes are gathered before they are told', () => {
  const { world, ana, hand } = linked();
  const bo = world.add('bo');
  bo.write(['salt']);
  world.settle();
  world.link(bo, ana);
  const told = () => hand.heard().filter((message) => message.type === 'have').length;
  const before = told();
  while (ana.record.size < 1001 || ana.work.length > 0) world.step();
  assert.equal(told(), before, 'it is stored, and not told yet');
  world.pass(SYNC.announceDelay + 1);
  assert.equal(told(), before + 1);
});

test('SYNC.pushBytes: a longer run is told instead of sent', () => {
  const { ana, log } = linked();
  const chain = ana.record.chain(log);
  const ends = { link: 1, self: 'a', peer: 'b', dialled: true };
  const pushed = (size: number) => {
    const link = new LinkState(ends, new Uint8Array(32), 0, new Shelf(ana.record), () => 'own');
    link.other = { device: FAKE, standing: 'member' };
    const entry = chain?.at(0);
    const accepted = { entry, bytes: new Uint8Array(size), signature: new Uint8Array(64) } as Accepted;
    return pushTo(link, pushesOf([accepted])).length;
  };
  // Five bytes for what stands before an entry.
  assert.equal(pushed(SYNC.pushBytes - 5), 1);
  assert.equal(pushed(SYNC.pushBytes - 4), 0);
});
