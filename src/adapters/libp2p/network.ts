import type { Link, Network, NetworkTrouble, NetworkUser, OpenNetwork, Purpose } from '../../ports/network.ts';
import { hostOf, type Interfaces, ownAddresses, targetOf, viaOf } from './addresses.ts';
import { cannotReach, dialFailure } from './errors.ts';
import { LanDiscovery } from './lan/discovery.ts';
import { type Connection, type Stream, StreamLink } from './link.ts';
import { type Listeners, startListening } from './listen.ts';
import { type Node, startNode } from './node.ts';
import { type Watch, watchInterfaces } from './watch.ts';

const PROTOCOLS: Readonly<Record<Purpose, string>> = { cell: '/moot/cell/1', door: '/moot/door/1' };
const DIAL_MS = 10_000;
/** Who has connected says within this time what for, or is sent away. */
const PURPOSE_MS = 10_000;

/** Opens a network over libp2p: TCP, Noise, yamux; each link has a connection to itself. */
export const openNetwork: OpenNetwork = async (options, user) => {
  const node = await startNode(options.seed);
  try {
    const listeners = await startListening(node, options);
    const network = new Libp2pNetwork(node, listeners, options.lan, user);
    await network.start();
    return network;
  } catch (error) {
    await node.libp2p.stop();
    throw error;
  }
};

class Libp2pNetwork implements Network {
  readonly self: string;
  readonly #node: Node;
  readonly #listeners: Listeners;
  readonly #user: NetworkUser;
  readonly #watch: Watch;
  readonly #links = new Map<StreamLink, Connection>();
  readonly #closing = new AbortController();
  readonly #discovery: LanDiscovery | null;
  #addresses: readonly string[];

  constructor(node: Node, listeners: Listeners, lan: boolean, user: NetworkUser) {
    this.self = node.libp2p.peerId.toString();
    this.#node = node;
    this.#listeners = listeners;
    this.#user = user;
    this.#watch = watchInterfaces((interfaces) => this.#moved(interfaces));
    const { interfaces } = this.#watch;
    this.#addresses = this.#addressesOn(interfaces);
    const found = (tag: string, addresses: readonly string[]) => user.found(tag, addresses);
    this.#discovery = lan ? new LanDiscovery({ self: this.self, listening: listeners.at, found }, interfaces) : null;
  }

  /** Begins to take in others. */
  async start(): Promise<void> {
    const { libp2p } = this.#node;
    libp2p.addEventListener('connection:open', ({ detail }) => this.#expectPurpose(detail));
    for (const purpose of ['cell', 'door'] as const) {
      await libp2p.handle(PROTOCOLS[purpose], (stream, connection) => this.#takeIn(stream, connection, purpose), { maxInboundStreams: 1 });
    }
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
    const timer = setTimeout(giveUp, DIAL_MS);
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
    return this.#discovery?.troubles() ?? [];
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    this.#watch.stop();
    this.#discovery?.close();
    const links = [...this.#links.keys()];
    for (const link of links) link.close();
    await Promise.all(links.map((link) => link.ended));
    await this.#listeners.close();
    await this.#node.libp2p.stop();
  }

  #takeIn(stream: Stream, connection: Connection, purpose: Purpose): void {
    const taken = [...this.#links.values()].includes(connection);
    if (taken || this.#closing.signal.aborted) connection.abort(new Error(taken ? 'a connection carries one link' : 'closing'));
    else this.#user.linked(this.#link(stream, connection, purpose, false));
  }

  #link(stream: Stream, connection: Connection, purpose: Purpose, dialled: boolean): StreamLink {
    const via = viaOf(hostOf(connection.remoteAddr), this.#watch.interfaces);
    const link = new StreamLink(stream, connection, { purpose, via, dialled });
    this.#links.set(link, connection);
    void link.ended.then(() => this.#links.delete(link));
    return link;
  }

  #expectPurpose(connection: Connection): void {
    const timer = setTimeout(() => {
      if (![...this.#links.values()].includes(connection)) connection.abort(new Error('no purpose was named'));
    }, PURPOSE_MS);
    connection.addEventListener('close', () => clearTimeout(timer));
  }

  #addressesOn(interfaces: Interfaces): readonly string[] {
    return ownAddresses(this.#listeners.at, interfaces, this.self);
  }

  #moved(interfaces: Interfaces): void {
    this.#discovery?.moved(interfaces);
    const addresses = this.#addressesOn(interfaces);
    if (addresses.join() === this.#addresses.join()) return;
    this.#addresses = addresses;
    this.#user.moved(addresses);
  }
}
