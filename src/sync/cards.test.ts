import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept } from '../bytes/verdict.ts';
import { type SigningKeys, signingKeys } from '../crypto/sign.ts';
import { EpochKeys, epochOf } from '../log/epoch.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { Record } from '../log/record.ts';
import { AddressBook } from './address-book.ts';
import { type AddressCard, openCard, sealCard } from './card.ts';
import type { DeviceStanding } from './events.ts';
import { type Node, World } from './world.fixture.ts';

const NOW = 1_800_000_000;
const DAY = 86_400;
const filled = (byte: number, size = 32) => new Uint8Array(size).fill(byte);
const [first, second] = [1, 2].map((byte) => epochOf(filled(byte), WHOLE_CELL, 'ab'.repeat(32))) as [
  ReturnType<typeof epochOf>,
  ReturnType<typeof epochOf>,
];
const [ana, bo] = [signingKeys(filled(1)), signingKeys(filled(2))];

function card(keys: SigningKeys, time: number, ...addresses: string[]): AddressCard {
  return { device: keys.publicKey.toHex(), network: 'net', addresses, time };
}

let salts = 0;
function sealed(keys: SigningKeys, time: number, epoch = first): Uint8Array {
  return sealCard(card(keys, time, `/ip4/10.0.0.1/tcp/${time % 1000}`), keys, epoch, filled(++salts % 256, 16));
}

/** ana's book. */
function book(): { book: AddressBook; keys: EpochKeys; standings: Map<string, DeviceStanding>; turn: () => void } {
  const keys = new EpochKeys();
  keys.add(first);
  const standings = new Map<string, DeviceStanding>();
  let epoch = first;
  const record = new Record(filled(3), keys, { judge: () => accept(null), fold: () => {} });
  const cell = {
    id: 'ce'.repeat(32),
    blind: filled(3),
    record,
    charter: () => 'ab'.repeat(32),
    standing: (device: string) => standings.get(device) ?? ('member' as const),
    epoch: () => epoch,
    lackingKeys: () => null,
  };
  const turn = () => {
    epoch = second;
    keys.add(second);
  };
  return { book: new AddressBook(cell, { keys: ana, random: (size) => filled(++salts % 256, size) }), keys, standings, turn };
}

test('a card opens for the cell, and not when a bit differs', () => {
  const keys = new EpochKeys();
  const mine = card(ana, NOW, '/ip4/10.0.0.1/tcp/1', '/ip6/::1/tcp/1');
  const octets = sealCard(mine, ana, first, filled(1, 16));
  assert.deepEqual(openCard(octets, keys), { ok: false, reason: 'key-unknown' });
  keys.add(first);
  assert.deepEqual(openCard(octets, keys), { ok: true, value: mine });
  for (let i = 0; i < octets.length; i++) assert.equal(openCard(octets.with(i, (octets[i] as number) ^ 1), keys).ok, false, `byte ${i}`);
  assert.equal(octets.indexOf(ana.publicKey[0] as number, 0) >= 0 && Buffer.from(octets).includes(ana.publicKey), false);
});

test("the newest card of each member's device is kept, in whatever order they come", () => {
  for (const times of [
    [1, 2, 3],
    [3, 1, 2],
    [2, 3, 3],
  ]) {
    const kept = book().book;
    for (const time of times) kept.take(sealed(bo, NOW + time), NOW);
    const [only, ...more] = kept.all();
    const keys = new EpochKeys();
    keys.add(first);
    const opened = openCard(only as Uint8Array, keys);
    assert.ok(opened.ok && more.length === 0);
    assert.equal(opened.value.time, NOW + 3);
  }
});

test('a card from the far future is not taken, so the ones after it still are', () => {
  const kept = book().book;
  assert.equal(kept.take(sealed(bo, NOW + 40_000 * DAY), NOW), null);
  assert.ok(kept.take(sealed(bo, NOW), NOW));
  assert.ok(kept.take(sealed(bo, NOW + DAY / 2), NOW), 'a clock that is a little ahead is no fault');
});

test('cards of those who are no members are not taken, and forgotten when they cease to be; and taken again when they return', () => {
  const { book: kept, standings } = book();
  const device = bo.publicKey.toHex();
  standings.set(device, 'unknown');
  assert.equal(kept.take(sealed(bo, NOW), NOW), null);
  standings.set(device, 'member');
  assert.ok(kept.take(sealed(bo, NOW), NOW));
  standings.set(device, 'removed');
  kept.refresh(NOW);
  assert.equal(kept.all().length, 0);
  standings.set(device, 'member');
  assert.ok(kept.take(sealed(bo, NOW + 1), NOW));
});

test('a card under an epoch that is not here yet is read when it comes', () => {
  const { book: kept, turn } = book();
  assert.equal(kept.take(sealed(bo, NOW, second), NOW), null);
  assert.deepEqual(kept.refresh(NOW), []);
  turn();
  assert.deepEqual(
    kept.refresh(NOW).map(({ card: { device } }) => device),
    [bo.publicKey.toHex()],
  );
});

test('a card of a device that becomes a member by a charter still to come is read then', () => {
  const { book: kept, standings } = book();
  const device = bo.publicKey.toHex();
  standings.set(device, 'unknown');
  assert.equal(kept.take(sealed(bo, NOW), NOW), null);
  assert.deepEqual(kept.refresh(NOW), []);
  standings.set(device, 'member');
  assert.deepEqual(
    kept.refresh(NOW).map(({ card: known }) => known.device),
    [device],
  );
});

test('our own card is written once for each change, anew under a new epoch, and above what an older self of ours has spread', () => {
  const { book: kept, turn } = book();
  const one = kept.move('net', ['/a'], NOW);
  assert.equal(one?.card.time, NOW);
  assert.equal(kept.move('net', ['/a'], NOW + 5), null);
  assert.equal(kept.move('net', ['/b'], NOW)?.card.time, NOW + 1, 'newer, although the clock stands');
  assert.equal(kept.move('net', ['/c'], NOW - DAY)?.card.time, NOW + 2, 'or goes back');
  const answer = kept.take(sealed(ana, NOW + 100), NOW);
  assert.deepEqual([answer?.card.time, answer?.card.addresses], [NOW + 101, ['/c']]);
  turn();
  assert.deepEqual(
    kept.refresh(NOW).map((fresh) => fresh.card.time),
    [NOW + 102],
  );
  assert.deepEqual(kept.refresh(NOW), []);
});

test('only what fits a card goes onto it', () => {
  const moved = book().book.move('net', [`/${'x'.repeat(200)}`, ...Array.from({ length: 12 }, (_, i) => `/${i}`)], NOW);
  assert.deepEqual(moved?.card.addresses, ['/0', '/1', '/2', '/3', '/4', '/5', '/6', '/7']);
});

function cardsAt(node: Node): string[] {
  const newest = new Map<string, string>();
  for (const said of node.said) if (said.type === 'card') newest.set(said.card.device, said.card.addresses.join());
  return [...newest].map(([device, addresses]) => `${node.world.nodes.find((other) => other.device === device)?.name} ${addresses}`).sort();
}

test('cards go from device to device, to those who come later, and again when addresses change', () => {
  const world = new World(1);
  const nodes = ['a', 'b', 'c'].map((name) => world.add(name)) as [Node, Node, Node];
  for (const node of nodes) node.tell({ type: 'addresses', network: `net-${node.name}`, addresses: [`/${node.name}`] });
  world.link(nodes[0], nodes[1]);
  world.settle();
  world.link(nodes[1], nodes[2]);
  world.settle();
  for (const node of nodes) assert.deepEqual(cardsAt(node), ['a /a', 'b /b', 'c /c']);
  world.clock += 10_000;
  nodes[0].tell({ type: 'addresses', network: 'net-a', addresses: ['/elsewhere'] });
  world.settle();
  for (const node of nodes) assert.deepEqual(cardsAt(node), ['a /elsewhere', 'b /b', 'c /c']);
  const sent = world.carried;
  world.settle();
  assert.equal(world.carried, sent, 'and then it is quiet');
});

test('kept cards are there after a start', () => {
  const world = new World(1);
  const [a, b] = [world.add('a'), world.add('b')];
  a.tell({ type: 'addresses', network: 'net-a', addresses: ['/a'] });
  world.link(a, b);
  world.settle();
  const cards = b.said.filter((said) => said.type === 'card').map((said) => said.sealed);
  const c = world.add('c');
  c.tell({ type: 'cards', cards });
  assert.deepEqual(cardsAt(c), ['a /a']);
});
