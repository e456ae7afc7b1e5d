import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeCbor } from '../bytes/cbor.ts';
import { concatBytes, utf8 } from '../bytes/octets.ts';
import { hash, keyedHash } from '../crypto/hash.ts';
import { LinkingHost, LinkingNewcomer, type LinkingStep } from './linking.ts';
import { decodeLinkingMessage, encodeLinkingMessage } from './linking-messages.ts';

const bytes = (seed: number, size = 32) => new Uint8Array(size).fill(seed);
const secret = bytes(1, 16);
const CELLS = [{ cell: 'ce'.repeat(32), member: 'ab'.repeat(32) }];
const KEYS = encodeLinkingMessage({ type: 'keys', name: 'Phone', cells: [] });

const host = (newcomer = 'new', self = 'host', nonce = 50, own = secret) => new LinkingHost({ newcomer, host: self }, own, bytes(nonce));
const newcomer = (self = 'new', peer = 'host', nonce = 60, own = secret) =>
  new LinkingNewcomer({ newcomer: self, host: peer }, own, bytes(nonce));

function sent(step: LinkingStep): Uint8Array {
  assert.ok(step.type === 'send' || step.type === 'compare', JSON.stringify(step));
  assert.ok(step.message !== null);
  return step.message;
}
const numberOf = (step: LinkingStep): string => (step.type === 'compare' ? step.number : assert.fail(JSON.stringify(step)));

test('both sides show one number, and then the keys are asked for and given', () => {
  const [at, comer] = [host(), newcomer()];
  const proves = comer.take(sent(at.take(comer.hello())));
  const compares = at.take(sent(proves));
  assert.match(numberOf(proves), /^\d{6}$/);
  assert.equal(numberOf(proves), numberOf(compares));
  assert.deepEqual(comer.take(at.offer(CELLS)), { type: 'offered', cells: CELLS });
  assert.deepEqual(at.take(KEYS), { type: 'keys', name: 'Phone', cells: [] });
  const welcome = { cell: 'ce'.repeat(32), sealed: bytes(4), addresses: ['/ip4/1.2.3.4/tcp/1/p2p/x'], names: [] };
  assert.deepEqual(comer.take(encodeLinkingMessage({ type: 'welcome', ...welcome })), { type: 'welcomed', ...welcome });
  assert.deepEqual(at.take(encodeLinkingMessage({ type: 'done', cells: 1 })), { type: 'done' });
});

test('attack 11: a relay between two channels that does not know the secret proves nothing to either end', () => {
  const [at, comer] = [host('relay', 'host'), newcomer('new', 'relay')];
  const ask = sent(at.take(comer.hello()));
  assert.deepEqual(comer.take(ask), { type: 'refused', reason: 'host-not-proved' });
  const stranger = newcomer('relay', 'host', 61, bytes(2, 16));
  assert.deepEqual(stranger.take(sent(host('relay').take(stranger.hello()))), { type: 'refused', reason: 'host-not-proved' });
});

test('attack 11: whoever has seen the link and stands between shows two numbers', () => {
  const [at, comer] = [host('relay-in', 'host'), newcomer('new', 'relay-out')];
  const [atRelay, fromRelay] = [host('new', 'relay-out', 50), newcomer('relay-in', 'host', 60)];
  const proves = comer.take(sent(atRelay.take(comer.hello())));
  const compares = at.take(sent(fromRelay.take(sent(at.take(fromRelay.hello())))));
  assert.notEqual(numberOf(proves), numberOf(compares), 'also where it throws in what the others did');
});

test('no nonce can be chosen once the other is known: it was committed to before', () => {
  const [at, comer] = [host(), newcomer()];
  const hello = decodeLinkingMessage(comer.hello());
  const ask = decodeLinkingMessage(sent(at.take(comer.hello())));
  assert.ok(hello?.type === 'hello' && ask?.type === 'ask');
  // Whoever knows the secret can prove any nonce, and so would look for one whose number suits them.
  const chosen = bytes(99);
  const context = encodeCbor([1, utf8('new'), utf8('host'), hello.commitment, concatBytes(ask.nonce, chosen)]);
  const mac = keyedHash(hash('moot/link-key', secret), 'moot/link-newcomer', context);
  assert.deepEqual(at.take(encodeLinkingMessage({ type: 'prove', nonce: chosen, mac })), { type: 'refused', reason: 'link-not-proved' });
});

test('what was recorded once is worth nothing the next time', () => {
  const [first, second, comer] = [host(), host('new', 'host', 51), newcomer()];
  const hello = comer.hello();
  const proved = sent(comer.take(sent(first.take(hello))));
  assert.equal(first.take(proved).type, 'compare');
  second.take(hello);
  assert.deepEqual(second.take(proved), { type: 'refused', reason: 'link-not-proved' });
});

test('nothing is offered, asked or taken before its time, whatever is said in whatever order', () => {
  const [at, comer] = [host(), newcomer()];
  const ask = sent(at.take(comer.hello()));
  const known = [
    comer.hello(),
    ask,
    KEYS,
    encodeLinkingMessage({ type: 'offer', cells: CELLS }),
    encodeLinkingMessage({ type: 'welcome', cell: 'ce'.repeat(32), sealed: bytes(4), addresses: [], names: [] }),
    encodeLinkingMessage({ type: 'refused', reason: 'link-stopped' }),
    encodeLinkingMessage({ type: 'done', cells: 1 }),
  ];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...known)), { maxLength: 12 }), (messages) => {
      const [door, come] = [host('new', 'host', 52), newcomer('new', 'host', 62)];
      for (const message of messages) {
        assert.ok(['refused', 'send'].includes(door.take(message).type));
        assert.deepEqual(come.take(message).type, 'refused');
      }
    }),
    { numRuns: 500 },
  );
});
