import assert from 'node:assert/strict';
import { randomFillSync } from 'node:crypto';
import { test } from 'node:test';
import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { CipherSuite, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import fc from 'fast-check';
import { utf8 } from '../bytes/octets.ts';
import { seal, unseal } from './committed-seal.ts';
import { hash, keyedHash } from './hash.ts';
import { hkdfExpand, hkdfExtract } from './hkdf.ts';
import { ENCAPSULATED_BYTES, HPKE_SEED_BYTES, openSealed, sealingKeys, sealTo } from './hpke.ts';
import { passphraseKey } from './passphrase.ts';
import { sign, signingKeys, verify } from './sign.ts';

const random = (size: number) => randomFillSync(new Uint8Array(size));

test('a domain keeps what is hashed apart', () => {
  assert.notDeepEqual(hash('a', utf8('bc')), hash('ab', utf8('c')));
  assert.notDeepEqual(keyedHash(random(32), 'a', utf8('b')), keyedHash(random(32), 'a', utf8('b')));
});

test('HKDF gives the values of RFC 5869, appendix A.1', () => {
  const prk = hkdfExtract(Uint8Array.fromHex('000102030405060708090a0b0c'), new Uint8Array(22).fill(0x0b));
  assert.equal(prk.toHex(), '077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5');
  const okm = hkdfExpand(prk, Uint8Array.fromHex('f0f1f2f3f4f5f6f7f8f9'), 42);
  assert.equal(okm.toHex(), '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865');
});

test('a seal opens under its own secret, domain and context, and under no other', () => {
  const secret = random(32);
  const context = random(80);
  const sealed = seal(secret, 'x', context, utf8('bread'));
  assert.deepEqual(unseal(secret, 'x', context, sealed), utf8('bread'));
  assert.equal(unseal(random(32), 'x', context, sealed), null);
  assert.equal(unseal(secret, 'y', context, sealed), null);
  assert.equal(unseal(secret, 'x', random(80), sealed), null);
  for (let i = 0; i < sealed.length; i++) {
    const broken = sealed.slice();
    broken[i] = (broken[i] as number) ^ 1;
    assert.equal(unseal(secret, 'x', context, broken), null, `bit flipped in byte ${i}`);
  }
  assert.equal(unseal(secret, 'x', context, sealed.subarray(0, 47)), null);
});

test('a signature is good for its key, domain and message alone', () => {
  const keys = signingKeys(random(32));
  const signature = sign(keys.secretKey, 'entry', utf8('m'));
  assert.equal(verify(keys.publicKey, 'entry', utf8('m'), signature), true);
  assert.equal(verify(keys.publicKey, 'other', utf8('m'), signature), false);
  assert.equal(verify(signingKeys(random(32)).publicKey, 'entry', utf8('m'), signature), false);
  assert.equal(verify(new Uint8Array(32), 'entry', utf8('m'), signature), false);
  assert.equal(verify(keys.publicKey, 'entry', utf8('m'), signature.subarray(1)), false);
});

test('sealing to a device is HPKE as @hpke/core speaks it, in both directions', async () => {
  const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Chacha20Poly1305() });
  const ours = sealingKeys(random(32));
  const info = utf8('epoch 7');

  const recipientPublicKey = await suite.kem.deserializePublicKey(ours.publicKey.slice().buffer);
  const sender = await suite.createSenderContext({ recipientPublicKey, info: info.slice().buffer });
  const theirs = new Uint8Array(await sender.seal(utf8('secret').slice().buffer));
  const message = new Uint8Array([...new Uint8Array(sender.enc), ...theirs]);
  assert.deepEqual(openSealed(ours.secretKey, info, message), utf8('secret'));

  const sealed = sealTo(ours.publicKey, info, utf8('secret'), random(HPKE_SEED_BYTES));
  assert.ok(sealed);
  const recipientKey = await suite.kem.deserializePrivateKey(ours.secretKey.slice().buffer);
  const enc = sealed.slice(0, ENCAPSULATED_BYTES).buffer;
  const recipient = await suite.createRecipientContext({ recipientKey, enc, info: info.slice().buffer });
  assert.deepEqual(new Uint8Array(await recipient.open(sealed.slice(ENCAPSULATED_BYTES).buffer)), utf8('secret'));
});

test('what is sealed to one device opens for no other device and with no other binding', () => {
  const ours = sealingKeys(random(32));
  const sealed = sealTo(ours.publicKey, utf8('a'), utf8('secret'), random(HPKE_SEED_BYTES));
  assert.ok(sealed);
  assert.equal(openSealed(sealingKeys(random(32)).secretKey, utf8('a'), sealed), null);
  assert.equal(openSealed(ours.secretKey, utf8('b'), sealed), null);
  assert.equal(openSealed(ours.secretKey, utf8('a'), sealed.subarray(0, 900)), null);
  assert.equal(sealTo(random(1215), utf8('a'), utf8('secret'), random(HPKE_SEED_BYTES)), null);
});

test('no bytes make sealing or opening throw, and only what was sealed opens', () => {
  const ours = sealingKeys(random(32));
  const info = utf8('epoch 7');
  const sealed = sealTo(ours.publicKey, info, random(32), random(HPKE_SEED_BYTES));
  assert.ok(sealed);
  const broken = fc
    .tuple(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }))
    .map(([at, octet]) => sealed.with(at, (sealed[at] as number) ^ octet));
  const cut = fc.nat(sealed.length - 1).map((size) => sealed.subarray(0, size));
  const garbage = fc.constantFrom(0, 1135, 1136, 1168, 5000).map(random);
  fc.assert(
    fc.property(fc.oneof(broken, cut, garbage), (message) => assert.equal(openSealed(ours.secretKey, info, message), null)),
    { numRuns: 200 },
  );
  // A key that is none gives nothing, or a seal that nobody can open.
  const keys = fc.constantFrom(0, 32, 1215, 1216, 1217).map(random);
  fc.assert(
    fc.property(keys, (key) => {
      const made = sealTo(key, info, random(32), random(HPKE_SEED_BYTES));
      assert.ok(made === null || (key.length === 1216 && made.length === 1168));
    }),
    { numRuns: 60 },
  );
  assert.equal(sealTo(new Uint8Array(1216).fill(255), info, random(32), random(HPKE_SEED_BYTES)), null);
});

test('a passphrase gives the same key however the keyboard composes its letters', () => {
  const salt = random(16);
  assert.deepEqual(passphraseKey('Zo\u00eb', salt), passphraseKey('Zoe\u0308', salt));
  assert.notDeepEqual(passphraseKey('Zoe', salt), passphraseKey('Zo\u00eb', salt));
});
