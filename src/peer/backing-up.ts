import * as v from 'valibot';
import { LIMITS } from '../bytes/limits.ts';
import { equalBytes } from '../bytes/octets.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { backupKey } from '../cell/actions.ts';
import { signLink } from '../cell/devices.ts';
import { RECOVERY_BYTES, readRecoveryWords, recoveryWords } from '../crypto/recovery-words.ts';
import { signingKeys } from '../crypto/sign.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import type { StoredEntry } from '../ports/store.ts';
import { fields, writing } from '../practices/input.ts';
import { BACKUP_BYTES, type Backup, type CellBackup, openBackup, sealBackup } from './backup.ts';
import { bundleOf, freshKeys, storeNameOf } from './founding.ts';
import { cardNoteOf, readCards } from './kept-cards.ts';
import type { CellKeys } from './keyring.ts';
import { Notes } from './notes.ts';
import { type CallOf, type Operation, onPeer } from './operation.ts';
import type { Peer } from './peer.ts';
import type { Seat } from './seat.ts';

/** Entries that are put into a store at once. */
const BATCH = 1000;

const path = v.pipe(v.string('input.no-text'), v.minLength(1, 'input.field-missing'), v.maxLength(4096, 'input.text-too-long'));

/** One cell for a backup. The key that will link the new device goes into the record first, so that the others know it. */
async function backUpCell(seat: Seat, peer: Peer): Promise<CellBackup | null> {
  const { member, keys } = seat;
  if (member === undefined || keys.welcome === null) return null;
  const link = peer.parts.random.bytes(32);
  const action = backupKey.write({ key: signingKeys(link).publicKey });
  await seat.write([{ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action }]);
  await seat.settled();
  const entries: StoredEntry[] = [];
  for await (const batch of seat.store.entries()) entries.push(...batch);
  const epochs = seat.record.keys.all().map(({ circle, charter, secret }) => ({ circle, charter, secret }));
  return {
    cell: seat.cell.id,
    member,
    link,
    welcome: { blind: keys.welcome.blind, epochs },
    entries,
    signatures: await seat.store.signatures(),
    cards: (await readCards(seat.notes, seat.cell.currentDevices().keys())).slice(0, LIMITS.devices),
  };
}

const backup = onPeer({
  name: 'backup',
  changes: true,
  input: fields({ file: path }),
  usage: { positional: ['file'], flags: [], switches: [] },
  async run(peer, { file }) {
    if (peer.state !== 'open') return refuse('locked');
    const { clock, random, files } = peer.parts;
    const cells: CellBackup[] = [];
    for (const { cell } of peer.cells) {
      const seat = peer.presence(cell)?.seat;
      const backed = seat === undefined ? null : await backUpCell(seat, peer);
      if (backed !== null) cells.push(backed);
    }
    if (cells.length === 0) return refuse('no-cell');
    const recovery = random.bytes(RECOVERY_BYTES);
    const sealed = sealBackup({ version: 1, time: Math.floor(clock.now() / 1000), cells }, recovery, random.bytes(16));
    await files.write(file, sealed);
    // Only what has been read back from the disk is a backup.
    const read = await files.read(file, BACKUP_BYTES);
    if (!equalBytes(read, sealed) || !openBackup(read, recovery).ok) return refuse('backup-damaged');
    return accept({
      file,
      cells: cells.map(({ cell, entries }) => ({ id: cell, entries: entries.length })),
      bytes: sealed.length,
      words: recoveryWords(recovery),
    });
  },
  tell: ({ file, words, cells }) =>
    `The backup of ${cells.length === 1 ? 'one cell' : `${cells.length} cells`} is in ${file}, and was read back.\nIt opens with these twelve words only. They are shown this once: write them on paper.\n\n  ${words}\n`,
});

/** Brings a cell back: what was stored goes into a new store, and a new device is linked by the backup's key in place of the lost ones. */
async function restoreCell(peer: Peer, saved: CellBackup): Promise<Verdict<null>> {
  const { home, random } = peer.parts;
  const keys: CellKeys = { ...freshKeys(saved.cell, random, null), welcome: saved.welcome };
  const store = await home.openStore(storeNameOf(keys));
  try {
    for (let i = 0; i < saved.entries.length; i += BATCH) await store.write({ entries: saved.entries.slice(i, i + BATCH) });
    const notes = new Notes(store, keys.notes, random);
    await store.write({
      signatures: saved.signatures,
      notes: saved.cards.map(({ device, sealed }) => notes.sealed(cardNoteOf(device), sealed)),
    });
  } finally {
    await store.close();
  }
  await peer.adopt(keys, async (seat) => {
    const bundle = bundleOf(keys);
    const revokes = [...seat.cell.currentDevices()].filter(([, { member }]) => member === saved.member).map(([device]) => device);
    const { publicKey, secretKey } = signingKeys(saved.link);
    const link = { member: saved.member, bundle, revokes };
    await seat.enter({ ...link, key: publicKey, proof: signLink(secretKey, saved.cell, link) });
  });
  return accept(null);
}

const restore = onPeer({
  name: 'restore',
  changes: true,
  input: fields({ file: path, words: writing(1024) }),
  usage: { positional: ['file'], flags: [], switches: [] },
  async run(peer, { file, words }) {
    if (peer.state !== 'open') return refuse('locked');
    const recovery = readRecoveryWords(words);
    if (!recovery.ok) return recovery;
    const opened: Verdict<Backup> = openBackup(await peer.parts.files.read(file, BACKUP_BYTES), recovery.value);
    if (!opened.ok) return opened;
    const saved = opened.value.cells;
    if (saved.some(({ cell }) => peer.cells.some((keys) => keys.cell === cell))) return refuse('not-empty');
    for (const cell of saved) {
      const restored = await restoreCell(peer, cell);
      if (!restored.ok) return restored;
    }
    return accept({ cells: saved.map(({ cell, entries }) => ({ id: cell, entries: entries.length })) });
  },
  tell: ({ cells }) =>
    `${cells.length === 1 ? 'One cell is' : `${cells.length} cells are`} back. This is a new device of yours: the old ones speak for you no more. The backup has done its work; make a new one.`,
});

/** What the API takes and gives of backups. */
export interface BackupApi {
  readonly backup: CallOf<typeof backup>;
  readonly restore: CallOf<typeof restore>;
}

export const BACKUP_OPERATIONS: readonly Operation[] = [backup, restore];
