import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { diskError } from '../../ports/disk-errors.ts';
import { OperatingError } from '../../ports/errors.ts';
import type { Store, StoreBatch, StoredEntry, StoredSignature } from '../../ports/store.ts';
import { assertStoreBatch } from '../../ports/store-batch.ts';
import { LogNumbers } from './log-numbers.ts';
import { openDatabase } from './open.ts';
import { sqliteError } from './sqlite-errors.ts';
import { prepareStatements, type Statements } from './statements.ts';

/** Entries that `entries` reads at once: enough for speed, few enough that the longest ones (62 kB each) fit any device. */
const SCAN_ROWS = 512;

/** A store in one SQLite file. */
export interface SqliteStore extends Store {
  /** Whether `close` has been called. */
  readonly closed: boolean;
  /** What SQLite finds wrong with the file, in its own words; empty when all is well. Reads the whole file. */
  check(): Promise<readonly string[]>;
}

/**
 * Opens the store in `file`, making it if there is none. Its folder must be there. It writes on the caller's turn, one transaction and one
 * flush a batch, so batches keep their order by themselves.
 * @throws OperatingError (as a rejection) `StoreTooNew`, `StoreDamaged`, `StoreBusy`, `NoAccess`, `DiskFull`, `DiskFailing`
 */
export async function openSqliteStore(file: string): Promise<SqliteStore> {
  const db = openDatabase(file);
  try {
    return new OpenStore(file, db);
  } catch (cause) {
    db.close();
    throw sqliteError(file, cause);
  }
}

/** What SQLite finds wrong with a store that is not open, in its own words; empty when all is well. @throws as `openSqliteStore` */
export async function checkSqliteStore(file: string): Promise<readonly string[]> {
  if (!existsSync(file)) return [];
  const store = await openSqliteStore(file);
  try {
    return await store.check();
  } finally {
    await store.close();
  }
}

class OpenStore implements SqliteStore {
  readonly #file: string;
  readonly #db: DatabaseSync;
  readonly #logs: LogNumbers;
  readonly #sql: Statements;

  constructor(file: string, db: DatabaseSync) {
    this.#file = file;
    this.#db = db;
    this.#logs = new LogNumbers(db);
    this.#sql = prepareStatements(db);
  }

  get closed(): boolean {
    return !this.#db.isOpen;
  }

  async *entries(): AsyncGenerator<readonly StoredEntry[]> {
    const [end] = this.#do(() => this.#sql.lastArrival.get()) as unknown as [number];
    let arrival = 0;
    while (arrival < end) {
      const rows = this.#do(() => this.#sql.entriesAfter.all(arrival, end, SCAN_ROWS)) as unknown as [number, number, number, Uint8Array][];
      const last = rows.at(-1);
      if (last === undefined) return;
      arrival = last[0];
      const ids = new Map<number, Uint8Array>();
      yield rows.map(([, log, seq, bytes]) => ({ log: this.#logId(log, ids), seq, bytes: this.#blob(bytes) }));
      // Gives the rest of the program its turn, however fast the reader is.
      await setImmediate();
    }
  }

  async signatures(): Promise<readonly StoredSignature[]> {
    const rows = this.#do(() => this.#sql.signatures.all()) as unknown as [number, number, Uint8Array][];
    const ids = new Map<number, Uint8Array>();
    return rows.map(([log, seq, signature]) => ({ log: this.#logId(log, ids), seq, signature: this.#blob(signature) }));
  }

  async read(log: Uint8Array, from: number, count: number, bytes: number): Promise<readonly StoredEntry[]> {
    return this.#do(() => {
      const number = this.#logs.find(log);
      const found: StoredEntry[] = [];
      if (number === undefined) return found;
      const id = log.slice();
      let size = 0;
      for (const row of this.#sql.entriesOfLog.iterate(number, from, count) as unknown as Iterable<[number, Uint8Array]>) {
        size += this.#blob(row[1]).length;
        if (found.length > 0 && size > bytes) break;
        found.push({ log: id, seq: row[0], bytes: row[1] });
      }
      return found;
    });
  }

  async note(name: string): Promise<Uint8Array | null> {
    const row = this.#do(() => this.#sql.note.get(name)) as unknown as [Uint8Array] | undefined;
    return row === undefined ? null : this.#blob(row[0]);
  }

  async write(batch: StoreBatch): Promise<void> {
    assertStoreBatch(batch);
    this.#do(() => this.#transaction(() => this.#apply(batch)));
    const hasForgotten = [batch.erased, batch.rewritten].some((some) => some !== undefined && some.length > 0);
    if (hasForgotten) this.#rewrite();
    if (hasForgotten || batch.notes?.some(([, value]) => value === null)) this.#emptyLog();
  }

  async check(): Promise<readonly string[]> {
    try {
      const found = this.#do(() => this.#db.prepare('PRAGMA quick_check').all());
      return found.map((row) => String(row.quick_check)).filter((line) => line !== 'ok');
    } catch (error) {
      // Some damage stops the check itself.
      if (error instanceof OperatingError && error.name === 'StoreDamaged') return [String((error.cause as Error).message)];
      throw error;
    }
  }

  async close(): Promise<void> {
    // Also moves what is left in the write-ahead log into the file and removes the log.
    if (!this.closed) this.#db.close();
  }

  #apply(batch: StoreBatch): void {
    for (const log of batch.erased ?? []) this.#erase(log);
    for (const { log, seq, bytes } of batch.entries ?? []) this.#sql.addEntry.run(this.#logs.give(log), seq, bytes);
    for (const { log, seq, bytes } of batch.rewritten ?? []) this.#sql.putBytes.run(bytes, this.#logs.find(log) ?? null, seq);
    for (const { log, from, to } of batch.obsolete ?? []) this.#sql.dropSignatures.run(this.#logs.find(log) ?? null, from, to);
    for (const { log, seq, signature } of batch.signatures ?? []) this.#sql.putSignature.run(this.#logs.give(log), seq, signature);
    for (const [name, value] of batch.notes ?? []) {
      if (value === null) this.#sql.dropNote.run(name);
      else this.#sql.putNote.run(name, value);
    }
  }

  #erase(log: Uint8Array): void {
    const number = this.#logs.find(log);
    if (number === undefined) return;
    this.#sql.eraseEntries.run(number);
    this.#sql.eraseSignatures.run(number);
    this.#logs.drop(log);
  }

  #transaction(work: () => void): void {
    try {
      this.#sql.begin.run();
      work();
      this.#sql.commit.run();
    } catch (cause) {
      // SQLite has rolled back by itself after some errors, such as a full disk.
      if (this.#db.isTransaction) this.#sql.rollback.run();
      this.#logs.reload();
      throw cause;
    }
  }

  /**
   * Writes the file anew without what is free in it: where SQLite has moved entries from page to page, zeros do not reach what lay between them. For
   * 100,000 entries this takes 0.4 s; a week of talk is erased once, and bodies seldom.
   */
  #rewrite(): void {
    try {
      this.#db.exec('VACUUM');
    } catch {
      // The batch itself is flushed and stands: nothing reads what it erased. The next erasing does it.
    }
  }

  /** Moves everything out of the write-ahead log and cuts it to nothing, so that what was forgotten lies nowhere. */
  #emptyLog(): void {
    try {
      this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // The batch itself is flushed and stands. The next checkpoint does it.
    }
  }

  /** Runs `work` on the open database; its errors come out in words for a person. */
  #do<T>(work: () => T): T {
    if (this.closed) throw diskError('StoreClosed', this.#file);
    try {
      return work();
    } catch (cause) {
      throw sqliteError(this.#file, cause);
    }
  }

  #logId(number: number, ids: Map<number, Uint8Array>): Uint8Array {
    const known = ids.get(number);
    if (known !== undefined) return known;
    const id = this.#logs.idOf(number);
    if (id === undefined) throw diskError('StoreDamaged', this.#file);
    ids.set(number, id);
    return id;
  }

  /** A file that somebody else made may hold anything in any column. */
  #blob(value: unknown): Uint8Array {
    if (!(value instanceof Uint8Array)) throw diskError('StoreDamaged', this.#file);
    return value;
  }
}
