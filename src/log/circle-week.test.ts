import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from '../bytes/id.ts';
import { concatBytes } from '../bytes/octets.ts';
import { unseal } from '../crypto/committed-seal.ts';
import { EpochKeys, epochOf, epochTag } from './epoch.ts';
import type { Head } from './head.ts';
import { LANES, WHOLE_CELL } from './lane.ts';
import type { Opening } from './opening.ts';
import { openBody, openHead, sealEntry } from './sealing.ts';
import { talkCircleOf } from './talk-circle.ts';

const ID = '5a'.repeat(32);
const CIRCLE = '0123456789abcdef';
const LOG = new Uint8Array(32).fill(9);
const SALT = new Uint8Array(16).fill(4);
const OPENING: Opening = { device: ID, lane: 'talk', topic: `circle/${CIRCLE}`, turn: 2900 };

test('I9 in circles: what a circle said in a week needs the secret of that week too, so it is gone with it though the key of the circle stays', () => {
  const [week, inner] = [
    epochOf(new Uint8Array(32).fill(1), talkCircleOf(OPENING) ?? WHOLE_CELL, ID),
    epochOf(new Uint8Array(32).fill(2), CIRCLE, ID),
  ];
  assert.notEqual(week.circle, WHOLE_CELL);
  const head: Head = { opening: OPENING, deps: [], lamport: 1, charter: ID, circle: CIRCLE, bodyEpoch: epochTag(inner.id), time: 1 };
  const sealed = sealEntry(LOG, head, ID, 'talk', ['talk/say', ['between us', null]], { cell: week, circle: inner }, SALT);
  assert.ok(sealed.ok && sealed.value.body instanceof Uint8Array);
  const place = { device: ID, circle: CIRCLE, lane: 'talk' } as const;

  const keys = new EpochKeys();
  for (const epoch of [week, inner]) keys.add(epoch);
  const opened = openHead(LOG, sealed.value, keys);
  assert.ok(opened.ok);
  assert.ok(openBody(sealed.value, opened.value, place, keys).ok);

  // Whoever has the circle's key, and guesses all that stands in the head, has nothing without the week's.
  const context = concatBytes(SALT, bytesOf(ID), bytesOf(CIRCLE), Uint8Array.of(LANES.indexOf('talk')));
  for (const { secret } of [inner, week]) assert.equal(unseal(secret, 'moot/action', context, sealed.value.body), null);
  keys.drop((circle) => circle === week.circle);
  assert.deepEqual(openHead(LOG, sealed.value, keys), { ok: false, reason: 'key-unknown' });
});
