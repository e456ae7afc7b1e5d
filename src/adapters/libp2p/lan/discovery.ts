import { randomBytes, randomInt } from 'node:crypto';
import type { NetworkTrouble } from '../../../ports/network.ts';
import { type Interfaces, type Listening, reachable } from '../addresses.ts';
import { announcementPackets, asksForMoot, type Query, type Response, readAnnouncement } from './announcement.ts';
import { dialAddress, type Place, placesOf } from './place.ts';
import { PlaceSocket } from './socket.ts';

/** Seconds between one query and the next; the last one again and again. */
const QUERY_SECONDS = [1, 2, 5, 10, 20, 40, 60];
/** As long as some place does not work, it is tried again after at most so long. */
const REPAIR_SECONDS = 5;
/** An answer waits a moment, so that neighbours do not all speak at once, and comes at most once a second (RFC 6762, section 6). */
const ANSWER_DELAY_MS = [20, 120] as const;
const ANSWER_PAUSE_MS = 1000;
/** Announced at one time; more would be no help to anybody and much noise for all. */
const TAGS = 128;

/** Who we are, and whom to tell. */
export interface DiscoveryOptions {
  readonly self: string;
  /** Where we listen at this moment. */
  listening(): readonly Listening[];
  found(tag: string, addresses: readonly string[]): void;
}

interface Presence {
  readonly socket: PlaceSocket;
  /** When this place was last told who we are; and the answer that waits to be told. */
  told: number;
  answer: NodeJS.Timeout | null;
}

/** Finds devices that announce the same tags on the networks that this device is connected to, each by a socket of its own. */
export class LanDiscovery {
  readonly #options: DiscoveryOptions;
  readonly #instance = randomBytes(8).toString('hex');
  readonly #presences = new Map<string, Presence>();
  #interfaces: Interfaces;
  #tags: ReadonlySet<string> = new Set();
  #round = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: DiscoveryOptions, interfaces: Interfaces) {
    this.#options = options;
    this.#interfaces = interfaces;
  }

  /** Announces these tags and looks for others who do; with none of them it is silent. */
  announce(tags: readonly string[]): void {
    this.#tags = new Set(tags.slice(0, TAGS));
    this.#begin();
  }

  /** Takes note that interfaces or addresses have come or gone. */
  moved(interfaces: Interfaces): void {
    this.#interfaces = interfaces;
    this.#begin();
  }

  /** Gives the places that do not work, and why. */
  troubles(): readonly NetworkTrouble[] {
    return [...this.#presences.values()].flatMap(({ socket }) =>
      socket.trouble === null ? [] : [{ part: 'discovery', place: `${socket.place.name} ${socket.place.address}`, reason: socket.trouble }],
    );
  }

  close(): void {
    this.#tags = new Set();
    this.#begin();
  }

  /** Starts over, with quick queries that grow rare. */
  #begin(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#round = 0;
    this.#beat();
  }

  #beat(): void {
    this.#timer = null;
    this.#settlePlaces();
    if (this.#tags.size === 0) return;
    for (const presence of this.#presences.values()) {
      if (this.#round < 2) this.#tell(presence);
      presence.socket.ask();
    }
    const seconds = QUERY_SECONDS[Math.min(this.#round++, QUERY_SECONDS.length - 1)] ?? 60;
    const hurt = [...this.#presences.values()].some(({ socket }) => socket.trouble !== null);
    this.#timer = setTimeout(() => this.#beat(), 1000 * (hurt ? Math.min(seconds, REPAIR_SECONDS) : seconds));
    this.#timer.unref();
  }

  /** Opens sockets where there are none, and closes those of places that are gone, or in trouble: these are opened anew. */
  #settlePlaces(): void {
    const places = new Map(this.#tags.size === 0 ? [] : placesOf(this.#interfaces).map((place) => [keyOf(place), place]));
    const troubles = new Map<string, string>();
    for (const [key, presence] of this.#presences) {
      const { trouble } = presence.socket;
      if (places.has(key) && trouble === null) continue;
      if (trouble !== null) troubles.set(key, trouble);
      if (presence.answer !== null) clearTimeout(presence.answer);
      presence.socket.close();
      this.#presences.delete(key);
    }
    for (const [key, place] of places) {
      if (this.#presences.has(key)) continue;
      const user = {
        query: (query: Query) => {
          if (asksForMoot(query)) this.#answer(presence);
        },
        response: (response: Response) => this.#hear(place, response),
      };
      const socket = new PlaceSocket(place, user, troubles.get(key) ?? null);
      const presence: Presence = { socket, told: 0, answer: null };
      this.#presences.set(key, presence);
    }
  }

  #answer(presence: Presence): void {
    if (presence.answer !== null) return;
    const pause = presence.told + ANSWER_PAUSE_MS - performance.now();
    presence.answer = setTimeout(
      () => {
        presence.answer = null;
        this.#tell(presence);
      },
      Math.max(pause, randomInt(...ANSWER_DELAY_MS)),
    );
  }

  #tell(presence: Presence): void {
    const { place } = presence.socket;
    const { self: id } = this.#options;
    const listening = this.#options.listening();
    const port = listening[0]?.port ?? 0;
    const ips = listening.flatMap((one) => (one.port === port ? reachable(one.host, place.addresses) : []));
    const here = ips.filter((ip) => place.addresses.some(({ address }) => address === ip));
    if (here.length === 0) return;
    presence.told = performance.now();
    presence.socket.tell(announcementPackets(this.#instance, { id, tags: [...this.#tags], port, ips: here }));
  }

  #hear(place: Place, response: Response): void {
    const heard = readAnnouncement(response);
    if (heard === null || heard.id === this.#options.self) return;
    const addresses = heard.ips.flatMap((ip) => dialAddress(place, ip, heard.port, heard.id) ?? []);
    if (addresses.length === 0) return;
    for (const tag of heard.tags) if (this.#tags.has(tag)) this.#options.found(tag, addresses);
  }
}

function keyOf(place: Place): string {
  return `${place.name} ${place.addresses.map(({ cidr }) => cidr).join()} ${place.address}`;
}
