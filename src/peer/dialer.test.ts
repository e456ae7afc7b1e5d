import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Network } from '../ports/network.ts';
import { Dialer } from './dialer.ts';

const [ADDRESSES, PLACES, FOUND] = [16, 256, 128];

/** A dialer that reaches nobody, and what it dialled. */
function dialling() {
  const dialled: string[] = [];
  const network = {
    self: 'self',
    dial: (address: string) => {
      dialled.push(address);
      return Promise.reject(new Error('nobody is there'));
    },
  } as unknown as Network;
  const timers: (() => void)[] = [];
  const after = (_ms: number, run: () => void) => {
    timers.push(run);
    return () => {};
  };
  const ports = { clock: { now: () => 0, offset: () => 0, after }, random: { bytes: (size: number) => new Uint8Array(size) } };
  const dialer = new Dialer(
    network,
    ports,
    'cell',
    () => true,
    () => {},
  );
  const pass = async () => {
    for (const run of timers.splice(0)) run();
    for (let i = 0; i < 100; i++) await Promise.resolve();
  };
  return { dialer, dialled, pass };
}

const addressOf = (n: number) => `/ip4/10.0.0.1/tcp/${n + 1}/p2p/peer${n}`;

test('so many places are tried, whatever others tell, and so many of which no card tells', async () => {
  const { dialer, dialled, pass } = dialling();
  dialer.learn(Array.from({ length: FOUND + 1 }, (_, n) => addressOf(n)));
  await pass();
  assert.equal(new Set(dialled).size, FOUND);
  assert.ok(!dialled.some((address) => address.endsWith(`/peer${FOUND}`)));
  for (let n = FOUND; n <= PLACES; n++) dialer.learn([addressOf(n)], `device ${n}`);
  await pass();
  assert.equal(new Set(dialled).size, PLACES);
});

test('a device is looked for where its newest card says, so that its cards take no place from others', async () => {
  const { dialer, dialled, pass } = dialling();
  for (let n = 0; n < 2 * PLACES; n++) dialer.learn([addressOf(n)], 'mallory');
  dialer.learn([addressOf(2 * PLACES)], 'bo');
  await pass();
  dialled.splice(0);
  await pass();
  assert.deepEqual(dialled, [addressOf(2 * PLACES - 1), addressOf(2 * PLACES)]);
});

test('whoever claims to be where somebody else is, and then elsewhere, has nobody forget the other', async () => {
  const { dialer, dialled, pass } = dialling();
  for (const who of ['mallory', 'bo']) dialer.learn([addressOf(1)], who);
  dialer.learn([addressOf(2)]);
  dialer.learn([addressOf(2)], 'mallory');
  dialer.learn([addressOf(3)], 'mallory');
  await pass();
  assert.deepEqual([...new Set(dialled)].sort(), [addressOf(1), addressOf(2), addressOf(3)]);
});

test('a place of which nothing is known any more is not tried again by a dial that was under way', async () => {
  const { dialer, dialled, pass } = dialling();
  dialer.learn([addressOf(1)], 'bo');
  const passing = pass();
  dialer.learn([addressOf(2)], 'bo');
  await passing;
  dialled.splice(0);
  await pass();
  assert.deepEqual(dialled, [addressOf(2)]);
});

test('of one place so many addresses are tried, the newest first', async () => {
  const { dialer, dialled, pass } = dialling();
  const address = (n: number) => `/ip4/10.0.0.1/tcp/${n}/p2p/peer`;
  dialer.learn(Array.from({ length: ADDRESSES + 1 }, (_, n) => address(n + 1)));
  await pass();
  const tried = new Set(dialled);
  assert.deepEqual(
    [tried.size, dialled[0], tried.has(address(1)), tried.has(address(2))],
    [ADDRESSES, address(ADDRESSES + 1), false, true],
  );
});
