import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';
import { test } from 'node:test';
import { keyedBlake2b } from '../src/crypto/arena.ts';
import { unseal } from '../src/crypto/committed-seal.ts';
import { prefixOf } from '../src/crypto/hash.ts';
import { epochTag } from '../src/log/epoch.ts';
import { Dice } from './dice.ts';
import { epochsOfOneTag, sealTwofold } from './twofold.ts';

test('a ciphertext that two keys open: both tags are right, and the commitment lets one of them open it', () => {
  const dice = new Dice(1);
  const random = (size: number) => dice.bytes(size);
  const [one, other] = epochsOfOneTag('0000000000000000', 'ab'.repeat(32), random);
  assert.equal(epochTag(one.id), epochTag(other.id));
  assert.notEqual(one.id, other.id);
  const context = dice.bytes(57);
  const plain = dice.bytes(200);
  const sealed = sealTwofold([one.secret, other.secret], 'moot/action', context, plain, 64);
  for (const { secret } of [one, other]) {
    const key = keyedBlake2b(64, secret, prefixOf('moot/action'), context).subarray(0, 32);
    const decipher = createDecipheriv('chacha20-poly1305', key, new Uint8Array(12), { authTagLength: 16 });
    decipher.setAuthTag(sealed.subarray(-16));
    decipher.update(sealed.subarray(32, -16));
    assert.doesNotThrow(() => decipher.final());
  }
  const opened = unseal(one.secret, 'moot/action', context, sealed);
  assert.deepEqual(opened?.subarray(0, 64), plain.subarray(0, 64));
  assert.deepEqual(opened?.subarray(96), plain.subarray(96));
  assert.equal(unseal(other.secret, 'moot/action', context, sealed), null);
});
