import { hash } from '../src/crypto/hash.ts';
import { OperatingError } from '../src/ports/errors.ts';
import type { Link, Network, NetworkOptions, NetworkUser, OpenNetwork, Purpose } from '../src/ports/network.ts';
import { decodeMessage, encodeMessage } from '../src/sync/messages.ts';
import type { Dice } from './dice.ts';
import type { Timeline } from './timeline.ts';
import { Wire, type Wiretap } from './wire.ts';

/** The network of a world: messages take their time, links break, places are parted from each other and meet again. */
export class Wires {
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly tap: Wiretap;
  /** How likely a message that holds whole segments is delivered twice, as by a device that repeats itself. */
  repeats = 0;
  readonly #networks = new Map<string, SimNetwork>();
  readonly #wires = new Set<Wire>();
  /** By place, the logs that it hands on to nobody. */
  readonly #withheld = new Map<number, (log: string) => boolean>();
  /** By place, the number of the part of the world in which it is. */
  #parts: ReadonlyMap<number, number> = new Map();

  constructor(timeline: Timeline, dice: Dice, tap: Wiretap) {
    this.timeline = timeline;
    this.dice = dice;
    this.tap = tap;
  }

  /** The network port of a place. */
  openerAt(place: number): OpenNetwork {
    return async (options, user) => {
      const network = new SimNetwork(this, place, options, user);
      if (this.#networks.has(network.self)) throw new OperatingError('PortTaken', 'This port is taken by another program.');
      this.#networks.set(network.self, network);
      return network;
    };
  }

  /** Parts the world: places of different parts reach each other no longer. What is on the way between them is lost. */
  part(parts: ReadonlyMap<number, number>): void {
    this.#parts = parts;
    for (const wire of [...this.#wires]) if (this.areParted(...wire.places)) this.#break(wire);
  }

  /** Joins all parts again. */
  heal(): void {
    const networks = [...this.#networks.values()];
    const pairs = networks.flatMap((one, i) => networks.slice(i + 1).map((other) => [one, other] as const));
    const parted = pairs.filter(([one, other]) => this.areParted(one.place, other.place));
    this.#parts = new Map();
    for (const [one, other] of parted) this.introduce(one, other);
  }

  areParted(one: number, other: number): boolean {
    return (this.#parts.get(one) ?? 0) !== (this.#parts.get(other) ?? 0);
  }

  /** Breaks one link, whichever. @returns the places at its ends, or null if there is no link */
  breakOne(): readonly [number, number] | null {
    const wire = this.dice.pick([...this.#wires]);
    if (wire === undefined) return null;
    this.#break(wire);
    return wire.places;
  }

  /** A place falls silent without any goodbye. */
  drop(place: number): void {
    for (const [id, network] of [...this.#networks]) {
      if (network.place !== place) continue;
      network.silence();
      this.#networks.delete(id);
    }
    this.#breakAllOf(place);
  }

  /** Whether any message is on its way. */
  get areBusy(): boolean {
    for (const wire of this.#wires) if (wire.isBusy) return true;
    return false;
  }

  /** How long a message takes from one place to another, in milliseconds: mostly little, at times long. */
  latency(): number {
    return this.dice.chance(0.03) ? this.dice.between(200, 3000) : this.dice.between(1, 60);
  }

  isOpen(network: SimNetwork): boolean {
    return this.#networks.get(network.self) === network;
  }

  leave(network: SimNetwork): void {
    if (this.isOpen(network)) this.#networks.delete(network.self);
    for (const wire of [...this.#wires]) wire.closeEndOf(network);
  }

  announced(network: SimNetwork): void {
    for (const other of this.#networks.values()) if (other !== network) this.introduce(network, other);
  }

  introduce(one: SimNetwork, other: SimNetwork): void {
    if (one.place === other.place || this.areParted(one.place, other.place)) return;
    for (const tag of one.tags) {
      if (!other.tags.has(tag)) continue;
      this.timeline.after(this.latency(), () => one.find(tag, other));
      this.timeline.after(this.latency(), () => other.find(tag, one));
    }
  }

  /** Dials. @returns the near end, or null where nobody answers */
  connect(from: SimNetwork, address: string, purpose: Purpose): Link | null {
    const to = this.#networks.get(/^\/sim\/(\w+)\/p2p\/\1$/.exec(address)?.[1] ?? '');
    if (to === undefined || to === from || !this.isOpen(from) || this.areParted(from.place, to.place)) return null;
    const wire = new Wire(this, from, to, purpose);
    this.#wires.add(wire);
    to.user.linked(wire.far);
    return wire.near;
  }

  /** Whether a message may arrive twice: one that a device could have sent twice. */
  isRepeated(purpose: Purpose, message: Uint8Array): boolean {
    if (purpose !== 'cell' || this.repeats === 0 || message[1] !== 4 || !this.dice.chance(this.repeats)) return false;
    const read = decodeMessage(message, 1);
    return read.ok && read.value.type === 'parts' && read.value.parts.every(({ signature }) => signature !== null);
  }

  /** From now on a place hands on nothing of these logs. */
  withhold(place: number, hides: (log: string) => boolean): void {
    this.#withheld.set(place, hides);
  }

  /** It hands on everything again: to all anew, for it believes that they have what it kept from them. */
  withholdNothing(place: number): void {
    this.#withheld.delete(place);
    this.#breakAllOf(place);
  }

  /** What really leaves a place that sends a message. */
  handedOn(place: number, purpose: Purpose, message: Uint8Array): Uint8Array {
    const hides = this.#withheld.get(place);
    if (hides === undefined || purpose !== 'cell' || message[1] !== 4) return message;
    const read = decodeMessage(message, 1);
    if (!read.ok || read.value.type !== 'parts') return message;
    return encodeMessage({ type: 'parts', parts: read.value.parts.filter(({ log }) => !hides(log)) });
  }

  over(wire: Wire): void {
    this.#wires.delete(wire);
  }

  #breakAllOf(place: number): void {
    for (const wire of [...this.#wires]) if (wire.places.includes(place)) this.#break(wire);
  }

  #break(wire: Wire): void {
    this.#wires.delete(wire);
    wire.break();
  }
}

/** One cell's presence on the network at a place. */
class SimNetwork implements Network {
  readonly self: string;
  readonly place: number;
  readonly user: NetworkUser;
  readonly #wires: Wires;
  #tags: ReadonlySet<string> = new Set();
  #silent = false;

  constructor(wires: Wires, place: number, { seed }: NetworkOptions, user: NetworkUser) {
    this.#wires = wires;
    this.place = place;
    this.self = `sim${hash('sim/network', seed).subarray(0, 8).toHex()}`;
    this.user = user;
  }

  get tags(): ReadonlySet<string> {
    return this.#tags;
  }

  /** Whether its device is gone, so that nothing reaches it any more. */
  get isSilent(): boolean {
    return this.#silent;
  }

  addresses(): readonly string[] {
    return [`/sim/${this.self}/p2p/${this.self}`];
  }

  async dial(address: string, purpose: Purpose): Promise<Link> {
    const { timeline, dice } = this.#wires;
    await timeline.pause(this.#wires.latency());
    const link = this.#silent ? null : this.#wires.connect(this, address, purpose);
    if (link !== null) return link;
    await timeline.pause(dice.between(50, 9000));
    if (this.#silent) await new Promise(() => {});
    throw new OperatingError('CannotReach', 'Nobody answers at this address.', { passing: true });
  }

  announce(tags: readonly string[]): void {
    if (this.#silent || !this.#wires.isOpen(this)) return;
    this.#tags = new Set(tags);
    this.#wires.announced(this);
  }

  troubles(): readonly [] {
    return [];
  }

  async close(): Promise<void> {
    this.#wires.leave(this);
  }

  /** Nothing is told to its user from now on. */
  silence(): void {
    this.#silent = true;
  }

  find(tag: string, other: SimNetwork): void {
    if (!this.#silent && this.#wires.isOpen(this) && this.#tags.has(tag)) this.user.found(tag, other.addresses());
  }
}
