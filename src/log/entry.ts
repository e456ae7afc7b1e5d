import { type Cbor, decodeCborViews, encodeCbor } from '../bytes/cbor.ts';
import { CborCursor } from '../bytes/cursor.ts';
import { LIMITS } from '../bytes/limits.ts';
import { padmeSize } from '../bytes/padme.ts';
import { bytes, bytesUpTo, hex, record, type Shape, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { SEAL_BYTES } from '../crypto/committed-seal.ts';
import { hash, hashInto } from '../crypto/hash.ts';

/** The version of the format that this code writes. Every entry carries its own. */
export const ENTRY_VERSION = 1;

/** Stands for the previous entry of the first one. */
export const NO_ENTRY = new Uint8Array(32);

/** A body that has been erased leaves its size and hash, so that the entry's own hash can still be computed. */
export interface Erased {
  readonly size: number;
  readonly hash: Uint8Array;
}

/** An entry as it is stored and sent: what a receiver can derive (log id, seq, previous hash, hash of a body that is there) is left out. */
export interface SealedEntry {
  readonly version: number;
  /** Tag of the cell's epoch that the head is sealed under, 4 bytes in hexadecimal. */
  readonly epoch: string;
  /** 16 bytes, never used before. */
  readonly salt: Uint8Array;
  /** The sealed head. */
  readonly head: Uint8Array;
  /** The sealed body, or what is left of it. */
  readonly body: Uint8Array | Erased;
}

/** The longest compact form: array, version, epoch tag, salt, and the two sealed parts with their lengths. */
export const ENTRY_BYTES = 1 + 1 + 5 + 17 + (3 + LIMITS.headBytes) + (3 + LIMITS.bodyBytes);

const erased: Shape<Erased> = record({ size: uint(LIMITS.bodyBytes), hash: bytes(32) });
const sealedBody = bytesUpTo(LIMITS.bodyBytes);
const body: Shape<SealedEntry['body']> = {
  write: (value) => (value instanceof Uint8Array ? value : erased.write(value)),
  read: (value) => (value instanceof Uint8Array ? sealedBody.read(value) : erased.read(value)),
};
const entryShape: Shape<SealedEntry> = record({
  version: uint(),
  epoch: hex(4),
  salt: bytes(16),
  head: bytesUpTo(LIMITS.headBytes),
  body,
});

/** The compact form of an entry. */
export function encodeEntry(entry: SealedEntry): Uint8Array {
  return encodeCbor(entryShape.write(entry));
}

/** An entry from its compact form, of which it keeps views. Refuses `entry-too-large`, `not-canonical`, `entry-too-new`, `entry-malformed`, `padding-wrong`. */
export function decodeEntry(octets: Uint8Array): Verdict<SealedEntry> {
  const usual = readUsual(octets);
  if (usual === null) return decodeEntryByShape(octets);
  return isPadded(usual.head, usual.body.length) ? accept(usual) : refuse('padding-wrong');
}

/** The same, the plain way: for what is no usual entry. */
export function decodeEntryByShape(octets: Uint8Array): Verdict<SealedEntry> {
  if (octets.length > ENTRY_BYTES) return refuse('entry-too-large');
  const value = decodeCborViews(octets);
  if (!value.ok) return value;
  const version = Array.isArray(value.value) ? (value.value as readonly Cbor[])[0] : undefined;
  if (typeof version === 'number' && version > ENTRY_VERSION) return refuse('entry-too-new');
  const entry = entryShape.read(value.value);
  if (entry === undefined || entry.version !== ENTRY_VERSION) return refuse('entry-malformed');
  const bodySize = entry.body instanceof Uint8Array ? entry.body.length : entry.body.size;
  if (entry.head.length < SEAL_BYTES || bodySize < SEAL_BYTES) return refuse('entry-malformed');
  return isPadded(entry.head, bodySize) ? accept(entry) : refuse('padding-wrong');
}

function isPadded(head: Uint8Array, bodySize: number): boolean {
  const padded = head.length + bodySize - 2 * SEAL_BYTES;
  return padmeSize(padded, LIMITS.paddingFloor) === padded;
}

/**
 * An entry of this version with its body, as nearly all are, in a third of the time that its shape takes; null for all others, of which the
 * shape says what they are and what is wrong. Its bounds keep it within `ENTRY_BYTES`.
 */
function readUsual(octets: Uint8Array): (SealedEntry & { readonly body: Uint8Array }) | null {
  const items = new CborCursor(octets);
  if (items.array() !== 5 || items.uint() !== ENTRY_VERSION) return null;
  const [epoch, salt, head, body] = [items.hex(4), items.bytes(16), items.bytes(), items.bytes()];
  const isInBounds =
    head.length >= SEAL_BYTES && head.length <= LIMITS.headBytes && body.length >= SEAL_BYTES && body.length <= LIMITS.bodyBytes;
  return items.fitsWhole && isInBounds ? { version: ENTRY_VERSION, epoch, salt, head, body } : null;
}

// Written anew by each hash and read by none later: making them each time would cost as much as hashing.
const frame = new Uint8Array(61);
const frameNumbers = new DataView(frame.buffer);
const place = new Uint8Array(104);
const placeNumbers = new DataView(place.buffer);

/** Size and hash of a body, whether it is there or erased. */
export function bodyDigest(body: SealedEntry['body']): Erased {
  return body instanceof Uint8Array ? { size: body.length, hash: hash('moot/body', body) } : body;
}

/**
 * The hash of what an entry holds, wherever it stands. Fixed widths, so any language builds it without a library: version 1, epoch tag 4,
 * salt 16, head size 4, body size 4, body hash 32 bytes, numbers big-endian, and the sealed head behind them.
 */
export function hashContent(entry: SealedEntry): Uint8Array {
  const { body } = entry;
  frameNumbers.setUint8(0, entry.version);
  frameNumbers.setUint32(1, Number.parseInt(entry.epoch, 16));
  frame.set(entry.salt, 5);
  frameNumbers.setUint32(21, entry.head.length);
  if (body instanceof Uint8Array) {
    frameNumbers.setUint32(25, body.length);
    hashInto(frame, 29, 'moot/body', body);
  } else {
    frameNumbers.setUint32(25, body.size);
    frame.set(body.hash, 29);
  }
  return hash('moot/content', frame, entry.head);
}

/**
 * The hash of an entry in its place: log 32, seq 8, previous 32, content 32 bytes. Content by its hash alone, so that a run of a log can
 * be linked to a signature by 32 bytes an entry: that keeps fork proofs small.
 * @param log blinded log id @param previous hash of the entry before, `NO_ENTRY` for the first @param content of `hashContent`
 */
export function linkContent(log: Uint8Array, seq: number, previous: Uint8Array, content: Uint8Array): Uint8Array {
  place.set(log);
  placeNumbers.setUint32(32, Math.floor(seq / 2 ** 32));
  placeNumbers.setUint32(36, seq % 2 ** 32);
  place.set(previous, 40);
  place.set(content, 72);
  return hash('moot/entry', place);
}

/** The hash of an entry, which is its id: it covers its frame, its sealed head, and its body by the body's hash. */
export function hashEntry(log: Uint8Array, seq: number, previous: Uint8Array, entry: SealedEntry): Uint8Array {
  return linkContent(log, seq, previous, hashContent(entry));
}
