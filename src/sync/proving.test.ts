import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hash } from '../crypto/hash.ts';
import { signingKeys } from '../crypto/sign.ts';
import { SYNC } from './limits.ts';
import { World } from './world.fixture.ts';

const keysOf = (seed: number) => signingKeys(new Uint8Array(32).fill(seed));

test('a stranger who dials learns nothing but that somebody is here', () => {
  const ana = new World(1).add('ana');
  ana.write(['bread']);
  const stranger = ana.world.byHand(ana);
  stranger.prove(keysOf(1), new Uint8Array(32));
  assert.deepEqual(stranger.types(), ['hello', 'bye']);
  assert.deepEqual(stranger.closed(), { reason: 'stranger', blame: true });
});

test('a stranger who is dialled sees sealed bytes, and cannot answer', () => {
  const ana = new World(1).add('ana');
  const stranger = ana.world.byHand(ana, true);
  assert.deepEqual(stranger.types(), ['hello']);
  stranger.send({ type: 'hello', version: 1, salt: stranger.salt });
  const [, prove] = stranger.heard();
  assert.ok(prove?.type === 'prove');
  assert.equal(Buffer.from(prove.sealed).indexOf(ana.keys.publicKey), -1);
  stranger.send({ type: 'prove', sealed: prove.sealed });
  assert.deepEqual(stranger.closed(), { reason: 'stranger', blame: true }, 'their own proof sent back is none');
});

test('who listens answers only after checking', () => {
  const ana = new World(1).add('ana');
  const hand = ana.world.byHand(ana);
  hand.send({ type: 'hello', version: 1, salt: hand.salt });
  assert.deepEqual(hand.types(), ['hello']);
  hand.send({ type: 'prove', sealed: hand.proof(keysOf(1)) });
  assert.deepEqual(hand.types(), ['hello', 'prove', 'have']);
});

test('a proof holds for its link alone', () => {
  const ana = new World(1).add('ana');
  const [first, second] = [ana.world.byHand(ana), ana.world.byHand(ana)];
  first.send({ type: 'hello', version: 1, salt: first.salt });
  second.send({ type: 'hello', version: 1, salt: second.salt });
  second.send({ type: 'prove', sealed: first.proof(keysOf(1)) });
  assert.deepEqual(second.closed(), { reason: 'stranger', blame: true });
});

test('what is out of place closes the link: other messages before the proof, a second hello, a second proof', () => {
  const ana = new World(1).add('ana');
  const early = ana.world.byHand(ana);
  early.send({ type: 'have', logs: [], more: false });
  assert.equal(early.closed()?.reason, 'message-out-of-place');
  const again = ana.world.byHand(ana);
  again.prove(keysOf(1));
  assert.equal(again.closed(), null);
  again.send({ type: 'hello', version: 1, salt: again.salt });
  assert.equal(again.closed()?.reason, 'message-out-of-place');
  const twice = ana.world.byHand(ana);
  twice.prove(keysOf(2));
  twice.send({ type: 'prove', sealed: twice.proof(keysOf(2)) });
  assert.equal(twice.closed()?.reason, 'message-out-of-place');
});

test('a newer version may say more than we understand; ours may not', () => {
  const ana = new World(1).add('ana');
  const [newer, same] = [ana.world.byHand(ana), ana.world.byHand(ana)];
  newer.prove(keysOf(1), undefined, SYNC.version + 1);
  same.prove(keysOf(2));
  for (const hand of [newer, same]) hand.sendBytes(Uint8Array.of(0x82, 0x18, 99, 0x40));
  assert.equal(newer.closed(), null);
  assert.equal(same.closed()?.reason, 'message-malformed');
});

test('our own device at the other end is turned away', () => {
  const ana = new World(1).add('ana');
  const self = ana.world.byHand(ana);
  self.prove(ana.keys);
  assert.deepEqual(self.closed(), { reason: 'own-device', blame: false });
});

test('who does not prove itself in time is turned away, and so are too many who have not', () => {
  const world = new World(1);
  const ana = world.add('ana');
  const hands = Array.from({ length: 17 }, () => world.byHand(ana));
  assert.equal(hands[0]?.closed()?.reason, 'too-many-links', 'the first makes room');
  assert.equal(hands[1]?.closed(), null);
  world.pass(10_001);
  assert.deepEqual(hands[16]?.closed(), { reason: 'too-slow', blame: false });
  assert.equal(ana.machine.links().length, 0);
});

test('of two links between two devices both ends keep the same one', () => {
  for (let seed = 0; seed < 20; seed++) {
    const world = new World(seed);
    const [ana, bo] = [world.add('ana'), world.add('bo')];
    world.link(ana, bo);
    world.link(bo, ana);
    world.link(ana, bo);
    world.settle();
    assert.equal(ana.machine.links().length, 1);
    assert.deepEqual(ana.machine.links()[0]?.link, bo.machine.links()[0]?.link);
  }
});

test('devices that nobody knows are few at once, and hear of our own record alone', () => {
  const world = new World(1);
  const ana = world.add('ana');
  ana.write(['bread']);
  ana.write(['oil'], 'talk');
  world.settle();
  const hands = Array.from({ length: 9 }, (_, i) => {
    const keys = signingKeys(hash('test/unknown', Uint8Array.of(i)));
    ana.standings.set(keys.publicKey.toHex(), 'unknown');
    const hand = world.byHand(ana);
    hand.prove(keys);
    return hand;
  });
  const told = hands[8]?.heard().flatMap((message) => (message.type === 'have' ? message.logs : []));
  assert.deepEqual(hands[8]?.types(), ['hello', 'prove', 'have']);
  assert.deepEqual(
    told?.map(({ log }) => ana.record.chain(log)?.opening.lane),
    ['record'],
  );
  assert.equal(hands[0]?.closed()?.reason, 'too-many-unknown', 'the first makes room');
  assert.equal(hands.filter((hand) => hand.closed() === null).length, 8);
});
