import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Network } from '../ports/network.ts';
import { Dialer } from './dialer.ts';

const [ADDRESSES, PLACES] = [16, 256];

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

test('so many places are tried, whatever others tell', async () => {
  const { dialer, dialled, pass } = dialling();
  dialer.learn(Array.from({ length: PLACES + 1 }, (_, n) => `/ip4/10.0.0.1/tcp/${n + 1}/p2p/peer${n}`));
  await pass();
  assert.equal(new Set(dialled).size, PLACES);
  assert.ok(!dialled.some((address) => address.endsWith(`/peer${PLACES}`)));
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
