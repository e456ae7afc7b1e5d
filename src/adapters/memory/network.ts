import { OperatingError } from '../../ports/errors.ts';
import type { Link, Network, NetworkOptions, NetworkUser, OpenNetwork, Purpose } from '../../ports/network.ts';
import { MemoryLink, type Schedule } from './link.ts';

/** Networks within one process that reach one another, for the demo, the simulator and tests. */
export interface MemoryHub {
  /** Opens a network. The same seed gives the same network id again; one network at a time for each. */
  readonly open: OpenNetwork;
  /** Parts two network ids: their links break, what is under way between them is lost, and no dial succeeds. */
  cut(one: string, other: string): void;
  /** Joins them again; each is told anew of what the other announces. */
  heal(one: string, other: string): void;
  /** Takes a network away without any goodbye, as in a crash. */
  drop(id: string): void;
}

/**
 * Makes a hub.
 * @param schedule runs each delivery later. All that happens follows from the calls made and the order in which it runs its tasks.
 */
export function memoryHub(schedule: Schedule = queueMicrotask): MemoryHub {
  const hub = new Hub(schedule);
  return {
    open: (options, user) => hub.open(options, user),
    cut: (one, other) => hub.cut(one, other),
    heal: (one, other) => hub.heal(one, other),
    drop: (id) => hub.drop(id),
  };
}

class Hub {
  readonly schedule: Schedule;
  readonly #ids = new Map<string, string>();
  readonly #networks = new Map<string, MemoryNetwork>();
  readonly #cuts = new Set<string>();

  constructor(schedule: Schedule) {
    this.schedule = schedule;
  }

  async open(options: NetworkOptions, user: NetworkUser): Promise<Network> {
    const seed = options.seed.join();
    const id = this.#ids.get(seed) ?? `memory${this.#ids.size + 1}`;
    this.#ids.set(seed, id);
    if (this.#networks.has(id)) throw new OperatingError('PortTaken', 'This network is open already. Close it first.');
    const network = new MemoryNetwork(this, id, options.lan, user);
    this.#networks.set(id, network);
    return network;
  }

  cut(one: string, other: string): void {
    this.#cuts.add(pairOf(one, other));
    this.#networks.get(one)?.breakLinks(other);
  }

  heal(one: string, other: string): void {
    this.#cuts.delete(pairOf(one, other));
    const [first, second] = [this.#networks.get(one), this.#networks.get(other)];
    if (first !== undefined && second !== undefined) this.#introduce(first, second);
  }

  drop(id: string): void {
    const network = this.#networks.get(id);
    this.#networks.delete(id);
    network?.breakLinks();
  }

  remove(network: MemoryNetwork): void {
    if (this.#networks.get(network.self) === network) this.#networks.delete(network.self);
  }

  isOpen(network: MemoryNetwork): boolean {
    return this.#networks.get(network.self) === network;
  }

  /** Gives the network at an address, if it can be reached from another one. */
  reached(from: MemoryNetwork, address: string): MemoryNetwork | undefined {
    const to = this.#networks.get(/^\/memory\/(\w+)\/p2p\/\1$/.exec(address)?.[1] ?? '');
    if (to === undefined || to === from || !this.isOpen(from) || this.#cuts.has(pairOf(from.self, to.self))) return undefined;
    return to;
  }

  tell(network: MemoryNetwork): void {
    for (const other of this.#networks.values()) if (other !== network) this.#introduce(network, other);
  }

  #introduce(one: MemoryNetwork, other: MemoryNetwork): void {
    if (this.#cuts.has(pairOf(one.self, other.self))) return;
    for (const tag of one.tags) {
      if (!other.tags.has(tag)) continue;
      this.schedule(() => one.find(tag, other));
      this.schedule(() => other.find(tag, one));
    }
  }
}

class MemoryNetwork implements Network {
  readonly self: string;
  readonly #hub: Hub;
  readonly #lan: boolean;
  readonly #user: NetworkUser;
  #tags: ReadonlySet<string> = new Set();
  #links: MemoryLink[] = [];

  constructor(hub: Hub, id: string, lan: boolean, user: NetworkUser) {
    this.self = id;
    this.#hub = hub;
    this.#lan = lan;
    this.#user = user;
  }

  get tags(): ReadonlySet<string> {
    return this.#tags;
  }

  addresses(): readonly string[] {
    return [`/memory/${this.self}/p2p/${this.self}`];
  }

  dial(address: string, purpose: Purpose): Promise<Link> {
    return new Promise((resolve, reject) => {
      this.#hub.schedule(() => {
        const to = this.#hub.reached(this, address);
        if (to === undefined) {
          const text = 'Nobody answers at this address. The other device may be off. Nothing is lost; try again later.';
          reject(new OperatingError('CannotReach', text, { passing: true }));
          return;
        }
        const { dialler, host } = MemoryLink.pair(this.self, to.self, purpose, this.#hub.schedule);
        this.#keep(dialler);
        to.#keep(host);
        to.#user.linked(host);
        resolve(dialler);
      });
    });
  }

  announce(tags: readonly string[]): void {
    if (!this.#lan || !this.#hub.isOpen(this)) return;
    this.#tags = new Set(tags);
    this.#hub.tell(this);
  }

  troubles(): readonly [] {
    return [];
  }

  close(): Promise<void> {
    this.#hub.remove(this);
    for (const link of this.#links) link.close();
    this.#links = [];
    return new Promise((resolve) => this.#hub.schedule(resolve));
  }

  /** Is told that another network announces a tag; it may be gone by then, or the tag no longer looked for. */
  find(tag: string, other: MemoryNetwork): void {
    if (this.#hub.isOpen(this) && this.#tags.has(tag)) this.#user.found(tag, other.addresses());
  }

  breakLinks(peer?: string): void {
    for (const link of this.#links) if (peer === undefined || link.peer === peer) link.break();
  }

  #keep(link: MemoryLink): void {
    this.#links = this.#links.filter((one) => !one.over);
    this.#links.push(link);
  }
}

function pairOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
