/** Marks the file as a store of Moot: "Moot" in ASCII. */
export const APPLICATION_ID = 0x4d6f6f74;

/** Version of the tables below, kept in the file's header. A store with a greater one is left alone. */
export const FORMAT_VERSION = 1;

/**
 * Bytes of a page. Entries are about 385 bytes long, so a page wastes half of one on average; 4096 costs up to 35 bytes an entry more, and
 * 16384 makes a small cell's file twice as big. Measured overhead at 8192: 35 to 51 bytes for each of 100k entries, whatever their length.
 */
export const PAGE_BYTES = 8192;

/**
 * Entries lie in order of arrival, which packs pages full; a table ordered by (log, seq) would split pages in the middle, since eight logs
 * grow at once. Log ids of 32 bytes become small numbers.
 */
export const TABLES: readonly string[] = [
  'CREATE TABLE logs (number INTEGER PRIMARY KEY, id BLOB NOT NULL) STRICT',
  'CREATE TABLE entries (arrival INTEGER PRIMARY KEY, log INTEGER NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT',
  'CREATE UNIQUE INDEX places ON entries (log, seq)',
  'CREATE TABLE signatures (log INTEGER, seq INTEGER, signature BLOB NOT NULL, PRIMARY KEY (log, seq)) STRICT, WITHOUT ROWID',
  'CREATE TABLE notes (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID',
];
