import type { Server } from 'node:net';
import { multiaddr } from '@multiformats/multiaddr';
import type { NetworkOptions, NetworkTrouble } from '../../ports/network.ts';
import { addressOf, type Listening, listeningOf } from './addresses.ts';
import { cannotListen } from './errors.ts';
import type { Node } from './node.ts';

type Listener = ReturnType<Node['transport']['createListener']>;

/** What is wanted. */
export interface ListenOptions extends Pick<NetworkOptions, 'listen' | 'port'> {
  /** As long as another program holds the port, it is tried again after so long, in milliseconds. */
  readonly again: number;
}

/** How one try to listen ended: at these addresses, or not at all, since another program holds a port. `chosen`: Moot chose it a moment ago. */
type Try =
  | { readonly ok: true; readonly at: readonly Listening[]; readonly listeners: readonly Listener[] }
  | { readonly ok: false; readonly trouble: NetworkTrouble; readonly chosen: boolean };

/** A port that was only chosen a moment ago, for the address before it, may be taken for the next one: then another is chosen, at most so often. */
const CHOICES = 8;
const NO_SUCH_FAMILY = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL', 'EPROTONOSUPPORT']);

/**
 * Listens on the wanted addresses, or on all interfaces, IPv4 and IPv6, at one port; a device without IPv6 does without it.
 * A port of 0 stands for the kept port, and if that is 0 too, for one that is free for all of them. A port that another program holds is waited for:
 * any connection may have been given it that began while Moot was not there.
 */
export class Listeners {
  readonly #node: Node;
  readonly #wanted: readonly Listening[];
  readonly #isLenient: boolean;
  readonly #came: () => void;
  readonly #again: number;
  #open: readonly Listener[] = [];
  #at: readonly Listening[] = [];
  #trouble: NetworkTrouble | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  private constructor(node: Node, { listen, port, again }: ListenOptions, came: () => void) {
    const wanted = listen.map((text) => {
      const one = listeningOf(text);
      if (one === null) throw cannotListen(text);
      return { ...one, port: one.port || port };
    });
    this.#node = node;
    this.#came = came;
    this.#again = again;
    this.#isLenient = wanted.length === 0;
    this.#wanted = this.#isLenient ? ['0.0.0.0', '::'].map((host) => ({ host, port })) : wanted;
  }

  /**
   * Listens, now or as soon as the port is free.
   * @param came is called when it listens later than this call
   * @throws OperatingError `CannotListen`
   */
  static async open(node: Node, options: ListenOptions, came: () => void): Promise<Listeners> {
    const listeners = new Listeners(node, options, came);
    await listeners.#listen();
    return listeners;
  }

  /** Where we listen at this moment. */
  get at(): readonly Listening[] {
    return this.#at;
  }

  /** The port that another program holds, if so. */
  troubles(): readonly NetworkTrouble[] {
    return this.#trouble === null ? [] : [this.#trouble];
  }

  /** Stops listening, and trying to. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await closeAll(this.#open);
  }

  async #listen(): Promise<void> {
    const tried = await tryToListen(this.#node, this.#wanted, this.#isLenient);
    if (!tried.ok) {
      this.#trouble = tried.trouble;
      this.#tryAgain();
    } else if (this.#isClosed) await closeAll(tried.listeners);
    else {
      this.#trouble = null;
      this.#open = tried.listeners;
      this.#at = tried.at;
    }
  }

  #tryAgain(): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(async () => {
      // An address that has gone meanwhile, with its interface, is waited for like the port.
      await this.#listen().catch(() => this.#tryAgain());
      if (this.#at.length > 0) this.#came();
    }, this.#again);
    this.#timer.unref();
  }
}

async function tryToListen(node: Node, wanted: readonly Listening[], isLenient: boolean): Promise<Try> {
  for (let left = CHOICES; ; left--) {
    const tried = await listenOnAll(node, wanted, isLenient);
    if (tried.ok || !tried.chosen || left === 0) return tried;
  }
}

async function listenOnAll(node: Node, wanted: readonly Listening[], isLenient: boolean): Promise<Try> {
  const at: Listening[] = [];
  const listeners: Listener[] = [];
  let chosen = 0;
  for (const { host, port } of wanted) {
    const listener = node.transport.createListener({ upgrader: node.upgrader });
    admitLinkLocal(listener);
    const asked = port || chosen;
    try {
      await listener.listen(multiaddr(addressOf({ host, port: asked })));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (isLenient && at.length > 0 && NO_SUCH_FAMILY.has(code ?? '')) continue;
      await closeAll(listeners);
      if (code === 'EADDRINUSE' || code === 'EACCES')
        return { ok: false, trouble: { part: 'listening', place: String(asked), reason: code }, chosen: port === 0 };
      throw cannotListen(addressOf({ host, port }), error);
    }
    listeners.push(listener);
    const own = portOf(listener);
    if (port === 0) chosen = own;
    at.push({ host, port: own });
  }
  return { ok: true, at, listeners };
}

async function closeAll(listeners: readonly Listener[]): Promise<void> {
  await Promise.all(listeners.map((listener) => listener.close()));
}

/** The transport turns away whoever comes from a link-local IPv6 address, since no multiaddr holds the zone in it (fe80::1%eth0): so it is taken off. */
function admitLinkLocal(listener: Listener): void {
  const { server } = listener as Listener & { server?: Server };
  server?.prependListener('connection', (socket) => {
    const [ip, zone] = socket.remoteAddress?.split('%') ?? [];
    if (zone !== undefined) Object.defineProperty(socket, 'remoteAddress', { value: ip });
  });
}

function portOf(listener: Listener): number {
  const tcp = listener
    .getAddrs()[0]
    ?.getComponents()
    .find((part) => part.name === 'tcp');
  return Number(tcp?.value);
}
