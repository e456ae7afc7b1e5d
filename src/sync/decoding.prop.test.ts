import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Cbor, encodeCbor } from '../bytes/cbor.ts';
import { signingKeys } from '../crypto/sign.ts';
import { EpochKeys } from '../log/epoch.ts';
import { openCard } from './card.ts';
import { decodeMessage, encodeMessage } from './messages.ts';
import { proofKey, readProof } from './proof.ts';
import { World } from './world.fixture.ts';

const octets = fc.uint8Array({ maxLength: 300 });
const cbor = fc.letrec<{ value: Cbor }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.maxSafeNat(),
    fc.string({ maxLength: 20 }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 70 }),
    fc.uint8Array({ minLength: 32, maxLength: 32 }),
    fc.array(tie('value'), { maxLength: 6 }),
  ),
})).value;
// Numbers that mean a message, with fields that may fit.
const nearlyMessage = fc.tuple(fc.nat(9), fc.array(cbor, { maxLength: 4 })).map(([type, fields]) => encodeCbor([type, ...fields]));
const anything = fc.oneof(octets, nearlyMessage);

test('whatever bytes come, reading them gives a verdict', () => {
  const key = proofKey(new Uint8Array(32), 'ab'.repeat(32));
  fc.assert(
    fc.property(anything, (bytes) => {
      const message = decodeMessage(bytes, 1);
      if (message.ok && message.value.type !== 'unheard' && message.value.type !== 'hello')
        assert.deepEqual(encodeMessage(message.value), bytes);
      assert.equal(readProof(key, new Uint8Array(32), 'dialler', bytes).ok, false);
      assert.equal(openCard(bytes, new EpochKeys()).ok, false);
    }),
    { numRuns: 3000 },
  );
});

test('whatever a member sends, the machine neither throws nor forgets what it has, and serves the next one', () => {
  fc.assert(
    fc.property(fc.array(anything, { minLength: 1, maxLength: 30 }), fc.boolean(), (messages, proved) => {
      const world = new World(5);
      const [ana, bo] = [world.add('ana'), world.add('bo')];
      ana.write(['bread']);
      const hand = world.byHand(ana);
      if (proved) hand.prove(signingKeys(new Uint8Array(32).fill(1)));
      for (const bytes of messages) hand.sendBytes(bytes);
      world.link(ana, bo);
      world.settle();
      assert.deepEqual(bo.tips(), ana.tips());
    }),
    { numRuns: 300 },
  );
});

test('a message longer than a link carries is refused before it is read', () => {
  assert.deepEqual(decodeMessage(new Uint8Array(65537), 1), { ok: false, reason: 'message-too-long' });
});
