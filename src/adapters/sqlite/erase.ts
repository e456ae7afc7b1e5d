import { rm } from 'node:fs/promises';

/** What SQLite may leave beside a database. */
const BESIDE = ['-wal', '-shm', '-journal'];

/**
 * Erases a store that nobody has open. The database goes first: a log without its database is nothing, but a database without its log would
 * be an older state of the store.
 */
export async function eraseSqliteStore(file: string): Promise<void> {
  for (const suffix of ['', ...BESIDE]) await rm(file + suffix, { force: true });
}
