import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { networkContract } from '../../ports/network.contract.ts';
import type { Network, NetworkOptions, NetworkUser } from '../../ports/network.ts';
import { openPatientNetwork, PATIENCE } from './network.ts';

const nobody: NetworkUser = { linked: () => undefined, found: () => undefined, moved: () => undefined };

function open(options: Partial<NetworkOptions> = {}, user = nobody, patience = PATIENCE): Promise<Network> {
  const all = { seed: randomBytes(32), listen: ['/ip4/127.0.0.1/tcp/0'], port: 0, lan: false, ...options };
  return openPatientNetwork(all, user, patience);
}

networkContract('libp2p', () => ({ open: (user) => open({}, user) }));

function portOf(address: string | undefined): number {
  return Number(/\/tcp\/(\d+)\//.exec(address ?? '')?.[1]);
}

test('an identity and a port, once chosen, stay', async () => {
  const seed = randomBytes(32);
  const first = await open({ seed });
  const port = portOf(first.addresses()[0]);
  assert.ok(port > 0);
  await first.close();
  const again = await open({ seed, port });
  assert.deepEqual([again.self, again.addresses()], [first.self, first.addresses()]);
  await again.close();
});

test('all interfaces are listened on at one port, IPv4 and, where there is one, IPv6', async () => {
  const network = await open({ listen: [] });
  const ports = new Set(network.addresses().map(portOf));
  assert.equal(ports.size, 1);
  assert.ok(network.addresses().every((address) => address.endsWith(`/p2p/${network.self}`)));
  await network.close();
});

test('while another program holds the port, we reach others and say why they do not reach us; then they do', {
  timeout: 60_000,
}, async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
  });
  const moved = Promise.withResolvers<readonly string[]>();
  const [host, late] = [await open(), await open({ port }, { ...nobody, moved: moved.resolve }, { ...PATIENCE, listen: 10 })];
  assert.deepEqual([late.addresses(), late.troubles()], [[], [{ part: 'listening', place: String(port), reason: 'EADDRINUSE' }]]);
  const link = await late.dial(host.addresses()[0] ?? '', 'cell');
  link.close();
  await new Promise((resolve) => other.close(resolve));
  assert.deepEqual((await moved.promise).map(portOf), [port]);
  assert.deepEqual([late.addresses().map(portOf), late.troubles()], [[port], []]);
  await Promise.all([host.close(), late.close()]);
});

test('an address that is not ours is not to be had', async () => {
  for (const listen of [
    ['/ip4/192.0.2.77/tcp/0'],
    ['/ip4/127.0.0.1/udp/1'],
    ['nonsense'],
    ['/ip4/127.0.0.1/tcp/0', '/ip4/192.0.2.77/tcp/0'],
  ]) {
    await assert.rejects(open({ listen }), { name: 'CannotListen', message: /^Moot cannot listen on/ });
  }
});
