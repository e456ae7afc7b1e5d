import assert from 'node:assert/strict';
import type { NetworkInterfaceInfo } from 'node:os';
import { test } from 'node:test';
import type { Interfaces } from '../addresses.ts';
import { LanDiscovery } from './discovery.ts';
import { dialAddress, placesOf } from './place.ts';

const [ANN, BOB, EVE] = ['a', 'b', 'e'].map((letter) => letter.repeat(40)) as [string, string, string];
const [TAG, OTHER] = ['a'.repeat(26), 'b'.repeat(26)] as const;

function ipv4(address: string, bits: number, internal = false): NetworkInterfaceInfo {
  return { address, family: 'IPv4', cidr: `${address}/${bits}`, netmask: '', mac: '', internal };
}

function ipv6(address: string, internal = false): NetworkInterfaceInfo {
  return { address, family: 'IPv6', cidr: `${address}/64`, netmask: '', mac: '', internal, scopeid: 3 };
}

const loopback: Interfaces = { lo: [ipv4('127.0.0.1', 8, true), ipv6('::1', true)] };

interface Looker extends Disposable {
  readonly discovery: LanDiscovery;
  readonly found: [string, readonly string[]][];
  readonly firstFound: Promise<void>;
}

function looker(self: string, host: string, port: number, interfaces = loopback): Looker {
  const found: [string, readonly string[]][] = [];
  const first = Promise.withResolvers<void>();
  const options = {
    self,
    listening: () => [{ host, port }],
    found: (tag: string, addresses: readonly string[]) => {
      found.push([tag, addresses]);
      first.resolve();
    },
  };
  const discovery = new LanDiscovery(options, interfaces);
  return { discovery, found, firstFound: first.promise, [Symbol.dispose]: () => discovery.close() };
}

test('those who announce the same tag find each other, and nobody else', { timeout: 20_000 }, async () => {
  using ann = looker(ANN, '0.0.0.0', 1001);
  using bob = looker(BOB, '127.0.0.1', 1002);
  using eve = looker(EVE, '0.0.0.0', 1003);
  ann.discovery.announce([OTHER, TAG]);
  eve.discovery.announce(['c'.repeat(26)]);
  bob.discovery.announce([TAG]);
  await Promise.all([ann.firstFound, bob.firstFound]);
  for (const { discovery } of [ann, bob, eve]) assert.deepEqual(discovery.troubles(), []);
  assert.ok(ann.found.every(([tag, [address]]) => tag === TAG && address === `/ip4/127.0.0.1/tcp/1002/p2p/${BOB}`));
  assert.ok(bob.found.every(([tag, [address]]) => tag === TAG && address === `/ip4/127.0.0.1/tcp/1001/p2p/${ANN}`));
  assert.deepEqual(eve.found, []);
});

test('an interface that does not work harms no other, and is named with its reason', { timeout: 20_000 }, async () => {
  const broken: Interfaces = { ...loopback, gone0: [ipv4('192.0.2.99', 24)] };
  using ann = looker(ANN, '0.0.0.0', 1001, broken);
  using bob = looker(BOB, '0.0.0.0', 1002);
  ann.discovery.announce([TAG]);
  bob.discovery.announce([TAG]);
  await Promise.all([ann.firstFound, bob.firstFound]);
  assert.deepEqual(ann.discovery.troubles(), [{ part: 'discovery', place: 'gone0 192.0.2.99', reason: 'ENODEV' }]);
  ann.discovery.announce([TAG, OTHER]);
  assert.deepEqual(
    ann.discovery.troubles(),
    [{ part: 'discovery', place: 'gone0 192.0.2.99', reason: 'ENODEV' }],
    'it is not forgotten while it is tried again',
  );
  ann.discovery.moved(loopback);
  assert.deepEqual(ann.discovery.troubles(), []);
});

test('places are the IPv4 addresses, and one link-local IPv6 address of each interface', () => {
  const wlan = [ipv4('192.168.1.7', 24), ipv6('2001:db8::7'), ipv6('fe80::7'), ipv6('fe80::8')];
  const places = placesOf({ ...loopback, wlan0: wlan });
  assert.deepEqual(
    places.map(({ name, address }) => `${name} ${address}`),
    ['lo 127.0.0.1', 'wlan0 192.168.1.7', 'wlan0 fe80::7'],
  );
  const sources = ['127.0.0.2', '192.168.1.200', '192.168.2.1', 'fe80::5%wlan0', 'fe80::5%eth0', '::1'];
  assert.deepEqual(
    places.map(({ covers }) => sources.filter(covers)),
    [['127.0.0.2'], ['192.168.1.200'], ['fe80::5%wlan0']],
  );
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`docker${i}`, [ipv4(`172.17.${i}.1`, 24)]]));
  assert.equal(placesOf(many).length, 16);
});

test('an announced address is believed only where it makes sense', () => {
  const [lo, wlan, link] = placesOf({ ...loopback, wlan0: [ipv4('192.0.2.7', 24), ipv6('fe80::7')] });
  assert.ok(lo !== undefined && wlan !== undefined && link !== undefined);
  assert.equal(dialAddress(lo, '127.0.0.1', 9, ANN), `/ip4/127.0.0.1/tcp/9/p2p/${ANN}`);
  assert.equal(dialAddress(wlan, '127.0.0.1', 9, ANN), null);
  assert.equal(dialAddress(wlan, '192.0.2.8', 9, ANN), `/ip4/192.0.2.8/tcp/9/p2p/${ANN}`);
  assert.equal(dialAddress(wlan, '198.51.100.1', 9, ANN), null);
  assert.equal(dialAddress(wlan, '10.0.0.1', 9, ANN), `/ip4/10.0.0.1/tcp/9/p2p/${ANN}`);
  assert.equal(dialAddress(link, 'fe80::8', 9, ANN), `/ip6zone/wlan0/ip6/fe80::8/tcp/9/p2p/${ANN}`);
  assert.equal(dialAddress(link, '2001:db8::1', 9, ANN), null);
});
