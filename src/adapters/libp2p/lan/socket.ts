import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import multicastDns, { type MulticastDNS, type ResponseOutgoingPacket } from 'multicast-dns';
import { PACKET_BYTES, type Query, type Response, SERVICE } from './announcement.ts';
import type { Place } from './place.ts';

/** What a socket hears. */
export interface SocketUser {
  query(query: Query): void;
  response(response: Response): void;
}

const PORT = 5353;
const IPV6_GROUP = 'ff02::fb';
/** Neighbours that speak more often than this are not listened to for the rest of a second. */
const PACKETS_PER_SECOND = 200;

/**
 * Speaks multicast DNS (RFC 6762) at one place. What goes wrong there is kept in `trouble` and harms nothing else: interfaces come and go.
 * A socket in trouble is closed by its owner and made again.
 */
export class PlaceSocket {
  readonly place: Place;
  /** The operating system's reason why this place does not work, or null. */
  trouble: string | null;
  readonly #dns: MulticastDNS;

  /** @param former the trouble of the socket that this one replaces; it stands until the group is joined */
  constructor(place: Place, user: SocketUser, former: string | null) {
    this.place = place;
    this.trouble = former;
    const ipv4 = place.family === 'IPv4';
    const socket = createSocket({ type: ipv4 ? 'udp4' : 'udp6', reuseAddr: true, ipv6Only: !ipv4 });
    listenOnlyTo(place, socket);
    this.#dns = multicastDns({
      socket,
      port: PORT,
      ...(ipv4
        ? { type: 'udp4', interface: place.address, bind: '0.0.0.0' }
        : { type: 'udp6', interface: `::%${place.zone}`, bind: '::', ip: IPV6_GROUP }),
    });
    this.#dns.on('networkInterface', () => {
      this.trouble = null;
    });
    this.#dns.on('error', (error) => this.#fail(error));
    this.#dns.on('warning', (error) => this.#fail(error));
    this.#dns.on('query', (query) => user.query(query));
    this.#dns.on('response', (response) => user.response(response));
  }

  /** Asks who is there. */
  ask(): void {
    this.#dns.query({ questions: [{ name: SERVICE, type: 'PTR' }] }, (error) => this.#fail(error));
  }

  /** Tells who we are. */
  tell(packets: readonly ResponseOutgoingPacket[]): void {
    for (const packet of packets) this.#dns.respond(packet, (error) => this.#fail(error));
  }

  close(): void {
    try {
      this.#dns.destroy();
    } catch {
      // A socket that never opened cannot be closed either.
    }
  }

  #fail(error: Error | null | undefined): void {
    // A neighbour's malformed packet is a warning as well, but it is no trouble of ours.
    const { syscall, code } = (error ?? {}) as NodeJS.ErrnoException;
    if (syscall !== undefined && code !== undefined) this.trouble = code;
  }
}

/** Keeps a socket from even decoding what is too long, too much, or has come by another interface. */
function listenOnlyTo(place: Place, socket: Socket): void {
  let second = 0;
  let count = 0;
  const admits = (message: Buffer, source: RemoteInfo): boolean => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) [second, count] = [now, 0];
    return message.length <= PACKET_BYTES && place.covers(source.address) && ++count <= PACKETS_PER_SECOND;
  };
  const emit = socket.emit.bind(socket) as (event: string, ...rest: unknown[]) => boolean;
  socket.emit = (event: string, ...rest: unknown[]): boolean => {
    if (event === 'message' && !admits(rest[0] as Buffer, rest[1] as RemoteInfo)) return false;
    return emit(event, ...rest);
  };
}
