import { applyBatch, copyBatch } from '../../src/adapters/memory/batch.ts';
import { type MemoryDisk, memoryDisk } from '../../src/adapters/memory/disk.ts';
import { memoryStore } from '../../src/adapters/memory/store.ts';
import { LIMITS } from '../../src/bytes/limits.ts';
import type { Segment } from '../../src/log/segment.ts';
import type { CellKeys } from '../../src/peer/keyring.ts';
import { Seat } from '../../src/peer/seat.ts';
import type { Dice } from '../dice.ts';
import { showingOf } from '../dump.ts';
import { type Finding, firstDifference } from './finding.ts';

const INVARIANT = 'I2 IncrementalEqualsGenesis';

/** Opens a disk as it is, on a copy. @param now milliseconds since 1970 */
export async function reopen(keys: CellKeys, disk: MemoryDisk, now: number, dice: Dice): Promise<Seat> {
  const copy = memoryDisk();
  applyBatch(copy, copyBatch({ entries: disk.entries, signatures: [...disk.signatures.values()], notes: [...disk.notes] }));
  return openOn(keys, copy, now, dice);
}

/** Gives an empty device everything that a disk holds, in an order of its own, as if it met the others for the first time. */
export async function replay(keys: CellKeys, disk: MemoryDisk, now: number, dice: Dice): Promise<Seat> {
  const seat = await openOn(keys, memoryDisk(), now, dice);
  let queues = [...disk.logs.keys()].map((log) => segmentsOf(disk, log, dice));
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

/** I2 IncrementalEqualsGenesis: what a device has come to entry by entry is what the same entries give from the beginning, in any causal order. */
export function checkIncrementalEqualsGenesis(name: string, live: Seat, rebuilt: Seat, how: string): Finding[] {
  const [one, other] = [showingOf(live), showingOf(rebuilt)];
  if (one === other) return [];
  return [{ invariant: INVARIANT, what: `${name} ${how} shows something else: ${firstDifference(one, other)}` }];
}

function openOn(keys: CellKeys, disk: MemoryDisk, now: number, dice: Dice): Promise<Seat> {
  const clock = { now: () => now, after: () => () => {} };
  return Seat.open(keys, { store: memoryStore(disk), clock, random: { bytes: (size) => dice.bytes(size) }, keepKeys: async () => {} });
}

/** The segments of a log, cut at some of the signatures that were kept. */
function segmentsOf(disk: MemoryDisk, log: string, dice: Dice): Segment[] {
  const entries = disk.logs.get(log) ?? [];
  const segments: Segment[] = [];
  let from = 0;
  for (const [seq, { log: octets }] of entries.entries()) {
    const signature = disk.signatures.get(`${log}:${seq}`)?.signature;
    const isSeam = (seq + 1) % LIMITS.signedEvery === 0;
    if (signature === undefined || (!isSeam && seq + 1 < entries.length && dice.chance(0.6))) continue;
    segments.push({ log: octets, from, entries: entries.slice(from, seq + 1).map(({ bytes }) => bytes), signature });
    from = seq + 1;
  }
  return segments;
}
