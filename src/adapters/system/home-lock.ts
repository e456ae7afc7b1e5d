import { DatabaseSync } from 'node:sqlite';
import { diskError } from '../../ports/disk-errors.ts';

/** SQLite's result code for a lock that somebody else holds. */
const SQLITE_BUSY = 5;

/**
 * Holds a home against other processes for as long as this one lives, or until the function that it gives is called. Node has no file locks;
 * SQLite does, and the operating system frees them however a process ends, so nothing stale is ever left to clear away by hand.
 * @param file an empty file used for this alone, made if it is not there; nothing else in this process may open it, since closing it would free the lock
 * @param place the home, for people
 * @throws OperatingError `HomeInUse`, `NoAccess`
 */
export function holdHome(file: string, place: string): () => void {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file);
    db.exec('BEGIN EXCLUSIVE');
    const held = db;
    return () => held.close();
  } catch (cause) {
    db?.close();
    const { errcode } = cause as { errcode?: number };
    throw errcode === SQLITE_BUSY ? diskError('HomeInUse', place, cause) : diskError('NoAccess', place, cause);
  }
}
