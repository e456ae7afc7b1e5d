import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { hex, id, list, record, type Shape, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Chain, Entry } from './chain.ts';
import type { Counts, Past } from './counts.ts';
import { decodeEntry } from './entry.ts';
import type { EpochKeys } from './epoch.ts';
import { type Opening, openingShape } from './opening.ts';
import type { Record } from './record.ts';
import { openHead } from './sealing.ts';
import type { Sleeper } from './sleep.ts';

/** Version of the format below. */
const SNAPSHOT_VERSION = 1;

/** Version of the rules by which the record is made of entries: one that was written by others is not gone by. */
const FOLD_VERSION = 1;

/** A log, when the snapshot was taken. */
export interface KeptLog {
  readonly opening: Opening;
  /** Number of its entries, and the id of the last. */
  readonly length: number;
  readonly tip: Id;
  /** How many of its first entries may sleep. */
  readonly base: number;
  /** What is known of some of these, by seq: of the last, and of those that something which is awake names. */
  readonly known: readonly Sleeper[];
}

/**
 * How a device's record stood, without anything that was said: enough to open the newest talk, and all that is not talk, from their entries in the store, and to write
 * on, while the rest of talk is not read yet.
 */
export interface Snapshot {
  /** All logs, in the order in which the record came to know them. With lengths and tips they are what the snapshot is bound to. */
  readonly logs: readonly KeptLog[];
  /** For each entry that does not sleep, in the order in which they are to be read, the number of its log. */
  readonly order: readonly number[];
}

/** The most logs and counts: the bound on the whole is in bytes. */
const MANY = LIMITS.snapshotBytes;

const counts: Shape<Counts> = list(uint(0xffffffff), MANY);
const past: Shape<Past> = record<Past>({ scope: counts, record: counts });
const sleeper: Shape<Sleeper> = record<Sleeper>({
  id,
  seq: uint(),
  lamport: uint(LIMITS.lamport),
  past,
  charter: id,
  circle: hex(8),
  time: uint(LIMITS.time),
  arrival: uint(),
});
const keptLog: Shape<KeptLog> = record<KeptLog>({
  opening: openingShape,
  length: uint(),
  tip: id,
  base: uint(),
  known: list(sleeper, MANY),
});
interface Written extends Snapshot {
  readonly version: number;
  readonly fold: number;
}
const shape: Shape<Written> = record<Written>({ version: uint(), fold: uint(), logs: list(keptLog, MANY), order: list(uint(), MANY) });

/** The bytes of a snapshot; null where they would be more than are kept. */
export function encodeSnapshot(snapshot: Snapshot): Uint8Array | null {
  const bytes = encodeCbor(shape.write({ version: SNAPSHOT_VERSION, fold: FOLD_VERSION, ...snapshot }));
  return bytes.length > LIMITS.snapshotBytes ? null : bytes;
}

/** A snapshot from its bytes. Refuses `not-canonical`, `snapshot-too-large`, `snapshot-malformed` and, of other rules or another format, `snapshot-of-another-version`. */
export function decodeSnapshot(bytes: Uint8Array): Verdict<Snapshot> {
  if (bytes.length > LIMITS.snapshotBytes) return refuse('snapshot-too-large');
  const value = decodeCbor(bytes);
  if (!value.ok) return value;
  const [version, fold] = Array.isArray(value.value) ? value.value : [];
  if (version !== SNAPSHOT_VERSION || fold !== FOLD_VERSION) return refuse('snapshot-of-another-version');
  const read = shape.read(value.value);
  if (read === undefined || !isWhole(read)) return refuse('snapshot-malformed');
  return accept({ logs: read.logs, order: read.order });
}

/** Whether the numbers in it go together. */
function isWhole({ logs, order }: Snapshot): boolean {
  const left = logs.map(({ length, base }) => length - base);
  for (const log of order) {
    if (log >= left.length) return false;
    left[log] = (left[log] as number) - 1;
  }
  const doKnow = logs.every(({ opening, length, base, known }) => {
    const isAscending = known.every(({ seq }, i) => seq < base && seq > (known[i - 1]?.seq ?? -1));
    const isKnown = base === 0 || (opening.lane === 'talk' && known.at(-1)?.seq === base - 1);
    return length > 0 && base <= length && isAscending && isKnown;
  });
  return doKnow && left.every((count) => count === 0);
}

/** How many entries of each log of talk may sleep, so that of each channel the newest in order of arrival stay awake. @param mayRest whether a log may sleep at all */
export function basesOf(record: Record, awake: number, mayRest: (chain: Chain) => boolean): ReadonlyMap<Chain, number> {
  const bases = new Map<Chain, number>();
  const talk = [...record.chains()].filter(({ opening }) => opening.lane === 'talk');
  for (const chains of Map.groupBy(talk, ({ opening }) => opening.topic).values()) {
    const newest = chains.flatMap(({ entries }) => entries.slice(-awake).map(({ arrival }) => arrival)).sort((a, b) => b - a);
    const oldest = newest[awake - 1] ?? 0;
    for (const chain of chains) {
      let base = mayRest(chain) ? chain.length : 0;
      while (base > chain.base && (chain.entries[base - 1 - chain.base] as Entry).arrival >= oldest) base--;
      bases.set(chain, base);
    }
  }
  return bases;
}

/** The entries that one of a chain names, as it lies in the store; none where its head does not open. */
export function namedBy(chain: Chain, bytes: Uint8Array, keys: EpochKeys): readonly Id[] {
  const sealed = decodeEntry(bytes);
  const opened = sealed.ok ? openHead(chain.root, sealed.value, keys) : sealed;
  return opened.ok ? opened.value.head.deps : [];
}

/** How the record stands now. @param bases of `basesOf` @param named entries that those name which stay awake */
export function snapshotOf(record: Record, bases: ReadonlyMap<Chain, number>, named: Iterable<Entry>): Snapshot {
  const chains = [...record.chains()];
  const baseOf = (chain: Chain): number => bases.get(chain) ?? 0;
  const asleep = new Set([...named].filter(({ chain, seq }) => seq < baseOf(chain)));
  for (const chain of chains) {
    const last = baseOf(chain) === 0 ? undefined : chain.at(baseOf(chain) - 1);
    if (last !== undefined) asleep.add(last);
  }
  const awake = chains.flatMap((chain, log) => chain.entries.slice(baseOf(chain) - chain.base).map((entry) => ({ entry, log })));
  // What is no talk is read first: talk stands on it, and nothing of it on talk.
  const isTalk = ({ entry }: { readonly entry: Entry }): number => (entry.chain.opening.lane === 'talk' ? 1 : 0);
  awake.sort((a, b) => isTalk(a) - isTalk(b) || a.entry.arrival - b.entry.arrival);
  const before = awake.filter((one) => isTalk(one) === 0).length;
  const sleeping = chains.reduce((sum, chain) => sum + baseOf(chain), 0);
  const inOrder = [...asleep].sort((a, b) => a.arrival - b.arrival);
  const from = before + sleeping - inOrder.length;
  const known = Map.groupBy(
    inOrder.map((entry, i) => ({ chain: entry.chain, sleeper: sleeperOf(entry, from + i) })),
    ({ chain }) => chain,
  );
  return {
    logs: chains.map((chain) => ({
      opening: chain.opening,
      length: chain.length,
      tip: (chain.tip as Entry).id,
      base: baseOf(chain),
      known: (known.get(chain) ?? []).map((one) => one.sleeper).sort((a, b) => a.seq - b.seq),
    })),
    order: awake.map(({ log }) => log),
  };
}

function sleeperOf({ id, seq, lamport, past, charter, circle, time }: Entry, arrival: number): Sleeper {
  return { id, seq, lamport, past, charter, circle, time, arrival };
}
