import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { test } from 'node:test';
import { multiaddr } from '@multiformats/multiaddr';
import type { Link, LinkUser, Network, NetworkUser } from '../../ports/network.ts';
import type { Connection } from './link.ts';
import { openPatientNetwork } from './network.ts';
import { type Node, startNode } from './node.ts';

const PATIENCE = { dial: 300, purpose: 300, listen: 100, goodbye: 200, heartbeat: 100 };

interface Host extends AsyncDisposable {
  readonly network: Network;
  readonly address: string;
  readonly messages: Uint8Array[];
  /** The first link, the first message, and the end of a link. */
  readonly linked: Promise<Link>;
  readonly told: Promise<void>;
  readonly closed: Promise<void>;
}

/** A network on loopback that opens whatever link comes. */
async function host(): Promise<Host> {
  const [linked, told, closed] = [Promise.withResolvers<Link>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const messages: Uint8Array[] = [];
  const linkUser: LinkUser = {
    message: (bytes) => {
      messages.push(bytes);
      told.resolve();
    },
    closed: closed.resolve,
  };
  const user: NetworkUser = {
    linked: (link) => {
      link.open(linkUser);
      linked.resolve(link);
    },
    found: () => undefined,
    moved: () => undefined,
  };
  const options = { seed: randomBytes(32), listen: ['/ip4/127.0.0.1/tcp/0'], port: 0, lan: false };
  const network = await openPatientNetwork(options, user, PATIENCE);
  const address = network.addresses()[0] ?? '';
  return {
    network,
    address,
    messages,
    linked: linked.promise,
    told: told.promise,
    closed: closed.promise,
    [Symbol.asyncDispose]: () => network.close(),
  };
}

/** A libp2p that speaks to a host as it likes. */
async function stranger(to: string): Promise<{ node: Node; connection: Connection; closed: Promise<void> } & AsyncDisposable> {
  const node = await startNode(randomBytes(32));
  const connection = await node.transport.dial(multiaddr(to), { signal: new AbortController().signal, upgrader: node.upgrader });
  const closed = new Promise<void>((resolve) => connection.addEventListener('close', () => resolve()));
  return { node, connection, closed, [Symbol.asyncDispose]: async () => node.libp2p.stop() };
}

test('a message that is too long closes the link, and what came before it is kept', async () => {
  await using bob = await host();
  await using eve = await stranger(bob.address);
  const stream = await eve.connection.newStream('/moot/cell/1');
  stream.send(new Uint8Array([0, 0, 0, 1, 42, 0, 1, 0, 1, 1, 2, 3]));
  await bob.closed;
  await eve.closed;
  assert.deepEqual(bob.messages, [new Uint8Array([42])]);
});

test('a frame that announces gigabytes ends the connection before they are gathered', async () => {
  await using bob = await host();
  await using eve = await stranger(bob.address);
  await eve.connection.newStream('/moot/cell/1');
  await bob.linked;
  const { muxer } = eve.connection as unknown as { muxer: { maConn: { send(bytes: Uint8Array): boolean } } };
  muxer.maConn.send(new Uint8Array([0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 0xff, 0xff, 0xff]));
  await Promise.all([bob.closed, eve.closed]);
});

test('who connects and does not say what for is sent away', async () => {
  await using bob = await host();
  await using eve = await stranger(bob.address);
  await eve.closed;
  await using mallory = await stranger(bob.address);
  await assert.rejects(mallory.connection.newStream('/moot/nothing/1'));
  await mallory.closed;
});

test('a connection carries one link, and asking for more ends it', async () => {
  await using bob = await host();
  await using eve = await stranger(bob.address);
  await eve.connection.newStream('/moot/cell/1');
  await bob.linked;
  eve.connection.newStream('/moot/door/1').catch(() => undefined);
  await Promise.all([bob.closed, eve.closed]);
});

test('a stranger learns neither our addresses nor what our machine is', async () => {
  await using bob = await host();
  await using eve = await stranger(bob.address);
  const { identify } = eve.node.libp2p.services as { identify: { identify(connection: Connection): Promise<Record<string, unknown>> } };
  const { agentVersion, listenAddrs } = await identify.identify(eve.connection);
  assert.deepEqual([agentVersion, listenAddrs], ['moot', []]);
});

test('a link with an end that has gone silent closes', async () => {
  await using bob = await host();
  await using relay = await relayTo(bob.address);
  await using ann = await host();
  const link = await ann.network.dial(relay.address, 'cell');
  const closed = new Promise<void>((resolve) => link.open({ message: () => undefined, closed: resolve }));
  link.send(new Uint8Array([1]));
  await bob.told;
  relay.hold();
  await Promise.all([closed, bob.closed]);
});

test('an idle link sends signs of life, and those of the other end keep it open', async () => {
  await using bob = await host();
  await using eve = await stranger(bob.address);
  const stream = await eve.connection.newStream('/moot/cell/1');
  const sign = new Uint8Array([255, 255, 255, 255]);
  await new Promise<void>((resolve) => {
    let heard = 0;
    stream.addEventListener('message', ({ data }) => {
      assert.deepEqual(new Uint8Array(data.subarray()), sign);
      stream.send(sign);
      if (++heard === 8) resolve();
    });
  });
  stream.send(new Uint8Array([0, 0, 0, 1, 42]));
  await bob.told;
  assert.deepEqual(bob.messages, [new Uint8Array([42])]);
});

test('a dial says why it cannot reach anybody, in time', async () => {
  await using ann = await host();
  await using bob = await host();
  const refused = async (address: string, words: RegExp): Promise<void> => {
    await assert.rejects(ann.network.dial(address, 'cell'), (error: Error) => error.name === 'CannotReach' && words.test(error.message));
  };
  const peer = bob.address.split('/p2p/')[1] ?? '';
  await refused(`/ip4/127.0.0.1/tcp/1/p2p/${peer}`, /Nobody answers/);
  await refused(ann.address.replace(ann.network.self, peer), /Another device answers/);
  await using carol = await host();
  await refused(carol.address.replace(carol.network.self, peer), /Another device answers/);

  const mute = await listening(() => undefined);
  await refused(`/ip4/127.0.0.1/tcp/${mute.port}/p2p/${peer}`, /Nobody answers/);
  mute.stop();

  await using older = await startedWithoutProtocols();
  await refused(older.address, /newest version/);
});

test('a dial that is under way when the network closes is called off', async () => {
  const ann = await host();
  const mute = await listening(() => undefined);
  const peer = '12D3KooWJKnqK2FpVR9kSdLFHDZAKUaUSFh9JoKGnA6YtqjHvRrR';
  const dial = assert.rejects(ann.network.dial(`/ip4/127.0.0.1/tcp/${mute.port}/p2p/${peer}`, 'cell'), {
    name: 'CannotReach',
    message: /closing/,
  });
  await ann.network.close();
  await dial;
  mute.stop();
});

/** Listens on loopback with a plain socket. */
async function listening(taken: (socket: Socket) => void): Promise<{ port: number; stop(): void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    taken(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: (server.address() as { port: number }).port, stop };
}

/** Stands between a dialler and an address, passing everything on until it is told to hold. */
async function relayTo(address: string): Promise<{ address: string; hold(): void } & AsyncDisposable> {
  const port = Number(/\/tcp\/(\d+)\//.exec(address)?.[1]);
  const pairs: Socket[] = [];
  const { port: own, stop } = await listening((socket) => {
    const further = connect(port, '127.0.0.1');
    further.on('error', () => undefined);
    socket.pipe(further);
    further.pipe(socket);
    pairs.push(socket, further);
  });
  const hold = (): void => {
    for (const socket of pairs) socket.unpipe().pause();
  };
  const end = async (): Promise<void> => {
    stop();
    for (const socket of pairs) socket.destroy();
  };
  return { address: address.replace(`/tcp/${port}/`, `/tcp/${own}/`), hold, [Symbol.asyncDispose]: end };
}

/** A libp2p that knows nothing of Moot. */
async function startedWithoutProtocols(): Promise<{ address: string } & AsyncDisposable> {
  const node = await startNode(randomBytes(32));
  const listener = node.transport.createListener({ upgrader: node.upgrader });
  await listener.listen(multiaddr('/ip4/127.0.0.1/tcp/0'));
  const end = async (): Promise<void> => {
    await listener.close();
    await node.libp2p.stop();
  };
  return { address: `${listener.getAddrs()[0]}/p2p/${node.libp2p.peerId}`, [Symbol.asyncDispose]: end };
}
