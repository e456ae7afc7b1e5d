import * as v from 'valibot';
import { encodeCbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { equalBytes } from '../bytes/octets.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { backupKey } from '../cell/actions.ts';
import { signLink } from '../cell/devices.ts';
import { readRecoveryWords, recoveryWords } from '../crypto/recovery-words.ts';
import { signingKeys } from '../crypto/sign.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import type { StoredEntry } from '../ports/store.ts';
import { fields, writing } from '../practices/input.ts';
import { BACKUP_BYTES, type Backup, type CellBackup, openBackup, sealBackup } from './backup.ts';
import { readRecovery, SHARES_BYTES } from './entrusting.ts';
import { bundleOf, freshKeys, storeNameOf } from './founding.ts';
import { cardNoteOf, readCards } from './kept-cards.ts';
import { FORKS_NOTE } from './kept-forks.ts';
import type { CellKeys } from './keyring.ts';
import { Notes } from './notes.ts';
import { type CallOf, type Operation, onPeer } from './operation.ts';
import type { Peer } from './peer.ts';
import { recoveryKeyOf } from './recovery-key.ts';
import { backedUp } from './safeguards.ts';
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
  for await (const batch of seat.store.entries()) {
    entries.push(...batch);
    peer.isAtWork({ kind: 'backup', done: entries.length, of: Math.max(entries.length, seat.record.size) });
  }
  const epochs = seat.record.keys.all().map(({ circle, charter, secret }) => ({ circle, charter, secret }));
  return {
    cell: seat.cell.id,
    member,
    link,
    welcome: { blind: keys.welcome.blind, epochs },
    entries,
    signatures: await seat.store.signatures(),
    cards: (await readCards(seat.notes, seat.cell.currentDevices().keys())).slice(0, LIMITS.devices),
    forks: seat.forkProofs,
  };
}

/** A backup that was made. */
export interface MadeBackup {
  readonly bytes: Uint8Array;
  readonly cells: readonly { readonly id: Id; readonly entries: number }[];
  /** The recovery words where nobody has seen them yet; null where they were shown before. */
  readonly words: string | null;
}

/**
 * Makes a backup of all cells under the recovery key of this home.
 * @param keep puts the sealed bytes where they belong, and gives what can be read there
 * Refuses `locked`, `at-work`, `no-cell`, `backup-damaged` when what was read back is not the backup. Rejects with the store's error, or that of `keep`.
 */
export async function makeBackup(peer: Peer, keep: (sealed: Uint8Array) => Promise<Uint8Array>): Promise<Verdict<MadeBackup>> {
  if (peer.state !== 'open') return refuse('locked');
  if (peer.work !== null) return refuse('at-work');
  const { clock, random } = peer.parts;
  peer.isAtWork({ kind: 'backup', done: 0, of: 1 });
  try {
    const saved: CellBackup[] = [];
    for (const { cell } of peer.cells) {
      const seat = peer.presence(cell)?.seat;
      const backed = seat === undefined ? null : await backUpCell(seat, peer);
      if (backed !== null) saved.push(backed);
    }
    if (saved.length === 0) return refuse('no-cell');
    // In the keyring before anything is sealed with it: no backup has words that nobody can be shown.
    const recovery = await recoveryKeyOf(peer);
    const now = Math.floor(clock.now() / 1000);
    const sealed = sealBackup({ version: 1, time: now, cells: saved }, recovery, random.bytes(16));
    // Only what has been read back is a backup.
    const read = await keep(sealed);
    if (!equalBytes(read, sealed) || !openBackup(read, recovery).ok) return refuse('backup-damaged');
    const isFirst = !peer.safeguards.isShown;
    await peer.guard((was) => ({ ...backedUp(was, now), isShown: true }));
    const cells = saved.map(({ cell, entries }) => ({ id: cell, entries: entries.length }));
    return accept({ bytes: sealed, cells, words: isFirst ? recoveryWords(recovery) : null });
  } finally {
    peer.isAtWork(null);
  }
}

const backup = onPeer({
  name: 'backup',
  changes: true,
  input: fields({ file: path }),
  usage: { positional: ['file'], flags: [], switches: [] },
  async run(peer, { file }) {
    const { files } = peer.parts;
    const made = await makeBackup(peer, async (sealed) => {
      await files.write(file, sealed);
      return files.read(file, BACKUP_BYTES);
    });
    if (!made.ok) return made;
    const { bytes, cells, words } = made.value;
    return accept({ file, cells, bytes: bytes.length, words });
  },
  tell: ({ file, words, cells }) =>
    `The backup of ${cells.length === 1 ? 'one cell' : `${cells.length} cells`} is in ${file}, and was read back.\n${
      words === null
        ? 'It opens with your recovery words; "moot recovery-words" shows them.'
        : `It opens with these twelve words only, as all your later ones will. Write them on paper.\n\n  ${words}\n`
    }`,
});

/** Brings a cell back: what was stored goes into a new store, and a new device is linked by the backup's key in place of the lost ones. */
async function restoreCell(peer: Peer, saved: CellBackup): Promise<void> {
  const { home, random } = peer.parts;
  const keys: CellKeys = { ...freshKeys(saved.cell, random, null), welcome: saved.welcome };
  const store = await home.openStore(storeNameOf(keys));
  try {
    for (let i = 0; i < saved.entries.length; i += BATCH) {
      peer.isAtWork({ kind: 'restore', done: i, of: saved.entries.length });
      await store.write({ entries: saved.entries.slice(i, i + BATCH) });
    }
    const notes = new Notes(store, keys.notes, random);
    await store.write({
      signatures: saved.signatures,
      notes: [
        ...saved.cards.map(({ device, sealed }) => notes.sealed(cardNoteOf(device), sealed)),
        notes.sealed(FORKS_NOTE, encodeCbor([...saved.forks])),
      ],
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
}

/** What was brought back. */
export interface Restored {
  readonly cells: readonly { readonly id: Id; readonly entries: number }[];
}

/**
 * Brings back all cells of a backup, each with this device as a new one.
 * @param words the twelve recovery words, or shares of them, one under the other
 * Refuses `locked`, `at-work`, what `readRecovery` refuses, `backup-none`, `backup-too-new`, `backup-damaged`, `not-empty`. Rejects with the home's or a store's error.
 */
export async function restoreBackup(peer: Peer, file: Uint8Array, words: string): Promise<Verdict<Restored>> {
  if (peer.state !== 'open') return refuse('locked');
  if (peer.work !== null) return refuse('at-work');
  const recovery = readRecovery(words);
  if (!recovery.ok) return recovery;
  const opened: Verdict<Backup> = openBackup(file, recovery.value);
  if (!opened.ok) return opened;
  const saved = opened.value.cells;
  if (saved.some(({ cell }) => peer.cells.some((keys) => keys.cell === cell))) return refuse('not-empty');
  try {
    for (const cell of saved) await restoreCell(peer, cell);
  } finally {
    peer.isAtWork(null);
  }
  // Whoever has just typed them has them on paper: they serve this home too, unless it has words that are in use. Whoever came by shares has not.
  const areWritten = readRecoveryWords(words).ok;
  await peer.guard((was) =>
    was.isWritten || was.backedUp > 0 ? was : { ...was, recovery: recovery.value, isShown: areWritten, isWritten: areWritten },
  );
  return accept({ cells: saved.map(({ cell, entries }) => ({ id: cell, entries: entries.length })) });
}

const restore = onPeer({
  name: 'restore',
  changes: true,
  input: fields({ file: path, words: writing(SHARES_BYTES) }),
  usage: { positional: ['file'], flags: [], switches: [] },
  async run(peer, { file, words }) {
    if (peer.state !== 'open') return refuse('locked');
    return restoreBackup(peer, await peer.parts.files.read(file, BACKUP_BYTES), words);
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
