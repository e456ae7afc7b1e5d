import type { Server } from 'node:net';
import { multiaddr } from '@multiformats/multiaddr';
import type { NetworkOptions } from '../../ports/network.ts';
import { addressOf, type Listening, listeningOf } from './addresses.ts';
import { cannotListen, portTaken } from './errors.ts';
import type { Node } from './node.ts';

type Listener = ReturnType<Node['transport']['createListener']>;

/** Where we listen, and how to stop. */
export interface Listeners {
  readonly at: readonly Listening[];
  close(): Promise<void>;
}

const TRIES = 8;
const NO_SUCH_FAMILY = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL', 'EPROTONOSUPPORT']);

/**
 * Listens on the wanted addresses, or on all interfaces, IPv4 and IPv6, at one port; a device without IPv6 does without it.
 * A port of 0 stands for the kept port, and if that is 0 too, for one that is free for all of them.
 *
 * @throws OperatingError `PortTaken`, `CannotListen`
 */
export async function startListening(node: Node, options: Pick<NetworkOptions, 'listen' | 'port'>): Promise<Listeners> {
  const wanted = options.listen.map((text) => {
    const one = listeningOf(text);
    if (one === null) throw cannotListen(text);
    return { ...one, port: one.port || options.port };
  });
  const everywhere = ['0.0.0.0', '::'].map((host) => ({ host, port: options.port }));
  for (let left = TRIES; ; left--) {
    try {
      return await tryListening(node, wanted.length > 0 ? wanted : everywhere, wanted.length === 0);
    } catch (error) {
      const chosen = error instanceof Refusal && error.chosen;
      if (!chosen || left === 0) throw error instanceof Refusal ? error.forPerson : error;
    }
  }
}

/** An address that cannot be had. `chosen`: its port was only chosen a moment ago, for an address before it. */
class Refusal extends Error {
  readonly chosen: boolean;
  readonly forPerson: Error;

  constructor(chosen: boolean, forPerson: Error) {
    super(forPerson.message);
    this.chosen = chosen;
    this.forPerson = forPerson;
  }
}

async function tryListening(node: Node, wanted: readonly Listening[], lenient: boolean): Promise<Listeners> {
  const at: Listening[] = [];
  const listeners: Listener[] = [];
  const close = async () => void (await Promise.all(listeners.map((listener) => listener.close())));
  let chosen = 0;
  for (const { host, port } of wanted) {
    const listener = node.transport.createListener({ upgrader: node.upgrader });
    admitLinkLocal(listener);
    const asked = port || chosen;
    try {
      await listener.listen(multiaddr(addressOf({ host, port: asked })));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (lenient && at.length > 0 && NO_SUCH_FAMILY.has(code ?? '')) continue;
      await close();
      const taken = code === 'EADDRINUSE' || code === 'EACCES';
      throw new Refusal(taken && port === 0, taken ? portTaken(asked, error) : cannotListen(addressOf({ host, port }), error));
    }
    listeners.push(listener);
    const own = portOf(listener);
    if (port === 0) chosen = own;
    at.push({ host, port: own });
  }
  return { at, close };
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
