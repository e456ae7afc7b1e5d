import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeBundle } from '../cell/bundle.ts';
import { invitationKeys } from '../cell/invitation.ts';
import { invitationIdOf } from '../cell/invitations.ts';
import { sealingKeys } from '../crypto/hpke.ts';
import { signingKeys } from '../crypto/sign.ts';
import { DOOR_ANSWERS, DoorHost, DoorJoiner, type DoorStep } from './door.ts';
import { decodeDoorMessage, encodeDoorMessage } from './door-messages.ts';

const CELL = 'ce'.repeat(32);
const PROPOSAL = 'ab'.repeat(32);
const bytes = (seed: number, size = 32) => new Uint8Array(size).fill(seed);
const invitation = invitationKeys(bytes(1, 16));

function guest(seed: number, name = 'Zoë', again = false) {
  const keys = signingKeys(bytes(seed));
  const bundle = encodeBundle({ version: 1, device: keys.publicKey.toHex(), sealing: sealingKeys(bytes(seed)).publicKey });
  return { name, bundle, keys, invitation, again };
}

function host(joiner = 'joiner', self = 'host', nonce = 50): DoorHost {
  const id = invitationIdOf(invitation.publicKey);
  return new DoorHost({ cell: CELL, joiner, host: self }, (asked) => (asked === id ? invitation.publicKey : null), bytes(nonce));
}

function joiner(who = guest(2), self = 'joiner', peer = 'host', nonce = 60): DoorJoiner {
  return new DoorJoiner({ cell: CELL, joiner: self, host: peer }, who, bytes(nonce));
}

function sent(step: DoorStep): Uint8Array {
  assert.ok(step.type === 'send', JSON.stringify(step));
  return step.message;
}

test('whoever holds an invitation presents name and keys, waits, and is welcomed', () => {
  const [at, who] = [host(), guest(2)];
  const comer = joiner(who);
  const presented = at.take(sent(comer.take(sent(at.take(comer.knock())))));
  assert.ok(presented.type === 'presented');
  assert.equal(presented.presented.name, 'Zoë');
  assert.deepEqual(presented.presented.bundle, who.bundle);
  assert.deepEqual(comer.take(encodeDoorMessage({ type: 'answer', proposal: PROPOSAL, refused: '' })), {
    type: 'answered',
    proposal: PROPOSAL,
  });
  assert.deepEqual(comer.take(encodeDoorMessage({ type: 'welcome', sealed: bytes(9) })), { type: 'welcomed', sealed: bytes(9) });
});

test('DOOR_ANSWERS: a host has whoever waits write down so many proposals on one link, and each once', () => {
  const comer = joiner();
  const at = host();
  comer.take(sent(at.take(comer.knock())));
  const answer = (n: number) =>
    comer.take(encodeDoorMessage({ type: 'answer', proposal: n.toString(16).padStart(64, '0'), refused: '' })).type;
  for (let n = 1; n <= DOOR_ANSWERS; n++) assert.deepEqual([answer(n), answer(n)], ['answered', 'said-again']);
  assert.equal(answer(1), 'refused');
});

test('attack 11: a relay between two links proves nothing to either end', () => {
  // joiner ── relay ── host: the relay passes on what it hears.
  const [at, comer] = [host('relay', 'host'), joiner(guest(2), 'joiner', 'relay')];
  const ask = sent(at.take(comer.knock()));
  assert.deepEqual(comer.take(ask), { type: 'refused', reason: 'host-not-proved' });
});

test("attack 11: a member who opens the door to rob it cannot present the joiner elsewhere, nor other keys with the joiner's invitation", () => {
  const victim = guest(2);
  const atThief = host('joiner', 'thief');
  const comer = joiner(victim, 'joiner', 'thief');
  const present = sent(comer.take(sent(atThief.take(comer.knock()))));
  // The same words at another door.
  const elsewhere = host('thief', 'host');
  elsewhere.take(comer.knock());
  assert.deepEqual(elsewhere.take(present), { type: 'refused', reason: 'keys-not-proved' });
  // The thief's keys in the joiner's place.
  const read = decodeDoorMessage(present);
  assert.ok(read?.type === 'present');
  const swapped = host('thief', 'host');
  const thief = joiner(guest(3), 'thief', 'host');
  const own = decodeDoorMessage(sent(thief.take(sent(swapped.take(thief.knock())))));
  assert.ok(own?.type === 'present');
  assert.deepEqual(swapped.take(encodeDoorMessage({ ...own, invited: read.invited })), {
    type: 'refused',
    reason: 'invitation-not-proved',
  });
});

test('attack 11: what was recorded once is worth nothing the next time, at the same door', () => {
  const comer = joiner();
  const first = host();
  const [knock, present] = [comer.knock(), sent(comer.take(sent(first.take(comer.knock()))))];
  assert.equal(first.take(present).type, 'presented');
  assert.deepEqual(first.take(present), { type: 'refused', reason: 'message-out-of-place' });
  const second = host('joiner', 'host', 51);
  second.take(knock);
  assert.deepEqual(second.take(present), { type: 'refused', reason: 'keys-not-proved' });
});

test('name, bundle and each of the three signatures are bound together', () => {
  const present = () => {
    const [at, comer] = [host(), joiner()];
    const message = decodeDoorMessage(sent(comer.take(sent(at.take(comer.knock())))));
    assert.ok(message?.type === 'present');
    return { at, message };
  };
  const broken = (signature: Uint8Array) => signature.with(0, (signature[0] as number) ^ 1);
  const changes: ((message: ReturnType<typeof present>['message']) => object)[] = [
    () => ({ name: 'Zoe' }),
    () => ({ bundle: guest(3).bundle }),
    ({ bundle }) => ({ bundle: bundle.subarray(1) }),
    ({ invited }) => ({ invited: broken(invited) }),
    ({ asked }) => ({ asked: broken(asked) }),
    ({ bound }) => ({ bound: broken(bound) }),
  ];
  for (const change of changes) {
    const { at, message } = present();
    assert.equal(at.take(encodeDoorMessage({ ...message, ...change(message) })).type, 'refused');
  }
  const { at, message } = present();
  assert.equal(at.take(encodeDoorMessage(message)).type, 'presented');
});

test('for an invitation that nobody gave out the answer looks the same, and opens nothing', () => {
  const other = { ...guest(2), invitation: invitationKeys(bytes(7, 16)) };
  const [at, comer] = [host(), joiner(other)];
  const ask = sent(at.take(comer.knock()));
  const real = joiner();
  assert.equal(ask.length, sent(host().take(real.knock())).length);
  assert.deepEqual(comer.take(ask), { type: 'refused', reason: 'host-not-proved' });
});

test("a stranger in a host's place can neither welcome, nor refuse for good, nor keep anybody waiting", () => {
  const messages = [
    encodeDoorMessage({ type: 'answer', proposal: null, refused: 'not-admitted' }),
    encodeDoorMessage({ type: 'answer', proposal: PROPOSAL, refused: '' }),
    encodeDoorMessage({ type: 'welcome', sealed: bytes(9) }),
    encodeDoorMessage({ type: 'ask', nonce: bytes(1), mac: bytes(2) }),
  ];
  const reasons = messages.map((message) => joiner().take(message)).map((step) => (step.type === 'refused' ? step.reason : step.type));
  assert.deepEqual(reasons, ['try-again', 'try-again', 'message-out-of-place', 'host-not-proved']);
});

test('whoever was in the cell before says so, and nobody turns one wish into the other', () => {
  const present = (again: boolean) => {
    const [at, comer] = [host(), joiner(guest(2, 'Zoë', again))];
    const message = decodeDoorMessage(sent(comer.take(sent(at.take(comer.knock())))));
    assert.ok(message?.type === 'present' || message?.type === 'present-again');
    return { at, message };
  };
  for (const again of [true, false]) {
    const straight = present(again);
    const step = straight.at.take(encodeDoorMessage(straight.message));
    assert.ok(step.type === 'presented');
    assert.equal(step.presented.again, again);
    const turned = present(again);
    const other = { ...turned.message, type: again ? 'present' : 'present-again' } as const;
    assert.deepEqual(turned.at.take(encodeDoorMessage(other)), { type: 'refused', reason: 'keys-not-proved' });
  }
});

test('whatever is said at the door, in whatever order, has an answer and opens nothing', () => {
  const [at, comer] = [host(), joiner()];
  const knock = comer.knock();
  const ask = sent(at.take(knock));
  const known = [knock, ask, encodeDoorMessage({ type: 'welcome', sealed: bytes(9) })];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...known)), { maxLength: 12 }), (messages) => {
      const [door, come] = [host('joiner', 'host', 52), joiner(guest(2), 'joiner', 'host', 61)];
      for (const message of messages) {
        assert.notEqual(door.take(message).type, 'presented');
        assert.ok(['refused', 'send'].includes(come.take(message).type));
      }
    }),
    { numRuns: 500 },
  );
});
