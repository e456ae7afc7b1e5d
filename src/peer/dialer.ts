import type { Id } from '../bytes/id.ts';
import type { Clock } from '../ports/clock.ts';
import type { Link, Network, Purpose } from '../ports/network.ts';
import type { Random } from '../ports/random.ts';

/** Pauses before the same place is dialled again, in milliseconds: the first, and the longest. */
const PAUSE = { first: 1_000, longest: 300_000 };
/** A link that ends sooner counts as none, in milliseconds. */
const LASTING = 10_000;
/** Addresses that are kept for one place, places in all, and those among them of which no card tells: what others tell is bounded. */
const MOST = { addresses: 16, places: 256, found: 128 };

interface Place {
  /** The devices whose cards tell of it. */
  readonly cards: Set<Id>;
  /** Whether somebody else told of it: an invitation, or the local network. */
  isFound: boolean;
  readonly addresses: Set<string>;
  pause: number;
  dialling: boolean;
  /** When the last link to it came about. */
  linkedAt: number;
  callOff: (() => void) | null;
}

function newPlace(): Place {
  return { cards: new Set(), isFound: false, addresses: new Set(), pause: PAUSE.first, dialling: false, linkedAt: 0, callOff: null };
}

/** Keeps trying to reach the places that it is given, by whatever address was last known, with growing pauses. */
export class Dialer {
  readonly #network: Network;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #purpose: Purpose;
  readonly #linked: (link: Link) => void;
  readonly #isWanted: (peer: string) => boolean;
  readonly #places = new Map<string, Place>();
  #closed = false;

  /**
   * @param isWanted whether a link to this network id is missing
   * @param linked takes each link that comes about
   */
  constructor(
    network: Network,
    ports: { clock: Clock; random: Random },
    purpose: Purpose,
    isWanted: (peer: string) => boolean,
    linked: (link: Link) => void,
  ) {
    this.#network = network;
    this.#clock = ports.clock;
    this.#random = ports.random;
    this.#purpose = purpose;
    this.#isWanted = isWanted;
    this.#linked = linked;
  }

  /**
   * Somebody is said to be at these addresses, each of which ends in their network id. They are tried at once, if a link is missing.
   * @param by the device whose card says so: what its card said before is forgotten, so that nobody fills all places by ever new cards
   */
  learn(addresses: readonly string[], by: Id | null = null): void {
    if (by !== null) this.#forget(by, new Set(addresses.map(peerOf)));
    for (const address of addresses) {
      const peer = peerOf(address);
      if (peer === null || peer === this.#network.self || this.#closed) continue;
      const place = this.#places.get(peer) ?? newPlace();
      if (!this.#places.has(peer) && !this.#hasRoom(by)) continue;
      this.#places.set(peer, place);
      if (by === null) place.isFound = true;
      else place.cards.add(by);
      // The newest word comes first and the oldest is forgotten.
      const kept = [address, ...[...place.addresses].filter((known) => known !== address)].slice(0, MOST.addresses);
      const isNew = !place.addresses.has(address);
      place.addresses.clear();
      for (const one of kept) place.addresses.add(one);
      if (isNew) place.pause = PAUSE.first;
      if (isNew || place.callOff === null) this.#soon(peer, place, 0);
    }
  }

  /** A link to this network id has gone: it is tried again. @param calmly after the longest pause, for whoever misbehaved, or found no room */
  lost(peer: string, calmly: boolean): void {
    const place = this.#places.get(peer);
    if (place === undefined || this.#closed) return;
    // Whoever closes at once would be dialled each second for ever, if a link alone were success.
    const lasted = this.#clock.now() - place.linkedAt >= LASTING;
    if (lasted) place.pause = PAUSE.first;
    if (calmly) place.pause = PAUSE.longest;
    this.#soon(peer, place, place.pause);
    if (!lasted) place.pause = Math.min(place.pause * 2, PAUSE.longest);
  }

  close(): void {
    this.#closed = true;
    for (const { callOff } of this.#places.values()) callOff?.();
  }

  #hasRoom(by: Id | null): boolean {
    if (by !== null) return this.#places.size < MOST.places;
    return [...this.#places.values()].filter(({ cards }) => cards.size === 0).length < MOST.found;
  }

  /** A device is where its newest card says, and no more where the one before did. */
  #forget(by: Id, now: ReadonlySet<string | null>): void {
    for (const [peer, place] of this.#places) {
      if (now.has(peer) || !place.cards.delete(by) || place.cards.size > 0 || place.isFound) continue;
      place.callOff?.();
      this.#places.delete(peer);
    }
  }

  #soon(peer: string, place: Place, pause: number): void {
    place.callOff?.();
    // Two devices that lost each other at one moment should not dial at one moment for ever.
    const jitter = (this.#random.bytes(1)[0] as number) / 256;
    place.callOff = this.#clock.after(pause === 0 ? 0 : pause * (0.75 + jitter / 2), () => void this.#dial(peer, place));
  }

  async #dial(peer: string, place: Place): Promise<void> {
    place.callOff = null;
    if (place.dialling || this.#closed || !this.#isWanted(peer)) return;
    place.dialling = true;
    const link = await this.#tryAll(place);
    place.dialling = false;
    if (this.#closed) return link?.close();
    if (link !== null) {
      place.linkedAt = this.#clock.now();
      this.#linked(link);
      return;
    }
    if (this.#places.get(peer) !== place) return;
    this.#soon(peer, place, place.pause);
    place.pause = Math.min(place.pause * 2, PAUSE.longest);
  }

  async #tryAll({ addresses }: Place): Promise<Link | null> {
    for (const address of [...addresses]) {
      if (this.#closed) return null;
      try {
        return await this.#network.dial(address, this.#purpose);
      } catch {
        // The next address may do; the pause before the next round grows.
      }
    }
    return null;
  }
}

/** The network id at the end of an address, or null. */
export function peerOf(address: string): Id | null {
  return /\/p2p\/([A-Za-z0-9]{1,128})$/.exec(address)?.[1] ?? null;
}
