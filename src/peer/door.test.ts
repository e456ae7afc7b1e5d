import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeBundle, memberIdOf } from '../cell/bundle.ts';
import { invitationKeys } from '../cell/invitation.ts';
import { invitationIdOf } from '../cell/invitations.ts';
import { sealingKeys } from '../crypto/hpke.ts';
import { signingKeys } from '../crypto/sign.ts';
import type { Link, LinkUser } from '../ports/network.ts';
import { StillClock } from '../ports/still-clock.fixture.ts';
import { DoorJoiner } from '../sync/door.ts';
import { Door } from './door.ts';
import type { Seat } from './seat.ts';

// The bounds of a door: whoever comes shows nothing before they are let in, so a fake of what lies behind it is enough.

const [GUESTS, KNOCKS] = [32, 60];

function opened() {
  let now = 600_000;
  const users: LinkUser[] = [];
  let closed = 0;
  const seat = { cell: { id: 'ce'.repeat(32), invitations: new Map() } } as unknown as Seat;
  const clock = { now: () => now, offset: () => 0, after: () => () => {} };
  const door = new Door(seat, { clock, random: { bytes: (size) => new Uint8Array(size) } }, () => {});
  const knock = (): void => {
    const link = { peer: 'somebody', open: (user: LinkUser) => users.push(user), send() {}, close: () => closed++ };
    door.knock(link as unknown as Link, 'self');
  };
  return { users, knock, closed: () => closed, pass: (ms: number) => (now += ms) };
}

test('so many people stand at a door at once, and whoever leaves makes room', () => {
  const { users, knock, closed } = opened();
  for (let i = 0; i < GUESTS; i++) knock();
  assert.deepEqual([users.length, closed()], [GUESTS, 0]);
  knock();
  assert.deepEqual([users.length, closed()], [GUESTS, 1], 'one more is sent away');
  users[0]?.closed();
  knock();
  assert.equal(users.length, GUESTS + 1);
});

test('so many knocks a minute are answered', () => {
  const { users, knock, pass } = opened();
  const knockAndLeave = () => {
    knock();
    users.at(-1)?.closed();
  };
  for (let i = 0; i < KNOCKS; i++) knockAndLeave();
  assert.equal(users.length, KNOCKS);
  knockAndLeave();
  assert.equal(users.length, KNOCKS);
  pass(60_000);
  knockAndLeave();
  assert.equal(users.length, KNOCKS + 1);
});

test('whoever is in already is welcomed once, however much comes meanwhile, and leaves the door soon', async () => {
  const cell = 'ce'.repeat(32);
  const invitation = invitationKeys(new Uint8Array(16).fill(7));
  const keys = signingKeys(new Uint8Array(32).fill(2));
  const bundle = encodeBundle({ version: 1, device: keys.publicKey.toHex(), sealing: sealingKeys(new Uint8Array(32).fill(2)).publicKey });
  const seat = {
    cell: {
      id: cell,
      invitations: new Map([[invitationIdOf(invitation.publicKey), { key: invitation.publicKey }]]),
      charter: { members: new Set([memberIdOf(bundle)]) },
    },
    record: { keys: { all: () => [] } },
    keys: { welcome: { blind: new Uint8Array(32) } },
  } as unknown as Seat;
  const clock = new StillClock();
  const door = new Door(seat, { clock, random: { bytes: (size) => new Uint8Array(size).fill(5) } }, () => {});
  const comer = new DoorJoiner(
    { cell, joiner: 'joiner', host: 'host' },
    { name: 'Bo', bundle, keys, invitation, again: false },
    new Uint8Array(32),
  );
  const steps: string[] = [];
  let isClosed = false;
  let user: LinkUser | undefined;
  const hear = (message: Uint8Array): void => {
    const step = comer.take(message);
    steps.push(step.type);
    if (step.type === 'send') user?.message(step.message);
  };
  const link = {
    peer: 'joiner',
    open: (one: LinkUser) => {
      user = one;
    },
    send: (message: Uint8Array) => hear(message),
    close: () => {
      isClosed = true;
    },
  };
  door.knock(link as unknown as Link, 'host');
  user?.message(comer.knock());
  for (let i = 0; i < 3; i++) {
    await new Promise(setImmediate);
    door.changed();
  }
  assert.deepEqual(steps, ['send', 'welcomed']);
  assert.equal(isClosed, false);
  clock.pass(10_000);
  assert.equal(isClosed, true);
});
