import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { diskError } from '../../ports/disk-errors.ts';
import { APPLICATION_ID, FORMAT_VERSION, PAGE_BYTES, TABLES } from './schema.ts';
import { sqliteError } from './sqlite-errors.ts';

/**
 * How the file is written. `FULL` with a write-ahead log flushes every commit before it returns, and a torn last one is rolled back at the
 * next opening; on macOS only F_FULLFSYNC reaches the disk. Erased bytes are overwritten with zeros instead of left in free pages, which
 * costs appending some 4 % of its time. The rest is for files that come from others, on a stick: damaged pages are noticed early.
 */
const SETTINGS = `
  PRAGMA page_size = ${PAGE_BYTES};
  PRAGMA secure_delete = ON;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
  PRAGMA checkpoint_fullfsync = ON;
  PRAGMA wal_autocheckpoint = 1000;
  PRAGMA cell_size_check = ON;
  PRAGMA trusted_schema = OFF;
`;

/**
 * Opens the database of a store, making it if there is none, and holds it alone until it is closed: a second opener meets `StoreBusy`, and a
 * process that dies lets go.
 * @param file path; its folder exists
 * @throws OperatingError `StoreTooNew`, `StoreDamaged`, `StoreBusy`, `NoAccess`, `DiskFull`, `DiskFailing`
 */
export function openDatabase(file: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    makePrivate(file);
    db = new DatabaseSync(file);
    // The lock is the file's own and lasts until closing. Never open this file by other means in this process: closing that would drop it.
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    const application = pragma(db, 'application_id');
    const version = pragma(db, 'user_version');
    const fresh = schemaOf(db).length === 0 && application === 0 && version === 0;
    if (!fresh && application !== APPLICATION_ID) throw diskError('StoreDamaged', file);
    if (version > FORMAT_VERSION) throw diskError('StoreTooNew', file);
    db.exec(SETTINGS);
    if (fresh) makeTables(db);
    // Also keeps out files made by others with views or triggers that would run on our statements.
    else if (schemaOf(db).join() !== [...TABLES].sort().join()) throw diskError('StoreDamaged', file);
    return db;
  } catch (cause) {
    db?.close();
    throw sqliteError(file, cause);
  }
}

/** Makes an empty file that only its owner can read; SQLite gives the same rights to the files beside it. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch {
    // It is there already, or it cannot be made: SQLite tells which.
  }
}

function makeTables(db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE');
  for (const table of TABLES) db.exec(table);
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT_VERSION}; COMMIT`);
}

function pragma(db: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return db.prepare(`PRAGMA ${name}`).get()?.[name] as number;
}

function schemaOf(db: DatabaseSync): string[] {
  const rows = db.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  return rows.map((row) => row.sql as string).sort();
}
