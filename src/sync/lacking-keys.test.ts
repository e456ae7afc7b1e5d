import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concatBytes } from '../bytes/octets.ts';
import { SEALING_KEY_BYTES } from '../crypto/hpke.ts';
import { sign, signingKeys, verify } from '../crypto/sign.ts';
import type { DeviceStanding, LackingKeys } from './events.ts';
import { SYNC } from './limits.ts';
import { decodeMessage, type Message } from './messages.ts';
import { placeOf } from './proof.ts';
import { type Hand, type Node, World } from './world.fixture.ts';

const PREKEY = new Uint8Array(SEALING_KEY_BYTES).fill(5);
const id = (n: number): string => n.toString(16).padStart(64, '0');
const lackingOf = (count: number): LackingKeys => ({ prekey: PREKEY, epochs: Array.from({ length: count }, (_, n) => id(n)), tags: [] });

type Asking = Extract<Message, { type: 'lacking-keys' }>;

function askings(hand: Hand): Asking[] {
  return hand.got.flatMap((bytes) => {
    const message = decodeMessage(bytes, SYNC.version);
    assert.ok(message.ok);
    return message.value.type === 'lacking-keys' ? [message.value] : [];
  });
}

/** A device that lacks epochs, and the other end of its link. */
function lacking(count: number, standing: DeviceStanding = 'member', version: number = SYNC.version) {
  const world = new World(1);
  const ana = world.add('ana');
  ana.lacking = lackingOf(count);
  const keys = signingKeys(new Uint8Array(32).fill(4));
  ana.standings.set(keys.publicKey.toHex(), standing);
  const hand = world.byHand(ana);
  hand.prove(keys, undefined, version);
  return { world, ana, hand, keys };
}

/** Somebody who lacks an epoch asks a device. @returns what that device was told to hand over */
function askedOf(ana: Node, hand: Hand, secretKey: Uint8Array, change: Partial<Asking> = {}): number {
  const place = placeOf(hand.transcript(), 'dialler');
  const signature = sign(secretKey, 'moot/lacking-keys', concatBytes(place, PREKEY));
  hand.send({ type: 'lacking-keys', prekey: PREKEY, signature, epochs: [id(1)], tags: ['01020304'], ...change });
  return ana.said.filter(({ type }) => type === 'keys-asked').length;
}

test('a device asks whoever is there for the epochs that it lacks: after a moment, then less and less often, and no more once they are here', () => {
  const { world, ana, hand } = lacking(1);
  world.pass(SYNC.pauseTime / 2);
  assert.equal(askings(hand).length, 0, 'it may be on its way');
  world.pass(SYNC.pauseTime);
  assert.deepEqual(
    askings(hand).map(({ epochs }) => epochs),
    [[id(0)]],
  );
  world.pass(60_000);
  const often = askings(hand).length;
  assert.ok(often > 3 && often < 9, `${often} times in a minute`);
  world.pass(10 * SYNC.longestPause);
  const seldom = askings(hand).length;
  world.pass(10 * SYNC.longestPause);
  assert.ok(askings(hand).length - seldom >= 9 && askings(hand).length - seldom <= 11, 'at the longest pause');
  const [asking] = askings(hand);
  assert.ok(asking !== undefined);
  const place = placeOf(hand.transcript(), 'listener');
  assert.ok(verify(ana.keys.publicKey, 'moot/lacking-keys', concatBytes(place, PREKEY), asking.signature));
  ana.lacking = null;
  ana.tell({ type: 'changed' });
  const before = askings(hand).length;
  world.pass(10 * SYNC.longestPause);
  assert.equal(askings(hand).length, before);
});

test('when something else is lacking it is asked for soon, however long the pause had become', () => {
  const { world, ana, hand } = lacking(1);
  world.pass(10 * SYNC.longestPause);
  const before = askings(hand).length;
  ana.lacking = lackingOf(2);
  ana.tell({ type: 'changed' });
  world.pass(1.5 * SYNC.pauseTime);
  assert.equal(askings(hand).length, before + 1);
  assert.deepEqual(askings(hand).at(-1)?.epochs, [id(0), id(1)]);
});

test('SYNC.lackingKeys: of more than fit a message all are asked for in turn', () => {
  const { world, hand } = lacking(SYNC.lackingKeys * 2 + 1);
  world.pass(60_000);
  assert.ok(askings(hand).every(({ epochs }) => epochs.length === SYNC.lackingKeys));
  assert.equal(new Set(askings(hand).flatMap(({ epochs }) => epochs)).size, SYNC.lackingKeys * 2 + 1);
});

test('an unknown device is asked too, a removed one and one of an earlier version are not', () => {
  for (const [standing, version, asked] of [
    ['unknown', SYNC.version, true],
    ['removed', SYNC.version, false],
    ['member', 2, false],
  ] as const) {
    const { world, hand } = lacking(1, standing, version);
    world.pass(60_000);
    assert.equal(
      hand.got.some((bytes) => {
        const message = decodeMessage(bytes, SYNC.version);
        return message.ok && message.value.type === 'lacking-keys';
      }),
      asked,
      `${standing}, version ${version}`,
    );
  }
});

test('who asks is answered as a member’s device alone', () => {
  for (const standing of ['member', 'unknown', 'removed'] as const) {
    const { ana, hand, keys } = lacking(0, standing);
    assert.equal(askedOf(ana, hand, keys.secretKey), standing === 'member' ? 1 : 0, standing);
    assert.equal(hand.closed(), null);
  }
});

test('a prekey that the device has not signed for this link is nobody’s: the link closes', () => {
  const other = signingKeys(new Uint8Array(32).fill(6));
  const { ana, hand } = lacking(0);
  assert.equal(askedOf(ana, hand, other.secretKey), 0);
  assert.deepEqual(hand.closed(), { reason: 'signature-wrong', blame: true });
  const { ana: bo, hand: second, keys } = lacking(0);
  assert.equal(askedOf(bo, second, keys.secretKey, { prekey: PREKEY.with(0, 6) }), 0);
  assert.equal(second.closed()?.reason, 'signature-wrong');
});

test('SYNC.lackingPerMinute: who asks without end is answered no more often', () => {
  const { world, ana, hand, keys } = lacking(0);
  for (let times = 0; times <= SYNC.lackingPerMinute; times++) askedOf(ana, hand, keys.secretKey);
  assert.equal(askedOf(ana, hand, keys.secretKey), SYNC.lackingPerMinute);
  world.pass(60_000);
  assert.equal(askedOf(ana, hand, keys.secretKey), SYNC.lackingPerMinute + 1);
});

test('epochs are handed over over links to members’ devices alone, and from a removed device none are taken', () => {
  for (const standing of ['member', 'unknown', 'removed'] as const) {
    const { ana, hand, keys } = lacking(0, standing);
    ana.tell({ type: 'keys', device: keys.publicKey.toHex(), sealed: new Uint8Array(9) });
    assert.equal(hand.types().includes('keys'), standing === 'member', standing);
    hand.send({ type: 'keys', sealed: new Uint8Array(9) });
    const said = ana.said.flatMap((effect) => (effect.type === 'keys' ? [effect.standing] : []));
    assert.deepEqual(said, standing === 'removed' ? [] : [standing]);
  }
});
