import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';

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

const PREFIX = 'moot-test';
const NAMED_NAMESPACES = '/run/netns';

/** Two namespaces and the cable between them. */
export interface Cable {
  readonly ends: readonly [Namespace, Namespace];
  /** Pulls the cable out, or puts it in again. */
  plug(inserted: boolean): void;
  /** Takes everything away again. It also happens when this process ends, or if it was killed, when somebody next joins namespaces. */
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
  sweep();
  const name = freshName();
  const names = [`${name}a`, `${name}b`] as const;
  // With a namespace goes its end of the pair, and with one end the other.
  const remove = (): void => {
    process.off('exit', remove);
    for (const one of names) removeNamespace(one);
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

/** Takes away what processes left behind that were killed. */
function sweep(): void {
  for (const name of existing()) {
    const pid = Number(name.split('-')[2]);
    if (name.startsWith(PREFIX) && !isRunning(pid)) removeNamespace(name);
  }
}

function existing(): readonly string[] {
  try {
    return readdirSync(NAMED_NAMESPACES);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function removeNamespace(name: string): void {
  try {
    ip('netns', 'del', name);
  } catch {
    // It was never made, or is gone already.
  }
}

/** A name that nobody else has, and that tells whose it is. */
function freshName(): string {
  return `${PREFIX}-${process.pid}-${randomBytes(3).toString('hex')}`;
}

function ip(...rest: readonly string[]): void {
  execFileSync('ip', rest, { stdio: ['ignore', 'ignore', 'pipe'] });
}
