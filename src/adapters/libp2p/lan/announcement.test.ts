import assert from 'node:assert/strict';
import type { Socket } from 'node:dgram';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import fc from 'fast-check';
import multicastDns, { type MulticastDNS } from 'multicast-dns';
import { type Announcement, announcementPackets, asksForMoot, PACKET_BYTES, readAnnouncement, SERVICE } from './announcement.ts';

const ID = '12D3KooWJKnqK2FpVR9kSdLFHDZAKUaUSFh9JoKGnA6YtqjHvRrR';

function tag(i: number): string {
  return `${'a'.repeat(24)}${String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26))}`;
}

/** Multicast DNS over a wire that is an array. */
function onPaper(): { dns: MulticastDNS; sent: Buffer[]; receive(bytes: Uint8Array): void } {
  const sent: Buffer[] = [];
  const socket = new EventEmitter() as Socket & EventEmitter;
  const send = (bytes: Buffer, from: number, to: number): number => sent.push(Buffer.from(bytes.subarray(from, to)));
  Object.assign(socket, { send, bind: (_port: number, _host: string, done: () => void) => done(), close: () => undefined });
  const dns = multicastDns({ socket, multicast: false });
  return { dns, sent, receive: (bytes) => socket.emit('message', Buffer.from(bytes), { address: '127.0.0.1', port: 5353 }) };
}

/** Sockets open, and packets leave, a moment after they are asked to. */
const aMoment = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Gives the packets on the wire, and what is read from them. */
async function throughTheWire(announcement: Announcement): Promise<{ packets: readonly Buffer[]; read: readonly (Announcement | null)[] }> {
  const { dns, sent, receive } = onPaper();
  const read: (Announcement | null)[] = [];
  dns.on('response', (response) => read.push(readAnnouncement(response)));
  for (const packet of announcementPackets('0123456789abcdef', announcement)) dns.respond(packet);
  await aMoment();
  for (const packet of sent) receive(packet);
  return { packets: sent, read };
}

const plain: Announcement = { id: ID, tags: [tag(0), tag(1)], port: 4001, ips: ['192.168.1.7', 'fe80::1'] };

test('an announcement is read as it was written', async () => {
  assert.deepEqual((await throughTheWire(plain)).read, [plain]);
});

test('many tags go into several packets, each of which fits on the wire and stands for itself', async () => {
  const tags = Array.from({ length: 70 }, (_, i) => tag(i));
  const ips = Array.from({ length: 20 }, (_, i) => `2001:db8:1111:2222:3333:4444:5555:${i + 1000}`);
  const { packets, read } = await throughTheWire({ ...plain, tags, ips });
  assert.equal(packets.length, 3);
  assert.ok(packets.every((packet) => packet.length <= PACKET_BYTES));
  assert.deepEqual(
    read.flatMap((one) => one?.tags ?? []),
    tags,
  );
  assert.ok(read.every((one) => one?.ips.length === 8));
});

test('an announcement that lacks something, or says it wrongly, is none', async () => {
  const tooLong = `${tag(0)}a`;
  for (const wrong of [{ id: 'short' }, { id: `${ID}/x` }, { tags: ['UPPER'] }, { tags: [tooLong] }, { port: 0 }, { ips: [] }]) {
    assert.deepEqual((await throughTheWire({ ...plain, ...wrong })).read, [null], JSON.stringify(wrong));
  }
  assert.deepEqual((await throughTheWire({ ...plain, tags: [tooLong, tag(3)] })).read, [{ ...plain, tags: [tag(3)] }]);
});

test('a query for Moot is told from others', async () => {
  const { dns, sent, receive } = onPaper();
  const asked: boolean[] = [];
  dns.on('query', (query) => asked.push(asksForMoot(query)));
  dns.query({ questions: [{ name: SERVICE, type: 'PTR' }] });
  dns.query({
    questions: [
      { name: '_other._tcp.local', type: 'PTR' },
      { name: '_Moot._TCP.local', type: 'PTR' },
    ],
  });
  dns.query({ questions: [{ name: '_other._tcp.local', type: 'PTR' }] });
  dns.query({ questions: [] });
  await aMoment();
  for (const packet of sent) receive(packet);
  assert.deepEqual(asked, [true, true, false, false]);
});

test('no packet, however damaged, does more than to be ignored', async () => {
  const whole = (await throughTheWire(plain)).packets[0] ?? Buffer.alloc(0);
  const { dns, receive } = onPaper();
  let heard = 0;
  dns.on('warning', () => heard++);
  dns.on('query', (query) => {
    heard++;
    asksForMoot(query);
  });
  dns.on('response', (response) => {
    heard++;
    const read = readAnnouncement(response);
    if (read !== null) assert.ok(read.tags.every((one) => /^[a-z2-7]{26}$/.test(one)) && read.ips.length <= 8 && read.port > 0);
  });
  const damage = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) });
  const cut = fc.nat(whole.length);
  fc.assert(
    fc.property(fc.array(damage, { maxLength: 6 }), fc.option(cut), (damages, length) => {
      const bytes = Buffer.from(whole);
      for (const { at, to } of damages) bytes[at] = to;
      receive(bytes.subarray(0, length ?? bytes.length));
    }),
    { numRuns: 3000 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: PACKET_BYTES }), (bytes) => receive(bytes)));
  assert.ok(heard >= 3000);
});
