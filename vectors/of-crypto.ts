import { seal, unseal } from '../src/crypto/committed-seal.ts';
import { hash, keyedHash } from '../src/crypto/hash.ts';
import { HPKE_SEED_BYTES, openSealed, sealingKeys, sealTo } from '../src/crypto/hpke.ts';
import { sign, signingKeys, verify } from '../src/crypto/sign.ts';
import { epochOf, epochSealInfo, epochTag } from '../src/log/epoch.ts';
import { WHOLE_CELL } from '../src/log/lane.ts';
import { counting, type Json } from './form.ts';

const text = new TextEncoder();

/** Hashes in a domain, plain and keyed. */
export function hashes(): Json {
  const messages = [counting(0), counting(1), counting(200)];
  return {
    plain: messages.map((message) => ({ domain: 'moot/vector', message: message.toHex(), hash: hash('moot/vector', message).toHex() })),
    keyed: messages.flatMap((message) =>
      [32, 64].map((size) => ({
        domain: 'moot/vector',
        key: counting(32, 100).toHex(),
        message: message.toHex(),
        size,
        hash: keyedHash(counting(32, 100), 'moot/vector', message, size).toHex(),
      })),
    ),
  };
}

/** Signatures in a domain; some that other libraries would let pass. */
export function signatures(): Json {
  const keys = signingKeys(counting(32));
  const message = text.encode('bread and salt');
  const signature = sign(keys.secretKey, 'moot/vector', message);
  const given = { device: keys.publicKey.toHex(), domain: 'moot/vector', message: message.toHex() };
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const s = BigInt(`0x${signature.slice(32).reverse().toHex()}`) + order;
  const late = Uint8Array.fromHex(s.toString(16).padStart(64, '0')).reverse();
  const one = `01${'00'.repeat(31)}`;
  const half = (at: number) => signature.toHex().slice(at, at + 64);
  const bad: readonly (readonly [string, string, string])[] = [
    ['another signature', given.device, `${half(0)}${one}`],
    ['the second half with the order of the group added', given.device, `${half(0)}${late.toHex()}`],
    ['a first half of small order', given.device, `${one}${half(64)}`],
    ['a key of small order', one, `${one}${'00'.repeat(32)}`],
    ['a key of small order, written otherwise', `ee${'ff'.repeat(30)}7f`, `${one}${'00'.repeat(32)}`],
    ['a key of order eight', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', `${one}${'00'.repeat(32)}`],
  ];
  for (const [why, device, wrong] of bad) {
    if (verify(Uint8Array.fromHex(device), given.domain, message, Uint8Array.fromHex(wrong)))
      throw new Error(`expected ${why} to be refused`);
  }
  return {
    valid: [{ seed: counting(32).toHex(), ...given, signature: signature.toHex() }],
    invalid: bad.map(([why, device, wrong]) => ({ why, ...given, device, signature: wrong })),
  };
}

/** Committed seals; what does not open. */
export function seals(): Json {
  const [secret, context] = [counting(32, 50), counting(57, 7)];
  const sealed = [counting(0), counting(60), counting(212)].map((plain) => ({
    plain,
    sealed: seal(secret, 'moot/action', context, plain),
  }));
  const given = { secret: secret.toHex(), domain: 'moot/action', context: context.toHex() };
  const whole = (sealed[1] as (typeof sealed)[number]).sealed;
  const flipped = (at: number) => whole.map((octet, i) => (i === at ? octet ^ 1 : octet)).toHex();
  const bad = [
    { why: 'another secret', ...given, secret: counting(32, 51).toHex(), sealed: whole.toHex() },
    { why: 'another domain', ...given, domain: 'moot/head', sealed: whole.toHex() },
    { why: 'another context', ...given, context: counting(57, 8).toHex(), sealed: whole.toHex() },
    { why: 'a bit of the commitment', ...given, sealed: flipped(0) },
    { why: 'a bit of the ciphertext', ...given, sealed: flipped(40) },
    { why: 'a bit of the tag', ...given, sealed: flipped(whole.length - 1) },
    { why: 'cut off', ...given, sealed: whole.toHex().slice(0, 94) },
  ];
  for (const { why, ...wrong } of bad) {
    if (
      unseal(Uint8Array.fromHex(wrong.secret), wrong.domain, Uint8Array.fromHex(wrong.context), Uint8Array.fromHex(wrong.sealed)) !== null
    )
      throw new Error(`expected ${why} not to open`);
  }
  return { valid: sealed.map(({ plain, sealed }) => ({ ...given, plain: plain.toHex(), sealed: sealed.toHex() })), invalid: bad };
}

/** Epoch ids; an epoch sealed to a device by HPKE; what does not open. */
export function epochs(): Json {
  const charters = [counting(32, 1), counting(32, 2)].map((charter) => charter.toHex());
  const made = charters.flatMap((charter) => [WHOLE_CELL, '00000000000000c1'].map((circle) => epochOf(counting(32, 3), circle, charter)));
  const keys = sealingKeys(counting(32, 9));
  const device = counting(32, 11).toHex();
  const [epoch, other] = made as [(typeof made)[number], (typeof made)[number]];
  const info = epochSealInfo(epoch, device);
  const sealed = sealTo(keys.publicKey, info, epoch.secret, counting(HPKE_SEED_BYTES, 77));
  if (sealed === null || openSealed(keys.secretKey, epochSealInfo(other, device), sealed) !== null)
    throw new Error('expected a seal for one epoch');
  const given = { seed: keys.secretKey.toHex(), publicKey: keys.publicKey.toHex() };
  const cut = sealed.subarray(0, sealed.length - 1);
  const flipped = sealed.map((octet, i) => (i === 0 ? octet ^ 1 : octet));
  return {
    valid: made.map(({ id, circle, charter, secret }) => ({ secret: secret.toHex(), circle, charter, id, tag: epochTag(id) })),
    sealed: [
      {
        ...given,
        device,
        epoch: epoch.id,
        info: info.toHex(),
        plain: epoch.secret.toHex(),
        encapsulationSeed: counting(HPKE_SEED_BYTES, 77).toHex(),
        sealed: sealed.toHex(),
      },
    ],
    unopened: [
      { why: 'bound to another epoch', ...given, info: epochSealInfo(other, device).toHex(), sealed: sealed.toHex() },
      { why: 'another device', seed: counting(32, 10).toHex(), publicKey: given.publicKey, info: info.toHex(), sealed: sealed.toHex() },
      { why: 'cut off', ...given, info: info.toHex(), sealed: cut.toHex() },
      { why: 'a bit changed', ...given, info: info.toHex(), sealed: flipped.toHex() },
    ],
  };
}
