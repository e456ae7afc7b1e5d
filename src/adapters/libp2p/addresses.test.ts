import assert from 'node:assert/strict';
import type { NetworkInterfaceInfo } from 'node:os';
import { test } from 'node:test';
import { addressOf, listeningOf, ownAddresses, targetOf, viaOf } from './addresses.ts';

const PEER = '12D3KooWJKnqK2FpVR9kSdLFHDZAKUaUSFh9JoKGnA6YtqjHvRrR';

function at(address: string, internal = false): NetworkInterfaceInfo {
  const rest = { address, internal, mac: '', cidr: null, netmask: '' };
  return address.includes(':') ? { ...rest, family: 'IPv6', scopeid: 2 } : { ...rest, family: 'IPv4' };
}

const interfaces = {
  lo: [at('127.0.0.1', true), at('::1', true)],
  wlan0: [at('192.168.1.7'), at('fe80::1'), at('2001:db8::7')],
};

test('an address that can be dialled is taken apart, and nothing else is taken for one', () => {
  const hosts = [
    [`/ip4/192.168.1.7/tcp/4001/p2p/${PEER}`, '192.168.1.7'],
    [`/ip6/2001:db8::7/tcp/4001/p2p/${PEER}`, '2001:db8::7'],
    [`/ip6zone/wlan0/ip6/fe80::1/tcp/4001/p2p/${PEER}`, 'fe80::1%wlan0'],
    [`/dns4/moot.example/tcp/4001/p2p/${PEER}`, 'moot.example'],
  ];
  for (const [text = '', host] of hosts) assert.deepEqual([targetOf(text)?.host, targetOf(text)?.peer], [host, PEER]);
  const others = [
    '',
    'hello',
    '/ip4/192.168.1.7/tcp/4001',
    `/ip4/192.168.1.777/tcp/4001/p2p/${PEER}`,
    `/ip4/192.168.1.7/tcp/0/p2p/${PEER}`,
    `/ip4/192.168.1.7/tcp/70000/p2p/${PEER}`,
    `/ip4/192.168.1.7/udp/4001/p2p/${PEER}`,
    `/ip4/192.168.1.7/tcp/4001/ws/p2p/${PEER}`,
    `/ip4/192.168.1.7/tcp/4001/p2p/${PEER}/p2p-circuit/p2p/${PEER}`,
    `/dnsaddr/moot.example/tcp/4001/p2p/${PEER}`,
    `/unix/tmp/p2p/${PEER}`,
    `/dns4/${'a'.repeat(500)}/tcp/4001/p2p/${PEER}`,
  ];
  for (const text of others) assert.equal(targetOf(text), null, text);
});

test('an address to listen on is taken apart', () => {
  assert.deepEqual(listeningOf('/ip4/0.0.0.0/tcp/4001'), { host: '0.0.0.0', port: 4001 });
  assert.deepEqual(listeningOf('/ip6/::/tcp/0'), { host: '::', port: 0 });
  for (const text of ['', '/ip4/0.0.0.0', '/dns4/a.example/tcp/1', '/ip4/0.0.0.0/tcp/1/ws', '4001'])
    assert.equal(listeningOf(text), null, text);
  assert.equal(addressOf({ host: 'fe80::1%wlan0', port: 9 }), '/ip6zone/wlan0/ip6/fe80::1/tcp/9');
});

test('our addresses are those at which others reach us', () => {
  const everywhere = [
    { host: '0.0.0.0', port: 5 },
    { host: '::', port: 5 },
  ];
  assert.deepEqual(ownAddresses(everywhere, interfaces, 'me'), ['/ip4/192.168.1.7/tcp/5/p2p/me', '/ip6/2001:db8::7/tcp/5/p2p/me']);
  assert.deepEqual(ownAddresses(everywhere.slice(0, 1), interfaces, 'me'), ['/ip4/192.168.1.7/tcp/5/p2p/me']);
  assert.deepEqual(ownAddresses([{ host: '127.0.0.1', port: 5 }], interfaces, 'me'), ['/ip4/127.0.0.1/tcp/5/p2p/me']);
  assert.deepEqual(ownAddresses([{ host: '10.0.0.1', port: 5 }], interfaces, 'me'), [], 'an address that went away');
  const alone = { lo: interfaces.lo };
  assert.deepEqual(ownAddresses(everywhere, alone, 'me'), ['/ip4/127.0.0.1/tcp/5/p2p/me', '/ip6/::1/tcp/5/p2p/me']);
});

test('people are told how a link runs', () => {
  const ways = {
    here: ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '192.168.1.7'],
    lan: [
      '10.1.2.3',
      '172.16.0.1',
      '172.31.0.1',
      '192.168.1.8',
      '169.254.3.3',
      '100.64.0.1',
      '100.127.0.1',
      'fe80::2',
      'febf::2',
      'fd12::1',
      'fc00::1',
    ],
    internet: ['8.8.8.8', '172.32.0.1', '172.15.0.1', '100.128.0.1', '100.63.0.1', '2001:db8::8', 'fec0::1', 'moot.example', '11.0.0.1'],
  } as const;
  for (const [way, hosts] of Object.entries(ways)) for (const host of hosts) assert.equal(viaOf(host, interfaces), way, host);
});
