import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Everything that a store says to SQLite while it is open. */
export interface Statements {
  readonly begin: StatementSync;
  readonly commit: StatementSync;
  readonly rollback: StatementSync;
  readonly addEntry: StatementSync;
  readonly putBytes: StatementSync;
  readonly eraseEntries: StatementSync;
  readonly eraseSignatures: StatementSync;
  readonly lastArrival: StatementSync;
  readonly entriesAfter: StatementSync;
  readonly entriesOfLog: StatementSync;
  readonly putSignature: StatementSync;
  readonly dropSignatures: StatementSync;
  readonly signatures: StatementSync;
  readonly putNote: StatementSync;
  readonly dropNote: StatementSync;
  readonly note: StatementSync;
}

/** Prepares them once; rows come as arrays, which is faster than as objects by a third. */
export function prepareStatements(db: DatabaseSync): Statements {
  const prepare = (sql: string): StatementSync => {
    const statement = db.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  };
  return {
    begin: prepare('BEGIN IMMEDIATE'),
    commit: prepare('COMMIT'),
    rollback: prepare('ROLLBACK'),
    addEntry: prepare('INSERT INTO entries (log, seq, bytes) VALUES (?, ?, ?)'),
    putBytes: prepare('UPDATE entries SET bytes = ? WHERE log = ? AND seq = ?'),
    eraseEntries: prepare('DELETE FROM entries WHERE log = ?'),
    eraseSignatures: prepare('DELETE FROM signatures WHERE log = ?'),
    lastArrival: prepare('SELECT ifnull(max(arrival), 0) FROM entries'),
    entriesAfter: prepare('SELECT arrival, log, seq, bytes FROM entries WHERE arrival > ? AND arrival <= ? ORDER BY arrival LIMIT ?'),
    entriesOfLog: prepare('SELECT seq, bytes FROM entries WHERE log = ? AND seq >= ? ORDER BY seq LIMIT ?'),
    putSignature: prepare('INSERT OR REPLACE INTO signatures (log, seq, signature) VALUES (?, ?, ?)'),
    dropSignatures: prepare('DELETE FROM signatures WHERE log = ? AND seq >= ? AND seq < ?'),
    signatures: prepare('SELECT log, seq, signature FROM signatures'),
    putNote: prepare('INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)'),
    dropNote: prepare('DELETE FROM notes WHERE name = ?'),
    note: prepare('SELECT value FROM notes WHERE name = ?'),
  };
}
