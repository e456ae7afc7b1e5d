import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { bytesOf, type Id } from '../bytes/id.ts';
import { concatBytes, utf8 } from '../bytes/octets.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { type Bundle, decodeBundle, encodeBundle, memberIdOf } from '../cell/bundle.ts';
import { HPKE_SEED_BYTES, openSealed, sealTo } from '../crypto/hpke.ts';
import type { Epoch } from '../log/epoch.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import type { Random } from '../ports/random.ts';
import type { LackingKeys } from '../sync/events.ts';
import { type CellKeys, type KeptEpoch, welcomeShape } from './keyring.ts';
import { keptEpoch } from './own-keys.ts';
import type { Seat } from './seat.ts';

function bindingOf(cell: Id, bundle: Uint8Array): Uint8Array {
  return concatBytes(utf8('moot/welcome'), bytesOf(cell), bytesOf(memberIdOf(bundle)));
}

/** Epochs in one handing over, so that it fits a message. */
const EPOCHS_AT_ONCE = 500;

/**
 * What a new device needs to read the cell, sealed to its keys alone: the blinding secret and the epochs that are kept, of the whole cell and of its member's circles, as many of them as fit, the
 * newest. Whatever it lacks is handed over once it is linked. Null for keys that are none.
 */
export function sealWelcome(seat: Seat, bundle: Uint8Array, random: Random): Uint8Array | null {
  const reader = decodeBundle(bundle);
  const mayRead = ({ circle }: Epoch) => circle === WHOLE_CELL || (reader.ok && seat.cell.readersOf(circle).has(reader.value.device));
  const kept = seat.record.keys.all().filter(mayRead).slice(-EPOCHS_AT_ONCE);
  const epochs = kept.map(keptEpoch);
  return reader.ok ? sealPiece(seat, bundle, reader.value.sealing, epochs, random) : null;
}

/** @param bundle whom it is for @param sealing the prekey of theirs that it is sealed to */
function sealPiece(seat: Seat, bundle: Uint8Array, sealing: Uint8Array, epochs: readonly KeptEpoch[], random: Random): Uint8Array | null {
  const { welcome } = seat.keys;
  if (welcome === null) return null;
  const plain = encodeCbor(welcomeShape.write({ blind: welcome.blind, epochs }));
  return sealTo(sealing, bindingOf(seat.cell.id, bundle), plain, random.bytes(HPKE_SEED_BYTES));
}

/** Opens a welcome that was sealed to this device. Refuses `welcome-not-for-us`. @param bundle our own */
export function openWelcome(keys: CellKeys, bundle: Uint8Array, sealed: Uint8Array): Verdict<NonNullable<CellKeys['welcome']>> {
  for (const prekey of keys.prekeys) {
    // The seed is the secret key: its public half is not needed, and takes as long to make as the opening.
    const plain = openSealed(prekey, bindingOf(keys.cell, bundle), sealed);
    const value = plain === null ? null : decodeCbor(plain);
    const welcome = value?.ok ? welcomeShape.read(value.value) : undefined;
    if (welcome !== undefined) return accept(welcome);
  }
  return refuse('welcome-not-for-us');
}

/** Everything that a member's device may lack, sealed to its newest prekey in pieces: the epochs that were made by those who did not know of it yet. */
export function sealEpochs(seat: Seat, device: Id, bundle: Bundle, random: Random): Uint8Array[] {
  return sealPieces(seat, bundle, seat.cell.epochs.sealingOf(device, bundle.sealing), seat.cell.unsealedTo(device), random);
}

/** What a member's device has asked for, as far as it may read it and it is kept here, sealed to the prekey that it asked with. */
export function sealAsked(seat: Seat, device: Id, bundle: Bundle, asked: LackingKeys, random: Random): Uint8Array[] {
  const found = seat.cell.askedBy(device, asked).filter(({ circle }) => !seat.isSecretOver(circle));
  return sealPieces(seat, bundle, asked.prekey, found.slice(0, EPOCHS_AT_ONCE), random);
}

function sealPieces(seat: Seat, bundle: Bundle, sealing: Uint8Array, epochs: readonly Epoch[], random: Random): Uint8Array[] {
  const all = epochs.map(keptEpoch);
  const pieces: Uint8Array[] = [];
  for (let i = 0; i < all.length; i += EPOCHS_AT_ONCE) {
    const sealed = sealPiece(seat, encodeBundle(bundle), sealing, all.slice(i, i + EPOCHS_AT_ONCE), random);
    if (sealed !== null) pieces.push(sealed);
  }
  return pieces;
}
