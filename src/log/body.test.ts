import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cbor } from '../bytes/cbor.ts';
import { SealedBody } from './body.ts';
import { EpochKeys } from './epoch.ts';
import { type CircleId, WHOLE_CELL } from './lane.ts';
import { openBody, openHead, sealEntry } from './sealing.ts';
import { World } from './world.fixture.ts';

const world = new World('bodies');
const { epoch } = world;
const log = world.random(32);
const place = { device: world.random(32).toHex(), circle: WHOLE_CELL as CircleId, lane: 'talk' } as const;
const keys = new EpochKeys();
keys.add(epoch);

function sealed(action: Cbor) {
  const head = { opening: null, deps: [], lamport: 1, charter: null, circle: WHOLE_CELL, bodyEpoch: epoch.id.slice(0, 8), time: 0 };
  const entry = sealEntry(log, head, place.device, place.lane, action, { cell: epoch, circle: epoch }, world.random(16));
  assert.ok(entry.ok && entry.value.body instanceof Uint8Array);
  const opened = openHead(log, entry.value, keys);
  assert.ok(opened.ok);
  return { entry: entry.value, opened: opened.value, body: entry.value.body };
}

test('a body that was kept sealed opens to what it says, whatever came after it, and keeps none of the bytes in which it came', () => {
  // More than one piece of memory, and some that are larger than a piece by themselves or fill the rest of one.
  const actions = [3, 40_000, 53_000, 0, 30_000, ...Array(200).fill(500)].map((size, i): Cbor => ['talk/say', `${i}`, 'x'.repeat(size)]);
  const kept = actions.map((action) => {
    const { entry, opened, body } = sealed(action);
    const one = new SealedBody(entry.salt, body, opened, entry.head.length);
    body.fill(0);
    entry.salt.fill(0);
    return one;
  });
  assert.deepEqual(
    kept.map((body) => body.open(place)),
    actions.map((value) => ({ ok: true, value })),
  );
});

test('a body that was sealed wrongly, or for another place, says nothing, as when it is opened at once', () => {
  const { entry, opened, body } = sealed(['talk/say', 'Good morning.']);
  const elsewhere = { ...place, device: world.random(32).toHex() };
  const refused = { ok: false, reason: 'body-sealed-wrongly' };
  assert.deepEqual(openBody(entry, opened, elsewhere, keys), refused);
  assert.deepEqual(new SealedBody(entry.salt, body, opened, entry.head.length).open(elsewhere), refused);
  body[60] = (body[60] as number) ^ 1;
  assert.deepEqual(openBody(entry, opened, place, keys), refused);
  assert.deepEqual(new SealedBody(entry.salt, body, opened, entry.head.length).open(place), refused);
});
