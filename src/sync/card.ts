import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { bytesOf, type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { compareBytes } from '../bytes/octets.ts';
import { bytes, bytesUpTo, hex, id, list, record, type Shape, text, uint } from '../bytes/shape.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import { seal, unseal } from '../crypto/committed-seal.ts';
import { type SigningKeys, sign, verify } from '../crypto/sign.ts';
import { type Epoch, type EpochKeys, epochTag } from '../log/epoch.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { SYNC } from './limits.ts';

const DOMAIN = 'moot/card';

/** Where a device was last to be reached, in its own words. */
export interface AddressCard {
  readonly device: Id;
  /** Its network id in this cell. */
  readonly network: string;
  /** Multiaddrs, at most eight. */
  readonly addresses: readonly string[];
  /** Its clock when it wrote the card, in seconds since 1970, and more than in its card before: the greater one is the newer card. */
  readonly time: number;
}

interface SignedCard {
  readonly card: AddressCard;
  readonly signature: Uint8Array;
}

interface SealedCard {
  readonly epoch: string;
  readonly salt: Uint8Array;
  readonly sealed: Uint8Array;
}

const cardShape: Shape<AddressCard> = record({
  device: id,
  network: text(SYNC.networkIdBytes),
  addresses: list(text(LIMITS.addressBytes), SYNC.addresses),
  time: uint(LIMITS.time),
});
const signedShape: Shape<SignedCard> = record({ card: cardShape, signature: bytes(64) });
const sealedShape: Shape<SealedCard> = record({ epoch: hex(4), salt: bytes(16), sealed: bytesUpTo(SYNC.cardBytes - 32) });

/**
 * A card, signed by its device and sealed to the cell, so that anybody can carry it and only members read it.
 * @param epoch of the whole cell @param salt 16 fresh random bytes
 */
export function sealCard(card: AddressCard, keys: SigningKeys, epoch: Epoch, salt: Uint8Array): Uint8Array {
  assert(card.device === idOf(keys.publicKey), 'a device to sign its own card');
  assert(cardShape.read(cardShape.write(card)) !== undefined, 'a card within its limits');
  const signature = sign(keys.secretKey, DOMAIN, encodeCbor(cardShape.write(card)));
  const plain = encodeCbor(signedShape.write({ card, signature }));
  return encodeCbor(sealedShape.write({ epoch: epochTag(epoch.id), salt, sealed: seal(epoch.secret, DOMAIN, salt, plain) }));
}

/**
 * A sealed card. Refuses `not-canonical`, `card-malformed`, `key-unknown` (sealed under an epoch that is not here), `card-sealed-wrongly`,
 * `signature-wrong`.
 */
export function openCard(octets: Uint8Array, keys: EpochKeys): Verdict<AddressCard> {
  if (octets.length > SYNC.cardBytes) return refuse('card-malformed');
  const outer = decodeCbor(octets);
  if (!outer.ok) return outer;
  const sealed = sealedShape.read(outer.value);
  if (sealed === undefined) return refuse('card-malformed');
  const epochs = keys.tagged(sealed.epoch).filter((epoch) => epoch.circle === WHOLE_CELL);
  if (epochs.length === 0) return refuse('key-unknown');
  for (const epoch of epochs) {
    const plain = unseal(epoch.secret, DOMAIN, sealed.salt, sealed.sealed);
    if (plain !== null) return readSigned(plain);
  }
  return refuse('card-sealed-wrongly');
}

function readSigned(plain: Uint8Array): Verdict<AddressCard> {
  const inner = decodeCbor(plain);
  if (!inner.ok) return inner;
  const signed = signedShape.read(inner.value);
  if (signed === undefined) return refuse('card-malformed');
  const { card, signature } = signed;
  const good = verify(bytesOf(card.device), DOMAIN, encodeCbor(cardShape.write(card)), signature);
  return good ? accept(card) : refuse('signature-wrong');
}

/** A card with the form in which it travels. */
export interface KeptCard {
  readonly card: AddressCard;
  readonly sealed: Uint8Array;
}

/**
 * Which of two cards of one device is the newer. The greater time; at the same time the greater sealed form, so that all devices end with the same.
 * @returns whether `other` takes the place of `kept`
 */
export function isNewer(other: KeptCard, kept: KeptCard | undefined): boolean {
  if (kept === undefined || other.card.time !== kept.card.time) return other.card.time > (kept?.card.time ?? -1);
  return compareBytes(other.sealed, kept.sealed) > 0;
}

/**
 * Whether a card's time can be true. One far ahead of our clock is not taken: it would stand for ever before every later one.
 * @param now our own clock, in seconds since 1970
 */
export function isPlausible(card: AddressCard, now: number): boolean {
  return card.time <= now + SYNC.cardAhead;
}
