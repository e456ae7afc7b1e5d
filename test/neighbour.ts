import { randomBytes } from 'node:crypto';
import { openNetwork } from '../src/adapters/libp2p/network.ts';
import type { Link } from '../src/ports/network.ts';

/**
 * A device for `discovery.netns.test.ts`: it announces the tag of its first argument, and whoever of two neighbours has the greater network id
 * dials the other one. Says on stdout, a line each, whom it found and what it was told; ends when its stdin does.
 */
const [tag = ''] = process.argv.slice(2);
let dialling = false;

const network = await openNetwork(
  { seed: randomBytes(32), listen: [], port: 0, lan: true },
  {
    linked: (link) => talk(link, 'hello from who was dialled'),
    found: (_tag, addresses) => void meet(addresses),
    moved: (addresses) => say({ moved: addresses }),
  },
);
say({ self: network.self, addresses: network.addresses() });
network.announce([tag]);
process.stdin.resume();
process.stdin.once('end', () => network.close().then(() => process.exit()));

async function meet(addresses: readonly string[]): Promise<void> {
  const other = addresses[0]?.split('/p2p/')[1] ?? '';
  if (dialling || network.self < other) return;
  dialling = true;
  for (const address of addresses) {
    try {
      talk(await network.dial(address, 'cell'), 'hello from who dialled');
      return;
    } catch (error) {
      say({ failed: address, reason: String(error), cause: String((error as Error).cause) });
    }
  }
  dialling = false;
}

function talk(link: Link, words: string): void {
  link.open({
    message: (bytes) => say({ told: new TextDecoder().decode(bytes), by: link.peer, via: link.via }),
    closed: () => say({ closed: link.peer }),
  });
  link.send(new TextEncoder().encode(words));
}

function say(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}
