import { type Cbor, decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { concatBytes, equalBytes, utf8 } from '../bytes/octets.ts';
import { bytes, bytesUpTo, id, list, oneOf, record, type Shape, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { seal, unseal } from '../crypto/committed-seal.ts';
import { hash } from '../crypto/hash.ts';
import { FORK_PROOF_BYTES } from '../log/fork.ts';
import { TIP_SIGNATURE_BYTES } from '../log/tip-signature.ts';
import type { StoreBatch } from '../ports/store.ts';
import { SYNC } from '../sync/limits.ts';
import type { KeptCard } from './kept-cards.ts';
import { type CellKeys, welcomeShape } from './keyring.ts';

/** One cell in a backup: everything but the device's own keys, for a restored backup is a new device. */
export interface CellBackup {
  readonly cell: Id;
  readonly member: Id;
  /** Seed of the key that links one new device, and is good for nothing else. */
  readonly link: Uint8Array;
  readonly welcome: NonNullable<CellKeys['welcome']>;
  readonly entries: NonNullable<StoreBatch['entries']>;
  readonly signatures: NonNullable<StoreBatch['signatures']>;
  /** Where the other devices were last to be reached: a new device has to find them once. */
  readonly cards: readonly KeptCard[];
  /** Proofs of forks: the entries of second stories are read back with them. */
  readonly forks: readonly Uint8Array[];
}

/** All that a backup file holds. */
export interface Backup {
  readonly version: 1;
  /** Seconds since 1970. */
  readonly time: number;
  readonly cells: readonly CellBackup[];
}

/** The largest backup that is read, in bytes. */
export const BACKUP_BYTES = 1 << 30;

// What a file of this kind begins with, so that people and programs know it.
const KIND = utf8('Moot backup ');
const MAGIC = concatBytes(KIND, utf8('1\n'));
const SALT_BYTES = 16;
const MOST_ENTRIES = 10_000_000;

type StoredEntry = CellBackup['entries'][number];
type StoredSignature = CellBackup['signatures'][number];

const storedEntry: Shape<StoredEntry> = record<StoredEntry>({
  log: bytes(32),
  seq: uint(),
  bytes: bytesUpTo(LIMITS.headBytes + LIMITS.bodyBytes + 64),
});
const storedSignature: Shape<StoredSignature> = record<StoredSignature>({
  log: bytes(32),
  seq: uint(),
  signature: bytesUpTo(TIP_SIGNATURE_BYTES),
});
const keptCard: Shape<KeptCard> = record<KeptCard>({ device: id, sealed: bytesUpTo(SYNC.cardBytes) });
const cellShape: Shape<CellBackup> = record({
  cell: id,
  member: id,
  link: bytes(32),
  welcome: welcomeShape,
  entries: list(storedEntry, MOST_ENTRIES),
  signatures: list(storedSignature, MOST_ENTRIES),
  cards: list(keptCard, LIMITS.devices),
  forks: list(bytesUpTo(FORK_PROOF_BYTES), LIMITS.allStories),
});
const backupShape: Shape<Backup> = record({ version: oneOf(1), time: uint(LIMITS.time), cells: list(cellShape, 256) });

/** The key that recovery words stand for. It is random, so no slow derivation has to protect it. */
function keyOf(recovery: Uint8Array): Uint8Array {
  return hash('moot/backup-key', recovery);
}

/** The bytes of a backup file. @param recovery the recovery key @param salt 16 fresh random bytes */
export function sealBackup(backup: Backup, recovery: Uint8Array, salt: Uint8Array): Uint8Array {
  return concatBytes(MAGIC, salt, seal(keyOf(recovery), 'moot/backup', salt, encodeCbor(backupShape.write(backup))));
}

/** A backup from a file's bytes. Refuses `backup-none`, `backup-too-new`, `backup-damaged` (which wrong words look like too). */
export function openBackup(file: Uint8Array, recovery: Uint8Array): Verdict<Backup> {
  if (!equalBytes(file.subarray(0, KIND.length), KIND)) return refuse('backup-none');
  if (!equalBytes(file.subarray(0, MAGIC.length), MAGIC)) return refuse('backup-too-new');
  const salt = file.subarray(MAGIC.length, MAGIC.length + SALT_BYTES);
  const plain = unseal(keyOf(recovery), 'moot/backup', salt, file.subarray(MAGIC.length + SALT_BYTES));
  const value = plain === null ? null : decodeCbor(plain);
  const backup = value?.ok ? backupShape.read(value.value as Cbor) : undefined;
  return backup === undefined ? refuse('backup-damaged') : accept(backup);
}
