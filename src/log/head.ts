import { type Cbor, decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { CborCursor } from '../bytes/cursor.ts';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { hex, id, list, nullable, record, type Shape, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { CircleId } from './lane.ts';
import { type Opening, openingShape } from './opening.ts';

/** What the whole cell sees of an entry, and nobody else. */
export interface Head {
  /** In entry 0 of a log, else null. */
  readonly opening: Opening | null;
  /** Hashes of the newest entries of other logs that the author had seen and that no other one named here, nor the author's own last entry, has behind it; sorted. */
  readonly deps: readonly Id[];
  /** One more than the greatest of the previous entry and the deps. */
  readonly lamport: number;
  /** The charter that it stands on; null means that of the previous entry. */
  readonly charter: Id | null;
  /** Who can read the body. */
  readonly circle: CircleId;
  /** Tag of the epoch that the body is sealed under. */
  readonly bodyEpoch: string;
  /** The author's clock, in seconds since 1970: a claim, shown and never trusted. */
  readonly time: number;
}

const headShape: Shape<Head> = record({
  opening: nullable(openingShape),
  deps: list(id, LIMITS.deps),
  lamport: uint(LIMITS.lamport),
  charter: nullable(id),
  circle: hex(8),
  bodyEpoch: hex(4),
  time: uint(LIMITS.time),
});

/** The bytes of a head before sealing. */
export function encodeHead(head: Head): Uint8Array {
  return encodeCbor(headShape.write(head));
}

/** A head from its bytes. Refuses `not-canonical`, `head-malformed`. */
export function decodeHead(bytes: Uint8Array): Verdict<Head> {
  const usual = readUsual(bytes);
  if (usual === null) return decodeHeadByShape(bytes);
  return ascending(usual.deps) ? accept(usual) : refuse('head-malformed');
}

/** The same, the plain way: for what is no usual head. */
export function decodeHeadByShape(bytes: Uint8Array): Verdict<Head> {
  const value = decodeCbor(bytes);
  if (!value.ok) return value;
  const head = headShape.read(value.value as Cbor);
  if (head === undefined || !ascending(head.deps)) return refuse('head-malformed');
  return accept(head);
}

function ascending(ids: readonly Id[]): boolean {
  for (let i = 1; i < ids.length; i++) if ((ids[i - 1] as Id) >= (ids[i] as Id)) return false;
  return true;
}

/** A head that opens no log, as nearly all are, in a fifth of the time that its shape takes; null for all others, of which the shape says what is wrong. */
function readUsual(bytes: Uint8Array): Head | null {
  const items = new CborCursor(bytes);
  if (items.array() !== 7 || !items.isNull()) return null;
  const count = items.array();
  if (count > LIMITS.deps) return null;
  // Of just this size: an array that grows takes room for seventeen.
  const deps = new Array<Id>(Math.max(count, 0));
  for (let i = 0; i < count; i++) deps[i] = items.hex(32);
  const lamport = items.uint();
  const charter = items.isNull() ? null : items.hex(32);
  const circle = items.hex(8);
  const bodyEpoch = items.hex(4);
  const time = items.uint();
  if (!items.fitsWhole || lamport > LIMITS.lamport || time > LIMITS.time) return null;
  return { opening: null, deps, lamport, charter, circle, bodyEpoch, time };
}
