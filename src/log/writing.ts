import type { Cbor } from '../bytes/cbor.ts';
import { type Id, idOf, sortIds } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import type { SigningKeys } from '../crypto/sign.ts';
import { type Chain, type Entry, isSeam } from './chain.ts';
import { encodeEntry, hashEntry, NO_ENTRY } from './entry.ts';
import { type Epoch, epochTag } from './epoch.ts';
import type { Head } from './head.ts';
import { type CircleId, type Lane, WHOLE_CELL } from './lane.ts';
import { type Opening, openingFits, scopeOf } from './opening.ts';
import { compareEntries } from './order.ts';
import { hasSeen } from './past.ts';
import type { Record } from './record.ts';
import { sealEntry } from './sealing.ts';
import type { Segment } from './segment.ts';
import { signTip } from './tip-signature.ts';

/** What a device wants to write. */
export interface Draft {
  readonly lane: Lane;
  readonly topic: string;
  readonly turn: number;
  readonly circle: CircleId;
  readonly action: Cbor;
}

/** What an entry needs besides its content. */
export interface Pen {
  readonly keys: SigningKeys;
  /** The charter that the device stands on. */
  readonly charter: Id;
  /** Epochs to seal under: the cell's, and that of the drafts' circle (the same one where they are for the whole cell). */
  readonly epochs: { readonly cell: Epoch; readonly circle: Epoch };
  /** Epochs of weeks of talk, by scope: what belongs there is sealed under these. Where there is none it is the cell's. */
  readonly talk?: ReadonlyMap<string, Epoch>;
  /** Seconds since 1970. */
  readonly time: number;
  /** Gives fresh random bytes. */
  readonly random: (size: number) => Uint8Array;
}

/** An entry of our own, ready for the store: nobody may see it before it is on the disk. */
export interface Written {
  readonly log: Uint8Array;
  readonly seq: number;
  readonly id: Id;
  readonly bytes: Uint8Array;
  /** There for the last entry of each log in a batch, and at seams. */
  readonly signature: Uint8Array | null;
}

const SALT_BYTES = 16;

/** The end of one of our logs while a batch is written. */
interface Tail {
  readonly opening: Opening;
  readonly log: Uint8Array;
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly lamport: number;
  readonly charter: Id | null;
  /** What the next entry names. */
  readonly deps: readonly Named[];
}

/** What is needed of an entry to name it. */
interface Named {
  readonly id: Id;
  readonly lamport: number;
}

/**
 * Seals drafts, all for one circle, into entries behind what the record holds, each standing on all that this device has accepted and on the drafts before it.
 * The record is not changed: store the entries, then hand them to it (`Record.restore`). Between the two, write nothing else, and take nothing of these logs from others.
 * @returns refuses `action-too-large`, `action-malformed`, and what would be a second story: `own-log-forked` where there are two already,
 * `own-log-behind` while entries that this device has signed wait for their past
 */
export function writeEntries(record: Record, drafts: readonly Draft[], pen: Pen): Verdict<Written[]> {
  const device = idOf(pen.keys.publicKey);
  const tails = new Map<string, Tail>();
  const lastOf = new Map(drafts.map((draft, i) => [logKey(draft), i]));
  let ownRecord: Named | null = null;
  // One call for all salts: random bytes cost per call, a microsecond each.
  const salts = pen.random(SALT_BYTES * drafts.length);
  const written: Written[] = [];
  for (const [i, draft] of drafts.entries()) {
    assertWritable(draft, pen);
    const key = logKey(draft);
    let tail = tails.get(key);
    if (tail === undefined) {
      tail = tailOf(record, { device, lane: draft.lane, topic: draft.topic, turn: draft.turn }, ownRecord);
      const log = idOf(tail.log);
      if (record.frozen.has(log)) return refuse('own-log-forked');
      if (record.reach(log) > tail.seq) return refuse('own-log-behind');
    }
    const epochs = epochsFor(draft, pen);
    const head = headOf(tail, draft, epochs, pen);
    const sealed = sealEntry(tail.log, head, device, draft.lane, draft.action, epochs, salts.slice(SALT_BYTES * i, SALT_BYTES * (i + 1)));
    if (!sealed.ok) return sealed;
    const hash = hashEntry(tail.log, tail.seq, tail.hash, sealed.value);
    const signature = lastOf.get(key) === i || isSeam(tail.seq) ? signTip(pen.keys.secretKey, hash) : null;
    const id = idOf(hash);
    written.push({ log: tail.log, seq: tail.seq, id, bytes: encodeEntry(sealed.value), signature });
    tails.set(key, { ...tail, seq: tail.seq + 1, hash, lamport: head.lamport, charter: pen.charter, deps: [] });
    if (draft.lane !== 'record') continue;
    // What we wrote into the record is seen from what we write elsewhere.
    ownRecord = { id, lamport: head.lamport };
    for (const [other, behind] of tails) if (other !== key) tails.set(other, { ...behind, deps: [ownRecord] });
  }
  return accept(written);
}

/** What was written, as segments: each ends in a signature. */
export function segmentsOf(written: readonly Written[]): Segment[] {
  const runs = new Map<Id, Written[]>();
  const segments: Segment[] = [];
  for (const entry of written) {
    const log = idOf(entry.log);
    const run = [...(runs.get(log) ?? []), entry];
    runs.set(log, entry.signature === null ? run : []);
    if (entry.signature === null) continue;
    segments.push({ log: entry.log, from: (run[0] as Written).seq, entries: run.map(({ bytes }) => bytes), signature: entry.signature });
  }
  return segments;
}

function logKey({ lane, turn, topic }: Draft): string {
  return `${lane}/${turn}/${topic}`;
}

function assertWritable(draft: Draft, { epochs }: Pen): void {
  assert(openingFits({ device: '', ...draft }), 'a topic in doc and talk, and none in the record');
  assert(draft.lane !== 'record' || draft.circle === WHOLE_CELL, 'what goes into the record to be for the whole cell');
  assert(epochs.cell.circle === WHOLE_CELL && epochs.circle.circle === draft.circle, "epochs of the cell and of the draft's circle");
  assert(draft.circle !== WHOLE_CELL || epochs.circle.id === epochs.cell.id, 'one epoch for head and body of what is for the whole cell');
}

/** What a draft is sealed under: its head, and its body. */
function epochsFor(draft: Draft, { epochs, talk }: Pen): Pen['epochs'] {
  const cell = talk?.get(logKey(draft)) ?? epochs.cell;
  return { cell, circle: draft.circle === WHOLE_CELL ? cell : epochs.circle };
}

function headOf({ seq, opening, deps, lamport, charter }: Tail, draft: Draft, epochs: Pen['epochs'], pen: Pen): Head {
  return {
    opening: seq === 0 ? opening : null,
    deps: sortIds(deps.map(({ id }) => id)),
    lamport: deps.reduce((most, dep) => Math.max(most, dep.lamport), lamport) + 1,
    charter: charter === pen.charter ? null : pen.charter,
    circle: draft.circle,
    bodyEpoch: epochTag(epochs.circle.id),
    time: pen.time,
  };
}

/** @param ownRecord what this batch wrote into our own record just before */
function tailOf(record: Record, opening: Opening, ownRecord: Named | null): Tail {
  const log = record.logOf(opening);
  const chain = record.chain(idOf(log));
  const deps: Named[] = frontier(record, chain, opening);
  if (ownRecord !== null) deps.push(ownRecord);
  const tip = chain?.tip;
  return {
    opening,
    log,
    seq: tip === undefined ? 0 : tip.seq + 1,
    hash: chain?.tipHash ?? NO_ENTRY,
    lamport: tip?.lamport ?? 0,
    charter: tip?.charter ?? null,
    deps,
  };
}

/**
 * The newest entries that the chain's next one has to name: tips of its scope and of the record, without those that something else there has behind
 * it. Of more than a head can hold the earliest come first; the others are for the entry after. One place stays free for our own record.
 */
function frontier(record: Record, chain: Chain | undefined, opening: Opening): Entry[] {
  const scope = scopeOf(opening);
  const scopes = scope === 'record' ? ['record'] : [scope, 'record'];
  const own = chain?.tip;
  const tips = scopes
    .flatMap((name) => record.scope(name))
    .filter((other) => other !== chain)
    .map((other) => record.newestToName(other))
    .filter((tip) => tip !== undefined);
  const unseen = tips.filter((tip) => own === undefined || !hasSeen(own, tip));
  const newest = unseen.filter((tip) => !unseen.some((other) => other !== tip && hasSeen(other, tip)));
  return newest.sort(compareEntries).slice(0, LIMITS.deps - 1);
}
