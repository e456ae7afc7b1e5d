import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'valibot';
import { memoryHome } from '../src/adapters/memory/home.ts';
import { memoryHub } from '../src/adapters/memory/network.ts';
import { systemClock } from '../src/adapters/system/clock.ts';
import { systemFiles } from '../src/adapters/system/files.ts';
import { systemHome } from '../src/adapters/system/home.ts';
import { systemRandom } from '../src/adapters/system/random.ts';
import type { CellKeys } from '../src/peer/keyring.ts';
import { OPERATIONS } from '../src/peer/operations.ts';
import { Peer } from '../src/peer/peer.ts';
import type { Home } from '../src/ports/home.ts';
import type { OpenNetwork } from '../src/ports/network.ts';

const NAMES = ['Ana', 'Bo', 'Cy', 'Dina', 'Emre', 'Farida', 'Gül', 'Hana'];
/** Of all homes. */
export const PASSPHRASE = 'a passphrase';
const PATIENCE_MS = 30_000;

/** A cell of eight members, each with a device. */
export interface CellOfEight {
  /** Of each member, in the order in which they came: the founder first. */
  readonly keys: readonly CellKeys[];
  /** The founder's store, as it was when all eight had said a word. */
  readonly store: string;
}

/**
 * Founds a cell and has seven people invited and admitted by the consent of all, through the operations of eight peers on a network in memory, as
 * people would do it. @param folder for the founder's home
 */
export async function foundCellOfEight(folder: string): Promise<CellOfEight> {
  const hub = memoryHub();
  // Nothing else keeps the process alive while devices in memory wait for one another.
  const awake = setInterval(() => {}, 1000);
  const homes: Home[] = [await systemHome(folder), ...NAMES.slice(1).map(() => memoryHome())];
  const peers: Peer[] = [];
  for (const [i, home] of homes.entries()) {
    const peer = await arrive(home, hub.open);
    if (i === 0) await foundFor(peer);
    else await admit(peers, peer, NAMES[i] as string);
    peers.push(peer);
  }
  for (const peer of peers) await run(peer, 'say', { text: 'Good morning.' });
  await untilAllHaveAll(peers);
  const keys = peers.map((peer) => peer.cells[0] as CellKeys);
  for (const peer of peers) await peer.close();
  for (const home of homes) await home.close();
  clearInterval(awake);
  const [store] = readdirSync(join(folder, 'cells'));
  return { keys, store: join(folder, 'cells', store as string) };
}

/** What is measured is a cell that keeps what was said for years. */
async function foundFor(peer: Peer): Promise<void> {
  await run(peer, 'found', { name: 'Bakery on the Corner', as: NAMES[0] });
  const effect = [{ kind: 'agreement', setting: 'retention', value: 'never' }];
  const { id } = await run<{ id: string }>(peer, 'propose', {
    title: 'We keep what we say',
    text: 'For as long as there is this group.',
    effect,
  });
  await run(peer, 'respond', { id, response: 'consent' });
}

async function arrive(home: Home, openNetwork: OpenNetwork): Promise<Peer> {
  const peer = await Peer.open({
    home,
    clock: systemClock,
    random: systemRandom,
    files: systemFiles,
    openNetwork,
    listen: [],
    lan: true,
    log: (line) => console.error(line),
  });
  const unlocked = await peer.unlock(PASSPHRASE);
  if (!unlocked.ok) throw new Error(unlocked.reason);
  return peer;
}

async function admit(members: readonly Peer[], joiner: Peer, name: string): Promise<void> {
  const { invitation } = await run<{ invitation: string }>(members[0] as Peer, 'invite', {});
  const { decision: id } = await run<{ decision: string }>(joiner, 'join', { invitation, as: name });
  for (const member of members) {
    await until(member, () => run(member, 'decision', { id }).then(Boolean, () => false));
    await run(member, 'respond', { id, response: 'consent' });
  }
  await untilAllHaveAll([...members, joiner]);
}

/** Every device speaks for a member and has all that the others have. */
async function untilAllHaveAll(peers: readonly Peer[]): Promise<void> {
  const sizes = () => new Set(peers.map(sizeOf));
  const isTogether = async () => sizes().size === 1 && !sizes().has(0) && peers.every((peer) => linksInSync(peer) === peers.length - 1);
  for (const peer of peers) await until(peer, isTogether);
}

function presenceOf(peer: Peer) {
  return peer.presence(peer.cells[0]?.cell ?? '');
}

function sizeOf(peer: Peer): number {
  const seat = presenceOf(peer)?.seat;
  return seat?.member === undefined ? 0 : seat.record.size;
}

function linksInSync(peer: Peer): number {
  return (
    presenceOf(peer)
      ?.links()
      .filter(({ inSync }) => inSync).length ?? 0
  );
}

/** Looks now and whenever there is news. */
async function until(peer: Peer, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const news = peer.next(100);
    if (await isSo()) return;
    if (performance.now() > end) throw new Error('the eight devices did not come together');
    await news;
  }
}

async function run<Output>(peer: Peer, name: string, input: object): Promise<Output> {
  const operation = OPERATIONS.find((one) => one.name === name);
  if (operation === undefined) throw new Error(`there is no operation "${name}"`);
  const done = await operation.run(peer, parse(operation.input, input), undefined);
  if (!done.ok) throw new Error(`${name}: ${done.reason}`);
  return done.value as Output;
}
