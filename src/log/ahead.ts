import { type Id, idOf } from '../bytes/id.ts';
import { decodeEntry, hashContent, type SealedEntry } from './entry.ts';
import { type Epoch, EpochKeys } from './epoch.ts';
import { decodeHead } from './head.ts';
import { type Lane, WHOLE_CELL } from './lane.ts';
import { type BodyPlace, type OpenedHead, unsealBody, unsealHead } from './sealing.ts';

/** What can be told of an entry before its turn comes: all that follows from its bytes and the secrets alone, and takes long. */
export interface Ahead {
  /** As `hashContent` gives it. */
  readonly content: Uint8Array;
  /** Null where that is for its turn: its key was not here, or something is wrong with it. */
  readonly opened: OpenedHead | null;
  /** The plain body with its padding, where it is for the whole cell; null where that is for its turn. */
  readonly body: Uint8Array | null;
}

/** A log of which entries are looked at ahead. */
interface LogAhead {
  /** What its entries are sealed for. */
  readonly root: Uint8Array;
  /** Whose it is; null where that is told by its first entry. */
  readonly opening: { readonly device: Id; readonly lane: Lane } | null;
}

/** Entries to be looked at, as they cross to another thread: a few large pieces, for each small one takes as long as a hash. */
export interface ToLookAt {
  readonly logs: readonly LogAhead[];
  /** Two numbers an entry: the place of its log in `logs`, and where its bytes end. */
  readonly table: Int32Array<ArrayBuffer>;
  /** Compact forms, one behind the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The secrets to look with, each known by its place from now on; null: those of the time before. */
  readonly epochs: readonly Epoch[] | null;
}

/** What came of it. */
export interface LookedAt {
  /** Three numbers an entry: the bytes of its plain head, the place of the epoch that opened it, and the bytes of its plain body; −1 where there is none. */
  readonly table: Int32Array<ArrayBuffer>;
  /** For each entry hash of the content, plain head and plain body, one behind the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const HASH_BYTES = 32;
const NONE = -1;

/** What has to be known of a record to look ahead of it. */
interface Known {
  readonly keys: EpochKeys;
  chain(log: Id): { readonly root: Uint8Array; readonly opening: { readonly device: Id; readonly lane: Lane } } | undefined;
}

/** Packs entries of a store to be looked at. @param rows those of one log have the very same array as their log, where they can @param epochs null: the secrets are those of the time before */
export function toLookAt(
  rows: readonly { readonly log: Uint8Array; readonly bytes: Uint8Array }[],
  record: Known,
  epochs: readonly Epoch[] | null,
): ToLookAt {
  const logs: LogAhead[] = [];
  const places = new Map<Uint8Array, number>();
  const table = new Int32Array(2 * rows.length);
  const bytes = new Uint8Array(rows.reduce((sum, row) => sum + row.bytes.length, 0));
  let end = 0;
  for (const [i, row] of rows.entries()) {
    let place = places.get(row.log);
    if (place === undefined) {
      place = logs.length;
      places.set(row.log, place);
      const chain = record.chain(idOf(row.log));
      const opening = chain === undefined ? null : { device: chain.opening.device, lane: chain.opening.lane };
      logs.push({ root: chain?.root ?? row.log, opening });
    }
    bytes.set(row.bytes, end);
    end += row.bytes.length;
    table[2 * i] = place;
    table[2 * i + 1] = end;
  }
  return { logs, table, bytes, epochs };
}

/** Looks at entries ahead of their turn, with the secrets that it was given last. What is wrong with one is left for its turn to tell. */
export class LookingAhead {
  #keys = new EpochKeys();
  #places = new Map<Epoch, number>();

  look({ logs, table, bytes, epochs }: ToLookAt): LookedAt {
    if (epochs !== null) this.#take(epochs);
    const count = table.length / 2;
    const sizes = new Int32Array(3 * count).fill(NONE);
    // What is plain is shorter than what was sealed.
    const found = new Uint8Array(bytes.length + HASH_BYTES * count);
    let at = 0;
    const put = (part: Uint8Array): number => {
      found.set(part, at);
      at += part.length;
      return part.length;
    };
    for (let i = 0; i < count; i++) {
      const log = logs[table[2 * i] as number] as LogAhead;
      const entry = decodeEntry(bytes.subarray(table[2 * i - 1] ?? 0, table[2 * i + 1]));
      if (!entry.ok) {
        at += HASH_BYTES;
        continue;
      }
      put(hashContent(entry.value));
      const unsealed = unsealHead(log.root, entry.value, this.#keys);
      if (!unsealed.ok) continue;
      const { plain, epoch } = unsealed.value;
      const from = at;
      sizes[3 * i] = put(plain);
      sizes[3 * i + 1] = this.#places.get(epoch) as number;
      const body = bodyAhead(log, entry.value, found.subarray(from, at), epoch);
      if (body !== null) sizes[3 * i + 2] = put(body);
    }
    return { table: sizes, bytes: found };
  }

  #take(epochs: readonly Epoch[]): void {
    this.#keys = new EpochKeys();
    for (const epoch of epochs) this.#keys.add(epoch);
    this.#places = new Map(epochs.map((epoch, place) => [epoch, place]));
  }
}

/** The plain body, to be read at once (`unsealBriefly`); null where it is not for the whole cell, has been erased, or does not open. */
function bodyAhead({ opening }: LogAhead, { salt, body }: SealedEntry, plainHead: Uint8Array, epoch: Epoch): Uint8Array | null {
  const head = decodeHead(plainHead);
  if (!head.ok || head.value.circle !== WHOLE_CELL || !(body instanceof Uint8Array)) return null;
  const whose = opening ?? head.value.opening;
  if (whose === null) return null;
  const place: BodyPlace = { device: whose.device, circle: WHOLE_CELL, lane: whose.lane };
  return unsealBody(epoch.secret, salt, place, body);
}

/**
 * What was found of each entry, in the order in which they were packed. Of an entry that was no entry it is of no use, and is not looked at: its form is read before.
 * @param epochs those that it was looked at with @param keys those of now: what has been let go of meanwhile opens nothing more
 */
export function* aheadOf({ table, bytes }: LookedAt, epochs: readonly Epoch[], keys: EpochKeys): Generator<Ahead> {
  let at = 0;
  const take = (size: number): Uint8Array => {
    at += size;
    return bytes.subarray(at - size, at);
  };
  for (let i = 0; i < table.length; i += 3) {
    const [headBytes, place, bodyBytes] = [table[i] as number, table[i + 1] as number, table[i + 2] as number];
    const content = take(HASH_BYTES);
    if (headBytes === NONE) {
      yield { content, opened: null, body: null };
      continue;
    }
    const head = decodeHead(take(headBytes));
    const body = bodyBytes === NONE ? null : take(bodyBytes);
    const epoch = epochs[place] as Epoch;
    const isOpen = head.ok && keys.get(epoch.id) === epoch;
    yield isOpen ? { content, opened: { head: head.value, epoch }, body } : { content, opened: null, body: null };
  }
}
