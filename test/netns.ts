import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

/** A network namespace: a machine of its own, as far as the network is concerned. */
export interface Namespace {
  readonly name: string;
  /** Its one interface besides loopback. */
  readonly interface: string;
  /** Its IPv4 address; null where it has none. */
  readonly address: string | null;
  /** Gives the command that runs a command in it: `spawn(...end.command('node', 'a.ts'))`. */
  command(program: string, ...rest: readonly string[]): [program: string, rest: string[]];
}

/** Two namespaces and the cable between them. */
export interface Cable {
  readonly ends: readonly [Namespace, Namespace];
  /** Pulls the cable out, or puts it in again. */
  plug(inserted: boolean): void;
  /** Takes everything away again; it also happens when this process ends. */
  remove(): void;
}

/** Tells why namespaces cannot be made here, or null if they can. */
export function whyNoNamespaces(): string | null {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux only';
  if (process.getuid?.() !== 0) return 'making network namespaces needs root';
  const probe = freshName();
  try {
    ip('netns', 'add', probe);
    ip('netns', 'del', probe);
    return null;
  } catch {
    return 'the program "ip" (package iproute2) is missing, or may not make network namespaces here';
  }
}

/**
 * Makes two namespaces joined by a veth pair. They have no default route: only that of their subnet, or with `'ipv6 only'` no IPv4 at all, like
 * two laptops and a cable where nobody gives out addresses.
 */
export function joinByCable(kind: 'subnet' | 'ipv6 only' = 'subnet'): Cable {
  const name = freshName();
  const names = [`${name}a`, `${name}b`] as const;
  const remove = (): void => {
    process.off('exit', remove);
    // With a namespace goes its end of the pair, and with one end the other.
    for (const one of names) {
      try {
        ip('netns', 'del', one);
      } catch {
        // It was never made, or is gone already.
      }
    }
  };
  process.on('exit', remove);
  try {
    for (const one of names) ip('netns', 'add', one);
    ip('link', 'add', 'cable0', 'netns', names[0], 'type', 'veth', 'peer', 'name', 'cable0', 'netns', names[1]);
    const ends = names.map((one, i): Namespace => {
      const address = kind === 'subnet' ? `10.77.0.${i + 1}` : null;
      if (address !== null) ip('-n', one, 'address', 'add', `${address}/24`, 'dev', 'cable0');
      for (const device of ['lo', 'cable0']) ip('-n', one, 'link', 'set', device, 'up');
      const command: Namespace['command'] = (program, ...rest) => ['ip', ['netns', 'exec', one, program, ...rest]];
      return { name: one, interface: 'cable0', address, command };
    });
    const [first, second] = ends;
    if (first === undefined || second === undefined) throw new Error('a cable has two ends');
    const plug = (inserted: boolean): void => ip('-n', first.name, 'link', 'set', 'cable0', inserted ? 'up' : 'down');
    return { ends: [first, second], plug, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function freshName(): string {
  return `moot${randomBytes(4).toString('hex')}`;
}

function ip(...rest: readonly string[]): void {
  execFileSync('ip', rest, { stdio: ['ignore', 'ignore', 'pipe'] });
}
