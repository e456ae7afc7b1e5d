import { type Cbor, decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { LIMITS } from '../bytes/limits.ts';
import { concatBytes } from '../bytes/octets.ts';
import { bytes, bytesUpTo, hex, record, type Shape, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { SEAL_BYTES } from '../crypto/committed-seal.ts';
import { hash } from '../crypto/hash.ts';

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

/** An entry from its compact form. Refuses `not-canonical`, `entry-too-new`, `entry-malformed`. */
export function decodeEntry(bytes: Uint8Array): Verdict<SealedEntry> {
  if (bytes.length > LIMITS.headBytes + LIMITS.bodyBytes + 64) return refuse('entry-too-large');
  const value = decodeCbor(bytes);
  if (!value.ok) return value;
  const version = Array.isArray(value.value) ? (value.value as readonly Cbor[])[0] : undefined;
  if (typeof version === 'number' && version > ENTRY_VERSION) return refuse('entry-too-new');
  const entry = entryShape.read(value.value);
  if (entry === undefined || entry.version !== ENTRY_VERSION) return refuse('entry-malformed');
  const bodySize = entry.body instanceof Uint8Array ? entry.body.length : entry.body.size;
  if (entry.head.length < SEAL_BYTES || bodySize < SEAL_BYTES) return refuse('entry-malformed');
  return accept(entry);
}

/** Size and hash of a body, whether it is there or erased. */
export function bodyDigest(body: SealedEntry['body']): Erased {
  return body instanceof Uint8Array ? { size: body.length, hash: hash('moot/body', body) } : body;
}

/**
 * The hash of an entry, over its frame and its sealed head. The frame has fixed widths, so any language builds it without a library:
 * version 1, log 32, seq 8, previous 32, epoch tag 4, salt 16, head size 4, body size 4, body hash 32 bytes, numbers big-endian.
 * @param log blinded log id @param previous hash of the entry before, `NO_ENTRY` for the first
 */
export function hashEntry(log: Uint8Array, seq: number, previous: Uint8Array, entry: SealedEntry): Uint8Array {
  const digest = bodyDigest(entry.body);
  const numbers = new DataView(new ArrayBuffer(16));
  numbers.setBigUint64(0, BigInt(seq));
  numbers.setUint32(8, entry.head.length);
  numbers.setUint32(12, digest.size);
  const octets = new Uint8Array(numbers.buffer);
  return hash(
    'moot/entry',
    concatBytes(
      Uint8Array.of(entry.version),
      log,
      octets.subarray(0, 8),
      previous,
      Uint8Array.fromHex(entry.epoch),
      entry.salt,
      octets.subarray(8),
      digest.hash,
      entry.head,
    ),
  );
}
