import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import type { Store, StoredEntry } from '../../ports/store.ts';
import { openDatabase } from './open.ts';
import { TABLES } from './schema.ts';
import { sqliteError } from './sqlite-errors.ts';
import { checkSqliteStore, openSqliteStore } from './store.ts';

const log = new Uint8Array(32).fill(7);

const entries = (from: number, count: number): StoredEntry[] =>
  Array.from({ length: count }, (_, i) => ({ log, seq: from + i, bytes: new Uint8Array(385).fill(from + i) }));

async function seqs(store: Store): Promise<number[]> {
  const found: number[] = [];
  for await (const batch of store.entries()) found.push(...batch.map(({ seq }) => seq));
  return found;
}

const upTo = (end: number): number[] => Array.from({ length: end }, (_, seq) => seq);

/** A folder for one test, and the file of a store in it. */
async function place(t: TestContext): Promise<{ folder: string; file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'moot-faults-'));
  t.after(() => rm(folder, { recursive: true }));
  return { folder, file: join(folder, 'ab.db') };
}

/** A closed store of 1000 entries. */
async function filled(t: TestContext): Promise<string> {
  const { file } = await place(t);
  const store = await openSqliteStore(file);
  await store.write({ entries: entries(0, 1000) });
  await store.close();
  return file;
}

/** Changes a store's file behind its back. */
function alter(file: string, sql: string): void {
  const db = new DatabaseSync(file, { defensive: false });
  db.exec(sql);
  db.close();
}

test('a store of a newer Moot is left alone', async (t) => {
  const file = await filled(t);
  alter(file, 'PRAGMA user_version = 2');
  const before = await readFile(file);
  await assert.rejects(openSqliteStore(file), { name: 'StoreTooNew', message: /newer Moot/ });
  assert.ok(before.equals(await readFile(file)));
  assert.deepEqual(await readdir(join(file, '..')), ['ab.db']);
});

test('a file that is no store is left alone', async (t) => {
  const { file } = await place(t);
  await writeFile(file, 'Dear Ana, '.repeat(1000));
  await assert.rejects(openSqliteStore(file), { name: 'StoreDamaged', message: /left as it is/ });
  assert.equal(await readFile(file, 'latin1'), 'Dear Ana, '.repeat(1000));
  await rm(file);
  alter(file, 'CREATE TABLE songs (title TEXT)');
  await assert.rejects(openSqliteStore(file), { name: 'StoreDamaged' });
});

test('a store that somebody has given a trigger, a view or other tables is not used', async (t) => {
  for (const addition of [
    'CREATE TRIGGER more AFTER INSERT ON entries BEGIN DELETE FROM entries; END',
    'CREATE VIEW more AS SELECT 1',
    'CREATE TABLE more (a)',
    'DROP INDEX places',
  ]) {
    const file = await filled(t);
    alter(file, addition);
    await assert.rejects(openSqliteStore(file), { name: 'StoreDamaged' }, addition);
  }
});

test('a store that somebody has made with values of other kinds is noticed', async (t) => {
  for (const row of ["(1, 1, 0, 'text')", "(1, 1, 9007199254740993, x'00')", "(1, 2, 0, x'00')"]) {
    const { file } = await place(t);
    await (await openSqliteStore(file)).close();
    const schema = (TABLES[1] as string).replaceAll("'", "''");
    alter(
      file,
      `INSERT INTO logs VALUES (1, x'${'07'.repeat(32)}'); DROP TABLE entries; CREATE TABLE entries (arrival INTEGER PRIMARY KEY, log, seq, bytes);
       CREATE UNIQUE INDEX places ON entries (log, seq); INSERT INTO entries VALUES ${row};
       PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = '${schema}' WHERE name = 'entries'`,
    );
    const store = await openSqliteStore(file);
    await assert.rejects(seqs(store), { name: 'StoreDamaged' }, row);
    await store.close();
  }
});

test('a store that has lost its end, or a piece of it, is noticed', async (t) => {
  const short = await filled(t);
  await truncate(short, (await stat(short)).size - 5 * 8192);
  await assert.rejects(
    openSqliteStore(short).then(async (store) => seqs(store).finally(() => store.close())),
    { name: 'StoreDamaged' },
  );

  const torn = await filled(t);
  const bytes = await readFile(torn);
  bytes.fill(0xa5, bytes.length >> 1, (bytes.length >> 1) + 30_000);
  await writeFile(torn, bytes);
  const store = await openSqliteStore(torn);
  await assert.rejects(seqs(store), { name: 'StoreDamaged' });
  assert.notDeepEqual(await store.check(), []);
  await store.close();
  assert.notDeepEqual(await checkSqliteStore(torn), []);
  assert.deepEqual(await checkSqliteStore(await filled(t)), []);
});

test('after a power cut whole batches are there, up to the first that did not reach the disk whole', async (t) => {
  const { folder, file } = await place(t);
  const store = await openSqliteStore(file);
  const wal = `${file}-wal`;
  const ends: number[] = [(await stat(wal)).size];
  for (let batch = 0; batch < 6; batch++) {
    await store.write({ entries: entries(batch * 30, 30) });
    ends.push((await stat(wal)).size);
  }
  // Another process copies it: reading the file in this one would drop the store's lock.
  execFileSync('cp', [file, wal, '-t', await mkdtemp(join(folder, 'cut-'))]);
  const cut = join(folder, (await readdir(folder)).find((name) => name.startsWith('cut-')) as string);
  const [whole, log] = [await readFile(join(cut, 'ab.db')), await readFile(join(cut, 'ab.db-wal'))];
  for (let length = ends[0] as number; length <= log.length; length += 2500) {
    for (const harm of ['cut', 'garbled']) {
      const left =
        harm === 'cut' ? log.subarray(0, length) : Buffer.concat([log.subarray(0, length), Buffer.alloc(log.length - length, 0x5a)]);
      await writeFile(join(cut, 'ab.db'), whole);
      await writeFile(join(cut, 'ab.db-wal'), left);
      const batches = ends.filter((end) => end <= length).length - 1;
      const restored = await openSqliteStore(join(cut, 'ab.db'));
      assert.deepEqual(await seqs(restored), upTo(batches * 30), `${harm} at ${length} of ${log.length}`);
      await restored.close();
    }
  }
  await store.close();
});

test('what is forgotten lies in no file any more', async (t) => {
  const { folder, file } = await place(t);
  const store = await openSqliteStore(file);
  const secret = new TextEncoder().encode('the old sealing key, to be deleted');
  const found = async (): Promise<string[]> => {
    const files = await readdir(folder);
    const there = await Promise.all(files.map(async (name) => (await readFile(join(folder, name))).includes(secret)));
    return files.filter((_, i) => there[i]);
  };
  await store.write({ entries: entries(0, 100), notes: [['a', secret], ...upTo(20).map((n) => [`n${n}`, new Uint8Array(200)] as const)] });
  assert.notDeepEqual(await found(), []);
  await store.write({ notes: [['a', null]] });
  assert.deepEqual(await found(), []);
  await store.write({ notes: [['a', secret]] });
  await store.write({ notes: [['a', new Uint8Array(1)]] });
  await store.close();
  assert.deepEqual(await found(), [], 'what is replaced goes at the latest with closing');
});

test('an entry that is erased, or its body, lies in no file any more, whatever was written around it', async (t) => {
  const { folder, file } = await place(t);
  const store = await openSqliteStore(file);
  const [log, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const words = (seq: number): Uint8Array => new TextEncoder().encode(`what was said ${seq} `.repeat(seq % 50 === 0 ? 2000 : 20));
  const lies = async (seq: number): Promise<boolean> => {
    const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))));
    return files.some((bytes) => bytes.includes(words(seq).subarray(0, 40)));
  };
  for (let seq = 0; seq < 200; seq++) {
    await store.write({ entries: [{ log: seq % 2 === 0 ? log : other, seq, bytes: words(seq) }] });
  }
  assert.ok(await lies(100));
  await store.write({ rewritten: [{ log: other, seq: 51, bytes: new Uint8Array(90) }] });
  assert.ok(!(await lies(51)) && (await lies(53)));
  await store.write({ erased: [log] });
  for (let seq = 0; seq < 200; seq += 2) assert.ok(!(await lies(seq)), `${seq} is still there`);
  assert.ok(await lies(53));
  await store.close();
  assert.ok(!(await lies(51)) && !(await lies(100)) && (await lies(53)));
});

test('SQLite says that the disk is full: so does the store, in words', async (t) => {
  const { file } = await place(t);
  const db = openDatabase(file);
  db.exec('PRAGMA max_page_count = 10');
  const insert = db.prepare('INSERT INTO notes VALUES (?, zeroblob(50000))');
  const fill = (): void => {
    try {
      for (let n = 0; n < 10; n++) insert.run(`${n}`);
    } catch (cause) {
      throw sqliteError(file, cause);
    }
  };
  assert.throws(fill, {
    name: 'DiskFull',
    message: /^The disk of this device is full, so Moot cannot save\. What was shown as saved is safe\./,
  });
  db.close();
});

test('on a disk that is really full nothing acknowledged is lost, and it goes on once there is room', async (t) => {
  const { folder } = await place(t);
  const disk = join(folder, 'disk');
  const root = (command: string, ...args: string[]): void => void execFileSync(command, args, { stdio: 'ignore' });
  try {
    root('mkdir', disk);
    root('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk);
  } catch {
    return t.skip('only root may mount a small disk');
  }
  try {
    const file = join(disk, 'ab.db');
    let store = await openSqliteStore(file);
    const fill = async (from: number): Promise<number> => {
      for (let end = from; ; end += 40) {
        const full = await store.write({ entries: entries(end, 40) }).then(
          () => false,
          (error) => error.name === 'DiskFull' || assert.fail(error),
        );
        if (full) return end;
      }
    };
    const first = await fill(0);
    assert.ok(first > 0);
    assert.deepEqual(await seqs(store), upTo(first));
    root('mount', '-o', 'remount,size=3m', disk);
    const second = await fill(first);
    assert.ok(second > first, 'the same store goes on');
    await store.close();
    store = await openSqliteStore(file);
    assert.deepEqual(await seqs(store), upTo(second), 'closing on a full disk loses nothing');
    assert.deepEqual(await store.check(), []);
    await store.close();
    root('mount', '-o', 'remount,ro', disk);
    await assert.rejects(openSqliteStore(file), { name: 'NoAccess' });
  } finally {
    root('umount', disk);
  }
});

test('a place without a folder, or one that is a folder, says so', async (t) => {
  const { folder } = await place(t);
  await assert.rejects(openSqliteStore(join(folder, 'nowhere', 'ab.db')), { name: 'NoAccess' });
  await assert.rejects(openSqliteStore(folder), { name: 'NoAccess' });
});
