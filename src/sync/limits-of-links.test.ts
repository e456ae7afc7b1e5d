import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeCbor } from '../bytes/cbor.ts';
import { LIMITS } from '../bytes/limits.ts';
import { signingKeys } from '../crypto/sign.ts';
import { linkContent } from '../log/entry.ts';
import { signTip } from '../log/tip-signature.ts';
import { Allowance } from './allowance.ts';
import { Bans } from './bans.ts';
import { SYNC } from './limits.ts';
import { LinkState } from './link.ts';
import { OwnTime } from './own-time.ts';
import { Shelf } from './shelf.ts';
import { type Hand, type Node, World } from './world.fixture.ts';

// How many links there are, how long each may take, and what is remembered of others: each bound is tried at it and one past it.

const keysOf = (n: number) => signingKeys(new Uint8Array(32).fill(n % 256, 0, 16).fill(n >> 8, 16));

function alone(): { world: World; ana: Node } {
  const world = new World(1);
  return { world, ana: world.add('ana') };
}

/** Ticks in steps that a machine believes. */
function wait(world: World, ana: Node, ms: number): void {
  for (let left = ms; left > 0; left -= SYNC.longestStep) {
    world.clock += Math.min(left, SYNC.longestStep);
    ana.tell({ type: 'tick' });
  }
}

const closed = (hands: readonly Hand[]) => hands.filter((hand) => hand.closed() !== null);

test('SYNC.links: links of one cell', () => {
  const { world, ana } = alone();
  const hands = Array.from({ length: SYNC.links }, () => world.byHand(ana, true));
  assert.equal(closed(hands).length, 0);
  assert.equal(world.byHand(ana, true).closed()?.reason, 'too-many-links');
  assert.equal(closed(hands).length, 0, 'those that were there stay');
});

test('SYNC.unprovedLinks: of those who came and did not prove themselves, the first is let go', () => {
  const { world, ana } = alone();
  const hands = Array.from({ length: SYNC.unprovedLinks }, () => world.byHand(ana));
  assert.equal(closed(hands).length, 0);
  world.byHand(ana);
  assert.deepEqual(closed(hands), [hands[0]]);
});

test('SYNC.unknownLinks: devices that nobody knows', () => {
  const { world, ana } = alone();
  const unknown = (n: number) => {
    const keys = keysOf(n);
    ana.standings.set(keys.publicKey.toHex(), 'unknown');
    const hand = world.byHand(ana);
    hand.prove(keys);
    return hand;
  };
  const hands = Array.from({ length: SYNC.unknownLinks }, (_, n) => unknown(n));
  assert.equal(closed(hands).length, 0);
  const one = unknown(SYNC.unknownLinks);
  assert.deepEqual([closed(hands), one.closed()], [[hands[0]], null]);
  const goes = ana.said.find((effect) => effect.type === 'close');
  assert.deepEqual(goes?.type === 'close' && [goes.reason, goes.blame, goes.calmly], ['too-many-unknown', false, true]);
  // Whoever hears that there was no room for it does not dial again soon either; for other goodbyes it does.
  for (const [reason, calmly] of [
    ['too-many-unknown', true],
    ['too-many-links', false],
  ] as const) {
    const hand = world.byHand(ana);
    hand.prove(keysOf(SYNC.unknownLinks + 1));
    hand.send({ type: 'bye', reason });
    const left = ana.said.find((effect) => effect.type === 'close' && effect.link === hand.link);
    assert.deepEqual(left?.type === 'close' && [left.reason, left.calmly], [`other-left-${reason}`, calmly]);
  }
});

test('SYNC.proofTime: how long the other end may take to prove itself', () => {
  const { world, ana } = alone();
  const hand = world.byHand(ana);
  wait(world, ana, SYNC.proofTime - 1);
  assert.equal(hand.closed(), null);
  wait(world, ana, 1);
  assert.equal(hand.closed()?.reason, 'too-slow');
});

test('SYNC.toldLogs, SYNC.toldLogsOfUnknown: logs that one link tells of', () => {
  for (const [standing, most] of [
    ['member', SYNC.toldLogs],
    ['unknown', SYNC.toldLogsOfUnknown],
  ] as const) {
    const { world, ana } = alone();
    const keys = keysOf(7);
    ana.standings.set(keys.publicKey.toHex(), standing);
    const hand = world.byHand(ana);
    hand.prove(keys);
    const log = (n: number) => ({ log: n.toString(16).padStart(64, '0'), count: 5, tip: 'f0'.repeat(32) });
    for (let told = 0; told < most; told += 512)
      hand.send({ type: 'have', logs: Array.from({ length: 512 }, (_, i) => log(told + i)), more: true });
    assert.equal(hand.closed(), null, standing);
    hand.send({ type: 'have', logs: [log(most)], more: true });
    assert.deepEqual(hand.closed(), { reason: 'too-many-logs', blame: true }, standing);
  }
});

test('SYNC.longestStep: how far our own time goes on at once', () => {
  const time = new OwnTime();
  time.advance(1000);
  time.advance(1000 + SYNC.longestStep);
  assert.equal(time.now, SYNC.longestStep);
  time.advance(1000 + 2 * SYNC.longestStep + 1);
  assert.equal(time.now, 2 * SYNC.longestStep);
  time.advance(4000 + 2 * SYNC.longestStep, () => assert.fail('a short step is believed'));
  assert.equal(time.now, 2 * SYNC.longestStep + 2999);
  const before = time.now;
  time.advance(4000 + 9 * SYNC.longestStep, () => 3 * SYNC.longestStep);
  assert.equal(time.now, before + 3 * SYNC.longestStep, 'as far as nothing was wanted');
});

test('SYNC.banTime, SYNC.longestBan: a ban doubles up to a day', () => {
  const bans = new Bans();
  let length: number = SYNC.banTime;
  for (let at = 0, n = 0; n < 20; n++) {
    bans.add('liar', at);
    assert.equal(bans.holds('liar', at + length - 1), true);
    assert.equal(bans.holds('liar', at + length), false);
    at += length;
    length = Math.min(SYNC.longestBan, 2 * length);
  }
  assert.equal(length, SYNC.longestBan);
});

test('SYNC.bans: how many liars are remembered', () => {
  const bans = new Bans();
  for (let n = 0; n < SYNC.bans; n++) bans.add(`liar ${n}`, 0);
  assert.equal(bans.holds('liar 0', 1), true);
  bans.add('one more', 0);
  assert.deepEqual([bans.holds('liar 0', 1), bans.holds('liar 1', 1), bans.holds('one more', 1)], [false, true, true]);
});

test('SYNC.cardsPerMinute, SYNC.proofsPerMinute, SYNC.lackingPerMinute: what costs more than its bytes, a minute and link', () => {
  const { ana } = alone();
  const ends = { link: 1, self: 'a', peer: 'b', dialled: true };
  const link = new LinkState(ends, new Uint8Array(32), 0, new Shelf(ana.record), () => null);
  const taken = (allowance: Allowance, now: number) => {
    let count = 0;
    while (allowance.take(now)) count++;
    return count;
  };
  for (const [allowance, perMinute] of [
    [link.cardAllowance, SYNC.cardsPerMinute],
    [link.proofAllowance, SYNC.proofsPerMinute],
    [link.lackingAllowance, SYNC.lackingPerMinute],
  ] as const) {
    assert.equal(taken(allowance, 0), perMinute);
    assert.equal(taken(allowance, 60_000), perMinute);
  }
  assert.equal(taken(new Allowance(3), 0), 3);
});

/** Fork proofs of so many devices, of each of which there is a log. */
function proofsOf(count: number, ana: Node): { readonly log: string; readonly bytes: Uint8Array }[] {
  return Array.from({ length: count }, (_, n) => {
    const keys = keysOf(n + 300);
    ana.write(['mine'], '', 0, keys);
    const chain = [...ana.record.chains()].find(({ opening }) => opening.device === keys.publicKey.toHex());
    const log = Uint8Array.fromHex(chain?.logId ?? '');
    const previous = new Uint8Array(32);
    const branches = [1, 2].map((byte) => {
      const content = new Uint8Array(32).fill(byte);
      return [[content], signTip(keys.secretKey, linkContent(log, 0, previous, content))];
    });
    return { log: log.toHex(), bytes: encodeCbor([log, keys.publicKey, 0, previous, branches]) };
  });
}

test('SYNC.proofsPerMinute: proofs that come beyond it are looked at later, and those that are known cost nothing', () => {
  const { world, ana } = alone();
  const proofs = proofsOf(SYNC.proofsPerMinute * 4, ana);
  world.settle();
  const hand = world.byHand(ana);
  hand.prove(keysOf(1));
  for (let times = 0; times < 2; times++) for (const { bytes } of proofs) hand.send({ type: 'proof', bytes });
  world.pass(1);
  assert.equal(ana.record.frozen.size, SYNC.proofsPerMinute);
  world.pass(60_000);
  assert.equal(ana.record.frozen.size, 2 * SYNC.proofsPerMinute);
  world.pass(120_000);
  assert.equal(ana.record.frozen.size, proofs.length);
});

test('SYNC.proofsLater: of more proofs than wait to be looked at, those that came first are', () => {
  const { world, ana } = alone();
  const proofs = proofsOf(SYNC.proofsPerMinute + SYNC.proofsLater + 1, ana);
  world.settle();
  const hand = world.byHand(ana);
  hand.prove(keysOf(1));
  for (const { bytes } of proofs) hand.send({ type: 'proof', bytes });
  world.pass(600_000);
  assert.equal(ana.record.frozen.size, proofs.length - 1);
});

test('LIMITS.allStories: proofs are passed on as long as what they tell of is kept', () => {
  const { world, ana } = alone();
  const most = LIMITS.allStories / 2;
  const proofs = proofsOf(most + 1, ana);
  world.settle();
  for (const { bytes } of proofs) ana.tell({ type: 'forked', proof: bytes });
  const hand = world.byHand(ana);
  hand.prove(keysOf(1));
  hand.send({ type: 'have', logs: proofs.map(({ log }) => ({ log, count: 1, tip: 'f0'.repeat(32) })), more: false });
  assert.equal(hand.types().filter((type) => type === 'proof').length, most);
});
