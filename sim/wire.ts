import { assertMessage, type Link, type LinkUser, type Purpose, QUEUE_BYTES, QUEUE_LIMIT_BYTES } from '../src/ports/network.ts';
import type { Dice } from './dice.ts';
import type { Timeline } from './timeline.ts';

/** Who hears what goes over the wires. */
export interface Wiretap {
  /** A message leaves. @param from @param to places */
  sent(from: number, to: number, purpose: Purpose, message: Uint8Array): void;
  /** A whole segment is delivered a second time. */
  repeated(): void;
  /** A message is lost because its link broke. */
  lost(): void;
}

/** Where a wire ends. */
interface Place {
  readonly self: string;
  readonly place: number;
  readonly isSilent: boolean;
}

/** What a wire runs through: it says what leaves of a message, and when that arrives. */
interface Surroundings {
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly tap: Wiretap;
  latency(): number;
  isRepeated(purpose: Purpose, message: Uint8Array): boolean;
  handedOn(place: number, purpose: Purpose, message: Uint8Array): Uint8Array;
  over(wire: Wire): void;
}

/** How long it can take until the end of a broken link is noticed, in milliseconds. */
const NOTICE = { least: 5, most: 20_000 };

/** A link of the simulated network, both ends. */
export class Wire {
  readonly wires: Surroundings;
  readonly purpose: Purpose;
  readonly near: End;
  readonly far: End;
  readonly places: readonly [number, number];
  isBroken = false;
  /** Messages under way. */
  underWay = 0;

  constructor(wires: Surroundings, from: Place, to: Place, purpose: Purpose) {
    this.wires = wires;
    this.purpose = purpose;
    this.places = [from.place, to.place];
    this.near = new End(this, from, to, true);
    this.far = new End(this, to, from, false);
  }

  get isBusy(): boolean {
    return this.underWay > 0 && !this.isBroken;
  }

  /** As when a cable is pulled: what is under way is lost, and each end notices some time later. */
  break(): void {
    if (this.isBroken) return;
    this.isBroken = true;
    for (let i = 0; i < this.underWay; i++) this.wires.tap.lost();
    for (const end of [this.near, this.far]) end.endAfter(this.wires.dice.between(NOTICE.least, NOTICE.most));
  }

  other(end: End): End {
    return end === this.near ? this.far : this.near;
  }

  /** Closes the end at this network, if it has one. */
  closeEndOf(network: Place): void {
    for (const end of [this.near, this.far]) if (end.network === network) end.close();
  }
}

/** One end of a wire. */
class End implements Link {
  readonly peer: string;
  readonly via = 'lan';
  readonly dialled: boolean;
  readonly network: Place;
  readonly #wire: Wire;
  #user: LinkUser | null = null;
  /** What arrived before anybody took the link. */
  readonly #held: Uint8Array[] = [];
  #over = false;
  #told = false;
  /** Bytes that have left here and not arrived, and when the last of them will. */
  #waiting = 0;
  #arrival = 0;
  #waiters: (() => void)[] = [];

  constructor(wire: Wire, network: Place, other: Place, dialled: boolean) {
    this.#wire = wire;
    this.network = network;
    this.peer = other.self;
    this.dialled = dialled;
  }

  get purpose(): Purpose {
    return this.#wire.purpose;
  }

  send(message: Uint8Array): boolean {
    assertMessage(message);
    const wire = this.#wire;
    if (this.#over || this.network.isSilent) return true;
    const { wires } = wire;
    const copy = wires.handedOn(this.network.place, wire.purpose, message).slice();
    wires.tap.sent(this.network.place, wire.other(this).network.place, wire.purpose, copy);
    this.#waiting += copy.length;
    this.#deliver(copy, wires.latency(), true);
    if (wires.isRepeated(wire.purpose, copy)) {
      wires.tap.repeated();
      this.#deliver(copy, wires.latency() + wires.dice.between(0, 5000), false);
    }
    if (this.#waiting > QUEUE_LIMIT_BYTES) wire.break();
    return this.#waiting <= QUEUE_BYTES;
  }

  drained(): Promise<void> {
    if (this.#over || this.#waiting <= QUEUE_BYTES / 2) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  close(): void {
    if (this.#over) return;
    const wire = this.#wire;
    const { timeline } = wire.wires;
    const wait = Math.max(0, this.#arrival - timeline.now) + wire.wires.latency();
    timeline.after(wait, () => {
      wire.wires.over(wire);
      wire.other(this).endAfter(0);
    });
    this.endAfter(0);
  }

  open(user: LinkUser): void {
    if (this.#user !== null) throw new Error('a link is opened once');
    this.#user = user;
    if (this.#over) {
      this.endAfter(0);
      return;
    }
    this.#wire.wires.timeline.after(0, () => {
      for (const message of this.#held.splice(0)) if (!this.#over && !this.network.isSilent) user.message(message);
    });
  }

  /** The link is over at this end; its user is told once. @param ms how long until it is noticed */
  endAfter(ms: number): void {
    this.#wire.wires.timeline.after(ms, () => {
      this.#over = true;
      for (const wake of this.#waiters.splice(0)) wake();
      if (this.#told || this.#user === null || this.network.isSilent) return;
      this.#told = true;
      this.#user.closed();
    });
    if (ms === 0) this.#over = true;
  }

  /** @param inOrder whether it stands in the order of the link; a repeated message comes whenever it comes */
  #deliver(message: Uint8Array, latency: number, inOrder: boolean): void {
    const wire = this.#wire;
    const { timeline } = wire.wires;
    const at = inOrder ? Math.max(this.#arrival, timeline.now + latency) : timeline.now + latency;
    if (inOrder) this.#arrival = at;
    wire.underWay++;
    timeline.after(at - timeline.now, () => {
      if (wire.isBroken) return;
      wire.underWay--;
      if (inOrder) this.#arrived(message.length);
      wire.other(this).#arrive(message);
    });
  }

  #arrived(bytes: number): void {
    this.#waiting -= bytes;
    if (this.#waiting <= QUEUE_BYTES / 2) for (const wake of this.#waiters.splice(0)) wake();
  }

  #arrive(message: Uint8Array): void {
    if (this.#over || this.network.isSilent) return;
    if (this.#user === null || this.#held.length > 0) this.#held.push(message);
    else this.#user.message(message);
  }
}
