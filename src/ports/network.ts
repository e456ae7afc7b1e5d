/** What a link is for: two members' devices keeping each other up to date, somebody at the door with an invitation, or a person's device and a new one of theirs. */
export type Purpose = (typeof PURPOSES)[number];
export const PURPOSES = ['cell', 'door', 'own'] as const;

/** How a link runs, for people: the same machine, the local network, or the Internet. */
export type Via = 'here' | 'lan' | 'internet';

/** A two-way channel to one other device: messages arrive whole, in order, once, or the link closes. Secret and authenticated by the transport. */
export interface Link {
  /** The other end's network id, proved by the transport. */
  readonly peer: string;
  readonly purpose: Purpose;
  readonly via: Via;
  /** True at the end that dialled. */
  readonly dialled: boolean;
  /**
   * Queues one message of at most `MESSAGE_BYTES`. Never blocks; after `close` it does nothing.
   * Gives false once more than `QUEUE_BYTES` wait to leave: whoever can, should wait for `drained` before sending more.
   * When more than `QUEUE_LIMIT_BYTES` wait, the other end takes nothing, and the link closes.
   */
  send(message: Uint8Array): boolean;
  /** Resolves when at most half of `QUEUE_BYTES` waits to leave, or the link is closed. */
  drained(): Promise<void>;
  /** Ends the link after what is queued has left, or after a second. Delivers nothing more here. Calls `closed` at both ends, once. */
  close(): void;
  /**
   * Hands the link to its user; what arrived before is kept (up to `QUEUE_BYTES`) and delivered first. Called exactly once.
   * A message longer than `MESSAGE_BYTES` closes the link.
   */
  open(user: LinkUser): void;
}

export interface LinkUser {
  message(bytes: Uint8Array): void;
  closed(): void;
}

/** What the network tells its user. */
export interface NetworkUser {
  /** Another device has dialled us. */
  linked(link: Link): void;
  /** On the local network, a device announces one of the tags that we look for. It may be told again and again, or be a lie. */
  found(tag: string, addresses: readonly string[]): void;
  /** Our own addresses have changed. */
  moved(addresses: readonly string[]): void;
}

/** One cell's presence on the network, under an identity of its own. Every adapter passes `network.contract.ts`. */
export interface Network {
  /** Our own network id. */
  readonly self: string;
  /** Our addresses at this moment, each with our network id, as others dial them. */
  addresses(): readonly string[];
  /** Opens a link to an address that contains the other's network id. Rejects with `CannotReach` after at most ten seconds. */
  dial(address: string, purpose: Purpose): Promise<Link>;
  /** Announces these tags on the local network and looks for others who do, replacing the former ones. Tags are 26 lower-case base32 letters. */
  announce(tags: readonly string[]): void;
  /** What hinders finding others on the local network at this moment, for who looks into it; empty when nothing does. */
  troubles(): readonly NetworkTrouble[];
  /** Says goodbye on all links and leaves. */
  close(): Promise<void>;
}

/** A part of the network that does not work. */
export interface NetworkTrouble {
  /** `listening`: nobody gets in from outside, though we reach others; `discovery`: others on the local network are not looked for at this place. */
  readonly part: 'listening' | 'discovery';
  /** The port; or the interface's name and address, as the operating system calls them. */
  readonly place: string;
  /** The operating system's reason, such as `EADDRINUSE`. */
  readonly reason: string;
}

/** What a network needs to begin. */
export interface NetworkOptions {
  /** Ed25519 seed of the network identity, 32 bytes. */
  readonly seed: Uint8Array;
  /** Multiaddrs to listen on, in which a port of 0 stands for `port`; empty: all interfaces, at `port`. */
  readonly listen: readonly string[];
  /** The port kept for this cell; 0 chooses one. */
  readonly port: number;
  /** Whether to discover and be discovered on the local network. */
  readonly lan: boolean;
}

/**
 * Opens a network. As long as another program holds the port, it only dials, tries again by itself, and says so among its troubles.
 * Rejects with `CannotListen` if this device has no such address.
 */
export type OpenNetwork = (options: NetworkOptions, user: NetworkUser) => Promise<Network>;

/** The longest message that a link carries, in bytes. */
export const MESSAGE_BYTES = 65536;
/** How many bytes a link lets wait before it asks its user to slow down. */
export const QUEUE_BYTES = 1 << 20;
/** How many bytes a link lets wait at all. */
export const QUEUE_LIMIT_BYTES = 16 * QUEUE_BYTES;

/** Asserts that a link carries this message. */
export function assertMessage(message: Uint8Array): void {
  if (message.length > MESSAGE_BYTES) throw new Error(`a message is at most ${MESSAGE_BYTES} bytes long, this one has ${message.length}`);
}
