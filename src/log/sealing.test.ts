import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Cbor } from '../bytes/cbor.ts';
import { encodeCbor } from '../bytes/cbor.ts';
import { LIMITS } from '../bytes/limits.ts';
import { concatBytes } from '../bytes/octets.ts';
import { padmeSize } from '../bytes/padme.ts';
import { seal } from '../crypto/committed-seal.ts';
import { decodeEntry, encodeEntry, type SealedEntry } from './entry.ts';
import { type Epoch, EpochKeys, epochOf, epochTag } from './epoch.ts';
import { encodeHead, type Head } from './head.ts';
import { WHOLE_CELL } from './lane.ts';
import { ACTION_BYTES, openBody, openHead, sealEntry } from './sealing.ts';
import { World } from './world.fixture.ts';

const world = new World('sealing');
const { epoch, charter } = world;
const log = world.random(32);
const device = world.random(32).toHex();
const place = { device, circle: WHOLE_CELL, lane: 'record' } as const;

function headWith(deps: number, bodyEpoch = epochTag(epoch.id), circle = WHOLE_CELL): Head {
  const ids = Array.from({ length: deps }, (_, i) => i.toString(16).padStart(64, '0'));
  return { opening: null, deps: ids, lamport: 2 ** 30, charter: null, circle, bodyEpoch, time: 2 ** 31 };
}

function keysOf(...epochs: readonly Epoch[]): EpochKeys {
  const keys = new EpochKeys();
  for (const one of epochs) keys.add(one);
  return keys;
}

function sealed(action: Cbor, deps = 0, salt = world.random(16)): SealedEntry {
  const entry = sealEntry(log, headWith(deps), device, 'record', action, { cell: epoch, circle: epoch }, salt);
  assert.ok(entry.ok);
  return entry.value;
}

test('what is sealed opens again, at any size, and its size is one of Padmé', () => {
  const keys = keysOf(epoch);
  fc.assert(
    fc.property(fc.nat(ACTION_BYTES - 4), fc.nat(LIMITS.deps), (length, deps) => {
      const entry = sealed(['x'.repeat(length)], deps);
      const padded = entry.head.length + (entry.body as Uint8Array).length - 96;
      assert.equal(padmeSize(padded, LIMITS.paddingFloor), padded);
      assert.ok(decodeEntry(encodeEntry(entry)).ok);
      const opened = openHead(log, entry, keys);
      assert.ok(opened.ok);
      assert.deepEqual(opened.value.head, headWith(deps));
      assert.deepEqual(openBody(entry, opened.value, place, keys), { ok: true, value: ['x'.repeat(length)] });
    }),
    { numRuns: 60 },
  );
});

test('the largest action fits, one byte more does not, and what nobody could read is refused by whoever writes it', () => {
  const write = (action: Cbor) => sealEntry(log, headWith(0), device, 'record', action, { cell: epoch, circle: epoch }, world.random(16));
  assert.ok(write(['x'.repeat(ACTION_BYTES - 4)]).ok);
  assert.deepEqual(write(['x'.repeat(ACTION_BYTES - 3)]), { ok: false, reason: 'action-too-large' });
  let deep: Cbor = 0;
  for (let i = 0; i < LIMITS.depth + 1; i++) deep = [deep];
  for (const action of [[-1], [1.5], [2 ** 53], deep]) assert.deepEqual(write(action), { ok: false, reason: 'action-malformed' });
});

/** An entry whose body holds what we say instead of a padded action. */
function withBody(plain: Uint8Array): SealedEntry {
  const salt = world.random(16);
  const entry = sealed(['a'], 0, salt);
  const context = concatBytes(salt, Uint8Array.fromHex(device), new Uint8Array(8), Uint8Array.of(0));
  return { ...entry, body: seal(epoch.secret, 'moot/action', context, plain) };
}

test('one content has one padded form: other zeros, more of them or none are refused', () => {
  const keys = keysOf(epoch);
  const room = 256 - encodeHead(headWith(0)).length;
  const open = (plain: Uint8Array) => {
    const entry = withBody(plain);
    const opened = openHead(log, entry, keys);
    assert.ok(opened.ok);
    const body = openBody(entry, opened.value, place, keys);
    return body.ok ? 'opened' : body.reason;
  };
  const padded = (size: number, action: Cbor = ['a']) => {
    const plain = new Uint8Array(size);
    plain.set(encodeCbor(action));
    return plain;
  };
  assert.equal(open(padded(room)), 'opened');
  assert.equal(open(padded(room + 16)), 'padding-wrong');
  assert.equal(open(padded(room - 1)), 'padding-wrong');
  assert.equal(open(padded(room).with(room - 1, 1)), 'padding-wrong');
  assert.equal(open(padded(room).with(10, 1)), 'padding-wrong');
  assert.equal(open(new Uint8Array(room).fill(0x9f)), 'not-canonical');
});

test("an entry passes for nobody else's, in no other lane, circle or log", () => {
  const keys = keysOf(epoch);
  const entry = sealed(['mine']);
  assert.deepEqual(openHead(world.random(32), entry, keys), { ok: false, reason: 'head-sealed-wrongly' });
  const opened = openHead(log, entry, keys);
  assert.ok(opened.ok);
  for (const other of [
    { ...place, device: world.random(32).toHex() },
    { ...place, lane: 'talk' as const },
    { ...place, circle: '00000000000000aa' },
  ])
    assert.deepEqual(openBody(entry, opened.value, other, keys), { ok: false, reason: 'body-sealed-wrongly' });
});

test('a ciphertext cannot be made that opens under two secrets', () => {
  // Attack 4. Under another secret the commitment is another; to make one ciphertext fit two secrets takes a collision of 256 bits.
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(), (secret, swap) => {
      const entry = sealed(['bread']);
      const other = { ...epoch, id: `${epochTag(epoch.id)}${'0'.repeat(56)}`, secret };
      assert.deepEqual(openHead(log, entry, keysOf(other)), { ok: false, reason: 'head-sealed-wrongly' });
      // Nor do halves of two sealings of the same under both secrets.
      const twin = seal(secret, 'moot/head', concatBytes(entry.salt, log), encodeHead(headWith(0)));
      const cut = 1 + (swap % (twin.length - 1));
      const mixed = { ...entry, head: concatBytes(entry.head.subarray(0, cut), twin.subarray(cut)) };
      const opens = [epoch, other].filter((one) => openHead(log, mixed, keysOf(one)).ok);
      assert.ok(opens.length <= 1);
    }),
    { numRuns: 60 },
  );
});

test('epochs whose tags are the same are told apart by the commitment', () => {
  const twins = Array.from({ length: 5 }, () => ({ ...epochOf(world.random(32), WHOLE_CELL, charter) })).map((one) => ({
    ...one,
    id: epochTag(epoch.id) + one.id.slice(8),
  }));
  const keys = keysOf(...twins.slice(0, 3), epoch, ...twins.slice(3));
  assert.equal(keys.tagged(epochTag(epoch.id)).length, 6);
  const opened = openHead(log, sealed(['which?']), keys);
  assert.ok(opened.ok);
  assert.equal(opened.value.epoch, epoch);
});

test('an epoch id commits to secret, circle and charter', () => {
  const ids = [
    epochOf(epoch.secret, WHOLE_CELL, charter),
    epochOf(world.random(32), WHOLE_CELL, charter),
    epochOf(epoch.secret, '00000000000000aa', charter),
    epochOf(epoch.secret, WHOLE_CELL, 'cd'.repeat(32)),
  ].map(({ id }) => id);
  assert.equal(ids[0], epoch.id);
  assert.equal(new Set(ids).size, 4);
  const keys = keysOf(epoch);
  assert.equal(keys.add(epoch), false);
  assert.deepEqual([keys.size, keys.all(), keys.get(epoch.id)], [1, [epoch], epoch]);
});
