import { copyOfDisk } from '../../src/adapters/memory/batch.ts';
import { type MemoryDisk, memoryDisk } from '../../src/adapters/memory/disk.ts';
import { memoryForerunner } from '../../src/adapters/memory/forerunner.ts';
import { memoryStore } from '../../src/adapters/memory/store.ts';
import { idOf } from '../../src/bytes/id.ts';
import { assert } from '../../src/bytes/verdict.ts';
import { isSeam } from '../../src/log/chain.ts';
import { decodeEntry, hashContent } from '../../src/log/entry.ts';
import { checkForkProof } from '../../src/log/fork.ts';
import type { Segment } from '../../src/log/segment.ts';
import { reachingBack } from '../../src/log/tip-signature.ts';
import type { CellKeys } from '../../src/peer/keyring.ts';
import { Seat, type SeatPorts } from '../../src/peer/seat.ts';
import type { StoredEntry } from '../../src/ports/store.ts';
import type { Dice } from '../dice.ts';
import { type Folded, showingOf } from '../dump.ts';
import { type Finding, firstDifference } from './finding.ts';

const INVARIANT = 'I2 IncrementalEqualsGenesis';

/** Opens a disk as it is, on a copy. @param now milliseconds since 1970 */
export async function reopen(keys: CellKeys, disk: MemoryDisk, now: number, dice: Dice): Promise<Seat> {
  // The device itself sends nobody ahead: what comes of it is compared with this.
  const seat = await openOn(keys, copyOfDisk(disk), now, dice, { sending: { least: 0, send: memoryForerunner } });
  // Where the device was laid down and has written nothing since, its old talk sleeps.
  await seat.awake();
  return seat;
}

/** Opens a disk by a snapshot that was taken of it, in which all but the newest talk sleeps, and wakes it. */
export async function reopenAsleep(keys: CellKeys, disk: MemoryDisk, now: number, dice: Dice): Promise<Seat> {
  const copy = copyOfDisk(disk);
  const resting = { resting: { awake: dice.between(1, 8), least: 1 } };
  const before = await openOn(keys, copy, now, dice, resting);
  await before.layDown();
  await before.store.close();
  const seat = await openOn(keys, copy, now, dice, resting);
  await seat.awake();
  return seat;
}

/** Gives an empty device everything that a disk holds, in an order of its own, as if it met the others for the first time. @param live the device whose disk it is */
export async function replay(keys: CellKeys, live: Seat, disk: MemoryDisk, now: number, dice: Dice): Promise<Seat> {
  const seat = await openOn(keys, memoryDisk(), now, dice);
  for (const octets of live.forkProofs) {
    const proof = checkForkProof(octets);
    if (proof.ok) seat.record.learnFork(proof.value);
  }
  let queues = [...disk.logs.values()].flatMap((entries) => runsOf(entries, disk, live)).map((run) => cut(run, dice));
  // Whatever cannot be taken yet, its log's key being unknown, is offered again later; when nothing else is left, it never can be.
  for (let refusals = 0; queues.length > 0 && refusals < 50 * queues.length; queues = queues.filter((queue) => queue.length > 0)) {
    const queue = dice.pick(queues) as Segment[];
    const { refused } = seat.receive(queue[0] as Segment, 0);
    refusals = refused === null ? 0 : refusals + 1;
    if (refused === null) queue.shift();
  }
  await seat.settled();
  return seat;
}

/**
 * I2 IncrementalEqualsGenesis: what a device has come to entry by entry is what the same entries give from the beginning, in any causal order.
 * @param showing what a device shows, as `showingOf` tells it
 */
export function checkIncrementalEqualsGenesis(
  name: string,
  live: Seat,
  rebuilt: Seat,
  how: string,
  showing: (folded: Folded) => string = showingOf,
): Finding[] {
  const [one, other] = [showing(live), showing(rebuilt)];
  if (one === other) return [];
  return [{ invariant: INVARIANT, what: `${name} ${how} shows something else: ${firstDifference(one, other)}` }];
}

function openOn(keys: CellKeys, disk: MemoryDisk, now: number, dice: Dice, more: Partial<SeatPorts> = {}): Promise<Seat> {
  const clock = { now: () => now, offset: () => 0, after: () => () => {} };
  const ports = { store: memoryStore(disk), clock, random: { bytes: (size: number) => dice.bytes(size) }, keepKeys: async () => {} };
  return Seat.open(keys, { ...ports, ...more });
}

/** An entry, and what signs it, if anything does. */
interface Signed extends StoredEntry {
  readonly signature: Uint8Array | undefined;
}

/** The entries of a log as they are handed on: behind a parting by the key of the story. */
function runsOf(stored: readonly StoredEntry[], { signatures }: MemoryDisk, { record }: Seat): Signed[][] {
  const log = idOf(stored[0]?.log ?? new Uint8Array());
  const entries = stored.map((entry) => ({ ...entry, signature: signatures.get(`${log}:${entry.seq}`)?.signature }));
  const stories = [...record.stories()].map((key) => record.story(key)).filter((story) => story !== undefined);
  const [story] = stories
    .filter((one) => one.log === log && record.chain(idOf(one.key)) === record.chain(log))
    .sort((a, b) => a.seq - b.seq);
  if (story === undefined) return [entries];
  const [before, behind] = [entries.filter(({ seq }) => seq < story.seq), entries.filter(({ seq }) => seq >= story.seq)];
  const last = before.pop();
  if (last !== undefined) before.push({ ...last, signature: last.signature ?? signatureFrom(behind) });
  return [before, behind.map((entry) => ({ ...entry, log: story.key }))];
}

/** What signs the entry before these by the first signature among them. */
function signatureFrom(entries: readonly Signed[]): Uint8Array | undefined {
  const end = entries.findIndex(({ signature }) => signature !== undefined);
  const contents = entries.slice(0, end + 1).map(({ bytes }) => {
    const entry = decodeEntry(bytes);
    assert(entry.ok, 'an entry on a disk to be one');
    return hashContent(entry.value);
  });
  return end < 0 ? undefined : reachingBack(contents, entries[end]?.signature as Uint8Array);
}

/** The segments of a run, cut at some of the signatures. */
function cut(run: readonly Signed[], dice: Dice): Segment[] {
  const segments: Segment[] = [];
  let begun: Signed[] = [];
  for (const [i, entry] of run.entries()) {
    begun.push(entry);
    const { log, seq, signature } = entry;
    if (signature === undefined || (!isSeam(seq) && i + 1 < run.length && dice.chance(0.6))) continue;
    segments.push({ log, from: (begun[0] as Signed).seq, entries: begun.map(({ bytes }) => bytes), signature });
    begun = [];
  }
  return segments;
}
