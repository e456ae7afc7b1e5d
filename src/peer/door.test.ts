import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Link, LinkUser } from '../ports/network.ts';
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
