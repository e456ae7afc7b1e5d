import assert from 'node:assert/strict';
import {
  type Link,
  type Network,
  type NetworkOptions,
  type NetworkTrouble,
  type NetworkUser,
  type OpenNetwork,
  PURPOSES,
  type Purpose,
} from '../../ports/network.ts';
import { hostOf, type Interfaces, ownAddresses, targetOf, viaOf } from './addresses.ts';
import { cannotReach, dialFailure } from './errors.ts';
import { LanDiscovery } from './lan/discovery.ts';
import { type Connection, type LinkPatience, type Stream, StreamLink } from './link.ts';
import { Listeners } from './listen.ts';
import { type Node, startNode } from './node.ts';
import { type Watch, watchInterfaces } from './watch.ts';

const PROTOCOLS: Readonly<Record<Purpose, string>> = { cell: '/moot/cell/1', door: '/moot/door/1', own: '/moot/own/1' };

/** How long a network waits for what, in milliseconds. */
export interface Patience extends LinkPatience {
  readonly dial: number;
  /** Who has connected says within this time what for, or is sent away. */
  readonly purpose: number;
  /** As long as another program holds the port, it is tried again after so long. */
  readonly listen: number;
}

/** How long a network waits for what by itself. */
export const PATIENCE: Patience = { dial: 10_000, purpose: 10_000, listen: 5000, goodbye: 1000, heartbeat: 15_000 };

/** Opens a network over libp2p: TCP, Noise, yamux; each link has a connection to itself. */
export const openNetwork: OpenNetwork = (options, user) => openPatientNetwork(options, user, PATIENCE);

/** Opens a network that waits for longer, or not for as long. */
export async function openPatientNetwork(options: NetworkOptions, user: NetworkUser, patience: Patience): Promise<Network> {
  assert.equal(options.seed.length, 32, 'the seed of a network identity has 32 bytes');
  const node = await startNode(options.seed);
  try {
    const network = new Libp2pNetwork(node, user, patience);
    await network.begin(options);
    return network;
  } catch (error) {
    await node.libp2p.stop();
    throw error;
  }
}

class Libp2pNetwork implements Network {
  readonly self: string;
  readonly #node: Node;
  readonly #user: NetworkUser;
  readonly #patience: Patience;
  readonly #links = new Map<StreamLink, Connection>();
  readonly #closing = new AbortController();
  #closed: Promise<void> | null = null;
  #listeners: Listeners | null = null;
  #watch: Watch | null = null;
  #discovery: LanDiscovery | null = null;
  #addresses: readonly string[] = [];

  constructor(node: Node, user: NetworkUser, patience: Patience) {
    this.self = node.libp2p.peerId.toString();
    this.#node = node;
    this.#user = user;
    this.#patience = patience;
  }

  /** Takes in others and, if that is wanted, lets them find us. */
  async begin({ listen, port, lan }: NetworkOptions): Promise<void> {
    const { libp2p } = this.#node;
    libp2p.addEventListener('connection:open', ({ detail }) => this.#expectPurpose(detail));
    for (const purpose of PURPOSES) {
      await libp2p.handle(PROTOCOLS[purpose], (stream, connection) => this.#takeIn(stream, connection, purpose), { maxInboundStreams: 1 });
    }
    const listeners = await Listeners.open(this.#node, { listen, port, again: this.#patience.listen }, () => {
      if (this.#watch !== null) this.#moved(this.#watch.interfaces);
    });
    this.#listeners = listeners;
    this.#watch = watchInterfaces((interfaces) => this.#moved(interfaces));
    const { interfaces } = this.#watch;
    this.#addresses = ownAddresses(listeners.at, interfaces, this.self);
    if (!lan) return;
    const found = (tag: string, addresses: readonly string[]) => this.#user.found(tag, addresses);
    this.#discovery = new LanDiscovery({ self: this.self, listening: () => listeners.at, found }, interfaces);
  }

  addresses(): readonly string[] {
    return this.#addresses;
  }

  async dial(address: string, purpose: Purpose): Promise<Link> {
    const target = targetOf(address);
    if (target === null) throw cannotReach('address');
    if (target.peer === this.self) throw cannotReach('self');
    // The socket stays bound to this signal, so it must never fire once the link is there.
    const dialling = new AbortController();
    const { signal } = dialling;
    const giveUp = () => dialling.abort();
    const timer = setTimeout(giveUp, this.#patience.dial);
    this.#closing.signal.addEventListener('abort', giveUp);
    const { transport, upgrader } = this.#node;
    let connection: Connection | undefined;
    try {
      // The transport leaves out an IPv6 address's zone, unless it is told the host.
      const options = { signal, upgrader, host: target.host };
      connection = await transport.dial(target.address, options);
      const stream = await connection.newStream(PROTOCOLS[purpose], { signal });
      signal.throwIfAborted();
      return this.#link(stream, connection, purpose, true);
    } catch (error) {
      connection?.abort(error as Error);
      throw this.#closing.signal.aborted ? cannotReach('closing', error) : dialFailure(error);
    } finally {
      clearTimeout(timer);
      this.#closing.signal.removeEventListener('abort', giveUp);
    }
  }

  announce(tags: readonly string[]): void {
    if (!this.#closing.signal.aborted) this.#discovery?.announce(tags);
  }

  troubles(): readonly NetworkTrouble[] {
    return [...(this.#listeners?.troubles() ?? []), ...(this.#discovery?.troubles() ?? [])];
  }

  close(): Promise<void> {
    this.#closed ??= this.#leave();
    return this.#closed;
  }

  async #leave(): Promise<void> {
    this.#closing.abort();
    this.#watch?.stop();
    this.#discovery?.close();
    const links = [...this.#links.keys()];
    for (const link of links) link.close();
    await Promise.all(links.map((link) => link.ended));
    await this.#listeners?.close();
    await this.#node.libp2p.stop();
  }

  #takeIn(stream: Stream, connection: Connection, purpose: Purpose): void {
    const taken = [...this.#links.values()].includes(connection);
    if (taken || this.#closing.signal.aborted) connection.abort(new Error(taken ? 'a connection carries one link' : 'closing'));
    else this.#user.linked(this.#link(stream, connection, purpose, false));
  }

  #link(stream: Stream, connection: Connection, purpose: Purpose, dialled: boolean): StreamLink {
    const via = viaOf(hostOf(connection.remoteAddr), this.#watch?.interfaces);
    const link = new StreamLink(stream, connection, { purpose, via, dialled }, this.#patience);
    this.#links.set(link, connection);
    void link.ended.then(() => this.#links.delete(link));
    return link;
  }

  #expectPurpose(connection: Connection): void {
    const timer = setTimeout(() => {
      if (![...this.#links.values()].includes(connection)) connection.abort(new Error('no purpose was named'));
    }, this.#patience.purpose);
    connection.addEventListener('close', () => clearTimeout(timer));
  }

  #moved(interfaces: Interfaces): void {
    this.#discovery?.moved(interfaces);
    const addresses = ownAddresses(this.#listeners?.at ?? [], interfaces, this.self);
    if (addresses.join() === this.#addresses.join()) return;
    this.#addresses = addresses;
    this.#user.moved(addresses);
  }
}
