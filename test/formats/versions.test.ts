import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { FORMAT_VERSION } from '../../src/adapters/sqlite/schema.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/store.ts';
import { type Cbor, encodeCbor } from '../../src/bytes/cbor.ts';
import { utf8 } from '../../src/bytes/octets.ts';
import type { Verdict } from '../../src/bytes/verdict.ts';
import { formatInvitation, type InvitationLetter, parseInvitation } from '../../src/cell/invitation.ts';
import { readDaemonFile } from '../../src/daemon/daemon-file.ts';
import { readSessions } from '../../src/daemon/sessions-file.ts';
import { decodeEntry, ENTRY_VERSION } from '../../src/log/entry.ts';
import { openBackup } from '../../src/peer/backup.ts';
import { decodeKeyring, EMPTY_KEYRING, unlockKeyring } from '../../src/peer/keyring.ts';
import { DOOR_VERSION } from '../../src/sync/door-messages.ts';
import { SYNC } from '../../src/sync/limits.ts';
import { LINKING_VERSION } from '../../src/sync/linking-messages.ts';
import { readTranscript } from '../../src/tally/transcript.ts';

// What an older Moot says to what a newer one has written: never that it is damaged.

const folder = mkdtempSync(join(tmpdir(), 'moot-newer-'));
after(() => rmSync(folder, { recursive: true }));

const reason = (verdict: Verdict<unknown>): string | null => (verdict.ok ? null : verdict.reason);
const ofVersion = (version: number): Uint8Array => encodeCbor([version, 'of a later time'] as Cbor);

test('a keyring, locked or open, that a newer Moot has written', () => {
  assert.equal(reason(unlockKeyring(ofVersion(2), 'x')), 'keyring-too-new');
  assert.equal(reason(unlockKeyring(ofVersion(1), 'x')), 'keyring-damaged');
  assert.equal(reason(decodeKeyring(ofVersion(EMPTY_KEYRING.version + 1))), 'keyring-too-new');
  assert.equal(reason(decodeKeyring(ofVersion(EMPTY_KEYRING.version))), 'keyring-damaged');
});

test('a backup that a newer Moot has made', () => {
  const opened = (text: string) => reason(openBackup(utf8(`${text}\n${'x'.repeat(99)}`), new Uint8Array(16)));
  assert.deepEqual(['Moot backup 2', 'Moot backup 1', 'A letter'].map(opened), ['backup-too-new', 'backup-damaged', 'backup-none']);
});

test('a draw that was written down', () => {
  const read = (format: string) => reason(readTranscript(JSON.stringify({ format })));
  assert.deepEqual(['moot-draw-2', 'moot-draw-1', 'a letter'].map(read), ['transcript-too-new', 'transcript-unread', 'transcript-unread']);
});

test('an invitation, and an entry', () => {
  const letter: InvitationLetter = {
    version: 1,
    cell: 'ab'.repeat(32),
    name: 'Bakery',
    secret: new Uint8Array(16),
    expires: 9,
    addresses: [],
  };
  assert.equal(reason(parseInvitation(formatInvitation({ ...letter, version: 2 as 1 }))), 'invitation-too-new');
  assert.equal(reason(decodeEntry(ofVersion(ENTRY_VERSION + 1))), 'entry-too-new');
});

test('a store is left alone', async () => {
  const file = join(folder, 'ab.db');
  await (await openSqliteStore(file)).close();
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA user_version = ${FORMAT_VERSION + 1}`);
  db.close();
  const before = readFileSync(file);
  await assert.rejects(openSqliteStore(file), { name: 'StoreTooNew' });
  assert.deepEqual(readFileSync(file), before);
});

test("the daemon's files count as none, for a start writes them anew", async () => {
  writeFileSync(join(folder, 'daemon.json'), '{"format":2,"port":4000}');
  writeFileSync(join(folder, 'sessions.json'), '{"format":2,"sessions":[["a",1]]}');
  assert.deepEqual([await readDaemonFile(folder), await readSessions(folder)], [null, []]);
});

test('design/formats.md names the versions that the code has', () => {
  const page = readFileSync(new URL('../../design/formats.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| '));
  const told = new Map(rows.map((line) => line.slice(2, -2).split(' | ')).map(([name = '', version = '']) => [name, Number(version)]));
  const versions = {
    'store of a cell': FORMAT_VERSION,
    entry: ENTRY_VERSION,
    keyring: EMPTY_KEYRING.version,
    'links between devices': SYNC.version,
    door: DOOR_VERSION,
    'linking of devices': LINKING_VERSION,
  };
  for (const [name, version] of Object.entries(versions)) assert.equal(told.get(name), version, name);
});
