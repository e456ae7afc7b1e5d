import { type Cbor, decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { bool, bytes, bytesUpTo, hex, id, list, nullable, oneOf, record, type Shape, text, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { seal, unseal } from '../crypto/committed-seal.ts';
import { PASSPHRASE_COST, type PassphraseCost, passphraseKey } from '../crypto/passphrase.ts';
import { FIRST_SAFEGUARDS, firstSafeguardsShape, type Safeguards, safeguardsShape } from './safeguards.ts';

/** An epoch's secret that came otherwise than by an entry of the record. */
export interface KeptEpoch {
  readonly circle: string;
  readonly charter: Id;
  readonly secret: Uint8Array;
}

/** How far a person who has been invited has got. */
export interface Joining {
  /** The invitation's text. */
  readonly invitation: string;
  readonly name: string;
  /** Whether they were in the cell before under this name, and have lost their devices. */
  readonly again: boolean;
  /** The proposal by which the group decides, once somebody has opened the door. */
  readonly proposal: Id | null;
  /** Why it came to nothing; null while it may still come to something. */
  readonly refused: string | null;
}

/** All that this device must keep secret about one cell. */
export interface CellKeys {
  readonly cell: Id;
  /** Seed of the device's signing key. */
  readonly device: Uint8Array;
  /** Seeds of its prekeys, the newest last. */
  readonly prekeys: readonly Uint8Array[];
  /** Seed of its network identity: another one in each cell, so that nothing links them. */
  readonly network: Uint8Array;
  /** The port that it listens on; 0 before it has chosen one. */
  readonly port: number;
  /** Seals the notes of the cell's store. */
  readonly notes: Uint8Array;
  /** The cell's blinding secret and the epochs from its welcome; null while it still waits at the door. */
  readonly welcome: { readonly blind: Uint8Array; readonly epochs: readonly KeptEpoch[] } | null;
  readonly joining: Joining | null;
}

/** What a person's device keeps under the passphrase. */
export interface Keyring {
  readonly version: 3;
  readonly cells: readonly CellKeys[];
  readonly safeguards: Safeguards;
}

/** A keyring in which there is nothing yet. */
export const EMPTY_KEYRING: Keyring = { version: 3, cells: [], safeguards: FIRST_SAFEGUARDS };

const seed = bytes(32);
const keptEpoch: Shape<KeptEpoch> = record({ circle: hex(8), charter: id, secret: seed });
/** The shape of epochs, in the keyring, in notes and on the way. */
export const keptEpochs = list(keptEpoch, 100_000);
/** The shape of a welcome's content, in the keyring and on the way. */
export const welcomeShape = record<NonNullable<CellKeys['welcome']>>({ blind: seed, epochs: keptEpochs });
const firstJoining: { [K in keyof Omit<Joining, 'again'>]: Shape<Joining[K]> } = {
  invitation: text(LIMITS.invitationBytes),
  name: text(LIMITS.nameBytes),
  proposal: nullable(id),
  refused: nullable(text(LIMITS.nameBytes)),
};
const joining: Shape<Joining> = record({ ...firstJoining, again: bool });
const cellFields: { [K in keyof Omit<CellKeys, 'joining'>]: Shape<CellKeys[K]> } = {
  cell: id,
  device: seed,
  prekeys: list(seed, 64),
  network: seed,
  port: uint(65535),
  notes: seed,
  welcome: nullable(welcomeShape),
};
const cellKeys: Shape<CellKeys> = record({ ...cellFields, joining: nullable(joining) });
const keyringShape: Shape<Keyring> = record({ version: oneOf(3), cells: list(cellKeys, 256), safeguards: safeguardsShape });

type FirstCellKeys = Omit<CellKeys, 'joining'> & { readonly joining: Omit<Joining, 'again'> | null };
const firstCells = list(record<FirstCellKeys>({ ...cellFields, joining: nullable(record(firstJoining)) }), 256);
/** Earlier forms are read, and written no more. The first held cells alone; the second did not know of coming back. */
const firstShape = record<{ readonly version: 1; readonly cells: readonly FirstCellKeys[] }>({ version: oneOf(1), cells: firstCells });
const secondShape = record<{ readonly version: 2; readonly cells: readonly FirstCellKeys[]; readonly safeguards: Safeguards }>({
  version: oneOf(2),
  cells: firstCells,
  safeguards: firstSafeguardsShape,
});

interface LockedKeyring {
  readonly version: 1;
  /** Of the passphrase. */
  readonly salt: Uint8Array;
  /** Of this writing: never used twice. */
  readonly fresh: Uint8Array;
  readonly sealed: Uint8Array;
}
const lockedShape: Shape<LockedKeyring> = record({ version: oneOf(1), salt: bytes(16), fresh: bytes(16), sealed: bytesUpTo(1 << 26) });

/** A keyring as plain bytes, for a backup. */
export function encodeKeyring(keyring: Keyring): Uint8Array {
  return encodeCbor(keyringShape.write(keyring));
}

/** A keyring from plain bytes. Refuses `keyring-damaged`, `keyring-too-new`. */
export function decodeKeyring(octets: Uint8Array): Verdict<Keyring> {
  const value = decodeCbor(octets);
  if (!value.ok) return refuse('keyring-damaged');
  if (isNewer(value.value, EMPTY_KEYRING.version)) return refuse('keyring-too-new');
  const keyring = keyringShape.read(value.value);
  if (keyring !== undefined) return accept(keyring);
  const second = secondShape.read(value.value);
  const first = second ?? firstShape.read(value.value);
  if (first === undefined) return refuse('keyring-damaged');
  const cells = first.cells.map((keys) => ({ ...keys, joining: keys.joining === null ? null : { ...keys.joining, again: false } }));
  return accept({ ...EMPTY_KEYRING, cells, safeguards: second?.safeguards ?? FIRST_SAFEGUARDS });
}

/** A passphrase's key with its salt: computed once, for it is slow on purpose. */
export interface Lock {
  readonly salt: Uint8Array;
  readonly key: Uint8Array;
}

/** The lock of a passphrase. @param salt 16 random bytes, kept with the keyring @param cost what each guess at it costs */
export function lockOf(passphrase: string, salt: Uint8Array, cost: PassphraseCost = PASSPHRASE_COST): Lock {
  return { salt, key: passphraseKey(passphrase, salt, cost) };
}

/** The bytes of a locked keyring. @param fresh 16 random bytes */
export function lockKeyring(keyring: Keyring, lock: Lock, fresh: Uint8Array): Uint8Array {
  const sealed = seal(lock.key, 'moot/keyring', fresh, encodeKeyring(keyring));
  return encodeCbor(lockedShape.write({ version: 1, salt: lock.salt, fresh, sealed }));
}

/** Opens a locked keyring. Refuses `keyring-damaged`, `keyring-too-new`, `passphrase-wrong`. @param cost that it was locked with */
export function unlockKeyring(
  octets: Uint8Array,
  passphrase: string,
  cost: PassphraseCost = PASSPHRASE_COST,
): Verdict<{ readonly keyring: Keyring; readonly lock: Lock }> {
  const value = decodeCbor(octets);
  if (value.ok && isNewer(value.value, 1)) return refuse('keyring-too-new');
  const locked = value.ok ? lockedShape.read(value.value) : undefined;
  if (locked === undefined) return refuse('keyring-damaged');
  const lock = lockOf(passphrase, locked.salt, cost);
  const plain = unseal(lock.key, 'moot/keyring', locked.fresh, locked.sealed);
  if (plain === null) return refuse('passphrase-wrong');
  const keyring = decodeKeyring(plain);
  return keyring.ok ? accept({ keyring: keyring.value, lock }) : keyring;
}

/** Whether what was read says that it is of a later version than those that are known: the version stands first. */
function isNewer(value: Cbor, known: number): boolean {
  const version = Array.isArray(value) ? (value as readonly Cbor[])[0] : undefined;
  return typeof version === 'number' && version > known;
}
