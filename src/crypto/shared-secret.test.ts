import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../bytes/octets.ts';
import { hash } from './hash.ts';
import {
  combineShares,
  isRightlyOpened,
  isWellShared,
  type OpenedShare,
  openShare,
  type SharedSecret,
  shareSecret,
  takesShares,
} from './shared-secret.ts';
import { sign, signingKeys, verify } from './sign.ts';

const seedOf = (name: string): Uint8Array => hash('test/seed', utf8(name));
const PEOPLE = ['Ana', 'Bo', 'Cy', 'Dee', 'Eve'].map((name) => signingKeys(seedOf(name)));
const RECIPIENTS = PEOPLE.map(({ publicKey }, i) => ({ place: i + 1, key: publicKey }));
const CONTEXT = utf8('the draw of the spring meeting, by Ana');
const SEED = seedOf('what Ana deals');
const SHARED = shareSecret(SEED, RECIPIENTS, 3, CONTEXT);
/** The order of the group, little-endian (RFC 8032, section 5.1). */
const ORDER = Uint8Array.fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
/** A point of order 8, in its canonical encoding. */
const SMALL = Uint8Array.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
/** A point of the group and that one added: of order 8 times the group's. */
const MIXED = Uint8Array.fromHex('fbb3211d177bccefd763d01a88f6473e43e5cf0a0740e44ab5c64460eefd4675');
const NEUTRAL = Uint8Array.of(1, ...new Uint8Array(31));

const open = (at: number, { shares }: SharedSecret = SHARED): OpenedShare =>
  openShare(shares[at] as Uint8Array, PEOPLE[at] as (typeof PEOPLE)[number], CONTEXT);
const isRight = (at: number, opened: OpenedShare, context = CONTEXT): boolean =>
  isRightlyOpened(SHARED.shares[at] as Uint8Array, RECIPIENTS[at]?.key as Uint8Array, opened, context);
const combined = (places: readonly number[], shared = SHARED): string | undefined =>
  combineShares(
    places.map((at) => ({ place: at + 1, share: open(at, shared).share })),
    3,
  )?.toHex();

test('what is shared can be checked by everybody, and any three of five open it to the same', () => {
  assert.equal(isWellShared(SHARED, RECIPIENTS, 3, CONTEXT), true);
  const value = combined([0, 1, 2]);
  assert.equal(value?.length, 64);
  for (const places of [
    [4, 2, 0],
    [1, 3, 4],
    [0, 1, 2, 3, 4],
  ]) {
    for (const at of places) assert.equal(isRight(at, open(at)), true);
    assert.equal(combined(places), value);
  }
  assert.notEqual(combined([0, 1, 2], shareSecret(seedOf('another'), RECIPIENTS, 3, CONTEXT)), value);
});

test('two of three are not enough, and neither is one of them twice', () => {
  assert.equal(combined([0, 1]), undefined);
  assert.equal(combined([0, 1, 1]), undefined);
});

test('shares that do not lie on what is committed to, are sealed to others, or for another draw, are found out', () => {
  const other = shareSecret(seedOf('another'), RECIPIENTS, 3, CONTEXT);
  const swapped = (i: number, from: readonly Uint8Array[], to: readonly Uint8Array[]) =>
    to.map((each, k) => (k === i ? (from[i] as Uint8Array) : each));
  const forgeries: readonly SharedSecret[] = [
    { ...SHARED, shares: swapped(2, other.shares, SHARED.shares) },
    { ...SHARED, commitments: swapped(0, other.commitments, SHARED.commitments) },
    { ...SHARED, commitments: swapped(2, other.commitments, SHARED.commitments) },
    { ...SHARED, responses: swapped(4, other.responses, SHARED.responses) },
    { ...SHARED, challenge: other.challenge },
    { ...SHARED, shares: SHARED.shares.slice(1) },
    { ...SHARED, responses: SHARED.responses.slice(1) },
  ];
  for (const forged of forgeries) assert.equal(isWellShared(forged, RECIPIENTS, 3, CONTEXT), false);
  assert.equal(isWellShared(SHARED, RECIPIENTS.toReversed(), 3, CONTEXT), false);
  assert.equal(
    isWellShared(
      SHARED,
      RECIPIENTS.map(({ key, place }) => ({ key, place: 6 - place })),
      3,
      CONTEXT,
    ),
    false,
  );
  assert.equal(isWellShared(SHARED, RECIPIENTS, 3, utf8('the draw of the autumn meeting')), false);
});

test('a polynomial of a higher degree, or of a lower one, is refused: it would take more people to open it, or fewer', () => {
  for (const threshold of [2, 4]) {
    const dealt = shareSecret(SEED, RECIPIENTS, threshold, CONTEXT);
    assert.equal(isWellShared(dealt, RECIPIENTS, threshold, CONTEXT), true);
    assert.equal(isWellShared(dealt, RECIPIENTS, 3, CONTEXT), false);
  }
});

test('what is neutral, of small order, mixed, not canonical or no point at all is no element; zero and what is not below the order are no scalars', () => {
  const replaced = (with_: Uint8Array, list: readonly Uint8Array[]) => [with_, ...list.slice(1)];
  // Not canonical: 2^255 - 19 + 1 encodes y = 1 once more.
  const twice = Uint8Array.of(0xee, ...new Uint8Array(30).fill(255), 0x7f);
  for (const none of [
    NEUTRAL,
    SMALL,
    MIXED,
    twice,
    new Uint8Array(32),
    new Uint8Array(32).fill(255),
    new Uint8Array(31),
    new Uint8Array(33),
  ]) {
    assert.equal(takesShares(none), false, none.toHex());
    assert.equal(isWellShared({ ...SHARED, commitments: replaced(none, SHARED.commitments) }, RECIPIENTS, 3, CONTEXT), false);
    assert.equal(isWellShared({ ...SHARED, shares: replaced(none, SHARED.shares) }, RECIPIENTS, 3, CONTEXT), false);
    assert.equal(isWellShared(SHARED, [{ place: 1, key: none }, ...RECIPIENTS.slice(1)], 3, CONTEXT), false);
    assert.equal(isRight(0, { ...open(0), share: none }), false);
  }
  const raised = (scalar: Uint8Array): Uint8Array => {
    let carry = 0;
    return scalar.map((octet, i) => {
      carry += octet + (ORDER[i] as number);
      const digit = carry & 255;
      carry >>= 8;
      return digit;
    });
  };
  const opened = open(0);
  for (const none of [new Uint8Array(32), ORDER, new Uint8Array(32).fill(255), raised(opened.response), new Uint8Array(31)]) {
    assert.equal(isRight(0, { ...opened, response: none }), false);
    assert.equal(isRight(0, { ...opened, challenge: none }), false);
    assert.equal(isWellShared({ ...SHARED, challenge: none }, RECIPIENTS, 3, CONTEXT), false);
  }
  const again = { ...SHARED, responses: replaced(raised(SHARED.responses[0] as Uint8Array), SHARED.responses) };
  assert.equal(isWellShared(again, RECIPIENTS, 3, CONTEXT), false, 'the same scalar in another encoding');
});

test('an opened share that is not the one that was sealed is found out', () => {
  const right = open(1);
  assert.equal(isRight(1, right), true);
  assert.equal(isRight(1, { ...right, share: open(2).share }), false);
  assert.equal(isRight(1, { ...right, response: open(2).response }), false);
  assert.equal(isRight(2, right), false, 'of somebody else');
  assert.equal(isRight(1, right, utf8('another draw')), false);
});

test('several devices of one place hold one share, which counts once', () => {
  const shared = shareSecret(SEED, [...RECIPIENTS.slice(0, 2), { place: 2, key: RECIPIENTS[2]?.key as Uint8Array }], 2, CONTEXT);
  const share = (at: number) => open(at, shared).share;
  assert.equal(share(1).toHex(), share(2).toHex());
  const from = (places: readonly number[]) =>
    combineShares(
      places.map((at) => ({ place: at === 2 ? 2 : at + 1, share: share(at) })),
      2,
    )?.toHex();
  assert.equal(from([0, 1]), from([2, 0]));
  assert.equal(from([1, 2]), undefined);
});

test('what is opened with the key that signs lends nothing to a signature, and each nonce serves one statement', () => {
  const again = openShare(SHARED.shares[0] as Uint8Array, PEOPLE[0] as (typeof PEOPLE)[number], utf8('another draw'));
  assert.notEqual(again.challenge.toHex(), open(0).challenge.toHex());
  const deals = [RECIPIENTS, RECIPIENTS.slice(0, 4)].map((some) => shareSecret(SEED, some, 3, CONTEXT));
  assert.equal(new Set(deals.flatMap(({ responses }) => responses.map((each) => each.toHex()))).size, 9);
  const { publicKey, secretKey } = PEOPLE[0] as (typeof PEOPLE)[number];
  const signature = sign(secretKey, 'moot/tip', CONTEXT);
  assert.equal(verify(publicKey, 'moot/tip', CONTEXT, signature), true);
  const { share, challenge, response } = open(0);
  for (const first of [share, challenge, publicKey])
    assert.equal(verify(publicKey, 'moot/tip', CONTEXT, Uint8Array.of(...first, ...response)), false);
});

test('one recipient with a threshold of one is the smallest', () => {
  const shared = shareSecret(SEED, RECIPIENTS.slice(0, 1), 1, CONTEXT);
  assert.equal(isWellShared(shared, RECIPIENTS.slice(0, 1), 1, CONTEXT), true);
  assert.equal(combineShares([{ place: 1, share: open(0, shared).share }], 1)?.length, 32);
});
