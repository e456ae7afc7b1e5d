import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../adapters/system/clock.ts';
import type { Id } from '../bytes/id.ts';
import { encodeBundle, memberIdOf } from '../cell/bundle.ts';
import { invitationKeys, parseInvitation } from '../cell/invitation.ts';
import { invitationIdOf } from '../cell/invitations.ts';
import { sealingKeys } from '../crypto/hpke.ts';
import { type SigningKeys, signingKeys } from '../crypto/sign.ts';
import type { Link, LinkUser } from '../ports/network.ts';
import { StillClock } from '../ports/still-clock.fixture.ts';
import { DoorJoiner } from '../sync/door.ts';
import { Door } from './door.ts';
import { neighbourhood } from './peers.fixture.ts';
import type { Seat } from './seat.ts';

// The bounds of a door: where whoever comes shows nothing, a fake of what lies behind it is enough.

const [GUESTS, WAITING, WAIT, KNOCKS] = [32, 32, 3_600_000, 60];

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

/** Somebody with an invitation and keys of their own, who comes to a door. */
function comerTo(door: Door, cell: Id, invitation: SigningKeys, name: string, seed: number) {
  const keys = signingKeys(new Uint8Array(32).fill(seed));
  const bundle = encodeBundle({
    version: 1,
    device: keys.publicKey.toHex(),
    sealing: sealingKeys(new Uint8Array(32).fill(seed)).publicKey,
  });
  const channel = { cell, joiner: 'joiner', host: 'host' };
  const joiner = new DoorJoiner(channel, { name, bundle, keys, invitation, again: false }, new Uint8Array(32));
  const heard = { steps: [] as string[], isClosed: false };
  let user: LinkUser | undefined;
  const link = {
    peer: 'joiner',
    open: (one: LinkUser) => {
      user = one;
    },
    send: (message: Uint8Array) => {
      const step = joiner.take(message);
      heard.steps.push(step.type);
      if (step.type === 'send') user?.message(step.message);
    },
    close: () => {
      heard.isClosed = true;
    },
  };
  const knock = (): void => {
    door.knock(link as unknown as Link, 'host');
    user?.message(joiner.knock());
  };
  return { bundle, heard, knock };
}

const RANDOM = { bytes: (size: number) => new Uint8Array(size).fill(5) };

test('whoever is in already is welcomed once, however much comes meanwhile, and leaves the door soon', async () => {
  const cell = 'ce'.repeat(32);
  const invitation = invitationKeys(new Uint8Array(16).fill(7));
  const members = new Set<Id>();
  const seat = {
    cell: {
      id: cell,
      invitations: new Map([[invitationIdOf(invitation.publicKey), { key: invitation.publicKey }]]),
      charter: { members },
    },
    record: { keys: { all: () => [] } },
    keys: { welcome: { blind: new Uint8Array(32) } },
  } as unknown as Seat;
  const clock = new StillClock();
  const door = new Door(seat, { clock, random: RANDOM }, () => {});
  const { bundle, heard, knock } = comerTo(door, cell, invitation, 'Bo', 2);
  members.add(memberIdOf(bundle));
  knock();
  for (let i = 0; i < 3; i++) {
    await new Promise(setImmediate);
    door.changed();
  }
  assert.deepEqual(heard, { steps: ['send', 'welcomed'], isClosed: false });
  clock.pass(10_000);
  assert.equal(heard.isClosed, true);
});

test('though as many sit at the door as may wait there, whoever comes besides is asked about; and nobody sits there for ever', async () => {
  const { person } = neighbourhood();
  const ana = await person('Ana').start();
  await ana.do('found', { name: 'Linden Row', as: 'Ana' });
  const given = await ana.do('invite', { uses: 3 });
  const letter = parseInvitation(given.invitation);
  assert.ok(letter.ok);
  const clock = new StillClock(systemClock.now());
  const door = new Door(ana.seat, { clock, random: RANDOM }, () => {});
  const come = async (name: string, seed: number) => {
    const { heard, knock } = comerTo(door, ana.seat.cell.id, invitationKeys(letter.value.secret), name, seed);
    knock();
    await ana.seat.settled();
    await new Promise(setImmediate);
    return heard;
  };
  const waiting = [];
  for (let i = 0; i < WAITING; i++) waiting.push(await come('Eve', 3));
  assert.ok(waiting.every(({ steps, isClosed }) => steps.at(-1) === 'answered' && !isClosed));
  const bo = await come('Bo', 4);
  assert.deepEqual(bo, { steps: ['send', 'answered'], isClosed: true });
  const titles = (await ana.do('decisions')).map(({ title }: { title: string }) => title);
  assert.deepEqual(titles.sort(), ['Bo asks to join', 'Eve asks to join']);
  clock.pass(WAIT - 1);
  assert.ok(waiting.every(({ isClosed }) => !isClosed));
  clock.pass(1);
  assert.ok(waiting.every(({ isClosed }) => isClosed));
  assert.deepEqual(await come('Bo', 4), { steps: ['send', 'answered'], isClosed: false });
  door.close();
  await ana.stop();
});
