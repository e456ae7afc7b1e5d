import { type DiskErrorName, diskError } from '../../ports/disk-errors.ts';
import { OperatingError } from '../../ports/errors.ts';

/** Primary result codes (sqlite.org/rescode.html) and what they mean to a person. */
const byCode: ReadonlyMap<number, DiskErrorName> = new Map([
  [3, 'NoAccess'], // PERM
  [5, 'StoreBusy'], // BUSY
  [6, 'StoreBusy'], // LOCKED
  [8, 'NoAccess'], // READONLY
  [10, 'DiskFailing'], // IOERR
  [11, 'StoreDamaged'], // CORRUPT
  [13, 'DiskFull'], // FULL
  [14, 'NoAccess'], // CANTOPEN
  [23, 'NoAccess'], // AUTH
  [26, 'StoreDamaged'], // NOTADB
]);

/** Extended result codes whose meaning differs from their primary one. */
const byExtendedCode: ReadonlyMap<number, DiskErrorName> = new Map([
  [522, 'StoreDamaged'], // IOERR_SHORT_READ: the file is shorter than its header says
  [3850, 'NoAccess'], // IOERR_LOCK: opened read-only, or a place whose file system has no locks
  [8202, 'StoreDamaged'], // IOERR_DATA
  [8458, 'StoreDamaged'], // IOERR_CORRUPTFS
  [2067, 'EntryExists'], // CONSTRAINT_UNIQUE
]);

/** SQLite's error about the store at `place` as an operating error; what SQLite did not raise comes back as it is. */
export function sqliteError(place: string, cause: unknown): unknown {
  if (cause instanceof OperatingError || !(cause instanceof Error)) return cause;
  const { code, errcode } = cause as Error & { code?: unknown; errcode?: unknown };
  // A number beyond 2^53 in a column of ours: we never write one.
  if (code === 'ERR_OUT_OF_RANGE') return diskError('StoreDamaged', place, cause);
  if (code !== 'ERR_SQLITE_ERROR' || typeof errcode !== 'number') return cause;
  const name = byExtendedCode.get(errcode) ?? byCode.get(errcode & 0xff);
  return name === undefined ? cause : diskError(name, place, cause);
}
