import { canonicalEnd } from '../bytes/canonical.ts';
import { type Cbor, decodeCborPrefix, encodeCbor } from '../bytes/cbor.ts';
import { type Id, writeId } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { padmeSize } from '../bytes/padme.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { SEAL_BYTES, seal, unsealBriefly } from '../crypto/committed-seal.ts';
import { keyedHash } from '../crypto/hash.ts';
import type { Chain } from './chain.ts';
import { ENTRY_VERSION, type SealedEntry } from './entry.ts';
import { type Epoch, type EpochKeys, epochTag } from './epoch.ts';
import { decodeHead, encodeHead, type Head } from './head.ts';
import { type CircleId, LANES, type Lane, WHOLE_CELL } from './lane.ts';
import { isForAll, turnOfTalkCircle } from './talk-circle.ts';

/** Whose body it is: part of what its key is derived from, so that nobody can pass a body off as their own. */
export interface BodyPlace {
  readonly device: Id;
  readonly circle: CircleId;
  readonly lane: Lane;
}

// Written anew for each entry and read by none later: made each time they would cost as much as deriving a key from them.
const ofHead = new Uint8Array(48);
const ofBody = new Uint8Array(57);

function headContext(salt: Uint8Array, log: Uint8Array): Uint8Array {
  ofHead.set(salt);
  ofHead.set(log, 16);
  return ofHead;
}

function bodyContext(salt: Uint8Array, place: BodyPlace): Uint8Array {
  ofBody.set(salt);
  writeId(place.device, ofBody, 16);
  if (place.circle === WHOLE_CELL) ofBody.fill(0, 48, 56);
  else writeId(place.circle, ofBody, 48);
  ofBody[56] = LANES.indexOf(place.lane);
  return ofBody;
}

/** How large an action may be so that its entry stays within the limits, whatever its head. */
export const ACTION_BYTES = LIMITS.bodyBytes - SEAL_BYTES - LIMITS.headBytes;

/**
 * Seals head and action into an entry.
 * @param log blinded log id
 * @param keys the epoch for the head, which is the cell's or, for talk, that of its week; the circle's for the body, or the same one for the whole cell
 * @param salt 16 fresh random bytes
 * @returns refuses `action-too-large`, and as `action-malformed` what nobody could read: numbers below 0 or broken, too many arrays within arrays
 */
export function sealEntry(
  log: Uint8Array,
  head: Head,
  device: Id,
  lane: Lane,
  action: Cbor,
  keys: { readonly cell: Epoch; readonly circle: Epoch },
  salt: Uint8Array,
): Verdict<SealedEntry> {
  const plainHead = encodeHead(head);
  const plainAction = encodeCbor(action);
  if (plainAction.length > ACTION_BYTES) return refuse('action-too-large');
  if (canonicalEnd(plainAction) !== plainAction.length) return refuse('action-malformed');
  const plainBody = new Uint8Array(padmeSize(plainHead.length + plainAction.length, LIMITS.paddingFloor) - plainHead.length);
  plainBody.set(plainAction);
  return accept({
    version: ENTRY_VERSION,
    epoch: epochTag(keys.cell.id),
    salt,
    head: seal(keys.cell.secret, 'moot/head', headContext(salt, log), plainHead),
    body: seal(bodySecret(keys.cell, keys.circle), 'moot/action', bodyContext(salt, { device, circle: head.circle, lane }), plainBody),
  });
}

/**
 * The secret that a body is sealed under. What a circle says in its talk needs both secrets, its own and that of the week: so it is gone with the week,
 * though the circle's stays.
 */
function bodySecret(outer: Epoch, inner: Epoch): Uint8Array {
  return outer.id === inner.id || turnOfTalkCircle(outer.circle) === null
    ? inner.secret
    : keyedHash(outer.secret, 'moot/talk-of-circle', inner.secret);
}

/** Whether what a log holds may be sealed under an epoch: the cell's, or for talk that of its own turn. Else it would go before its time, or stay. */
export function mayBeSealedUnder({ circle }: Epoch, { talkCircle }: Pick<Chain, 'talkCircle'>): boolean {
  return circle === WHOLE_CELL || circle === talkCircle;
}

/** A head, and the epoch that opened it. */
export interface OpenedHead {
  readonly head: Head;
  readonly epoch: Epoch;
}

/** The bytes of a head, to be read at once (`unsealBriefly`), and the epoch that opened it. Refuses `key-unknown` (a key may still come), `head-sealed-wrongly`. @param log what its log is linked and sealed for */
export function unsealHead(
  log: Uint8Array,
  entry: SealedEntry,
  keys: EpochKeys,
): Verdict<{ readonly plain: Uint8Array; readonly epoch: Epoch }> {
  let isKnown = false;
  const context = headContext(entry.salt, log);
  for (const epoch of keys.tagged(entry.epoch)) {
    if (!isForAll(epoch.circle)) continue;
    isKnown = true;
    const plain = unsealBriefly(epoch.secret, 'moot/head', context, entry.head);
    if (plain !== null) return accept({ plain, epoch });
  }
  return isKnown ? refuse('head-sealed-wrongly') : refuse('key-unknown');
}

/** The head of an entry. Refuses what `unsealHead` and `decodeHead` refuse. */
export function openHead(log: Uint8Array, entry: SealedEntry, keys: EpochKeys): Verdict<OpenedHead> {
  const unsealed = unsealHead(log, entry, keys);
  if (!unsealed.ok) return unsealed;
  const head = decodeHead(unsealed.value.plain);
  return head.ok ? accept({ head: head.value, epoch: unsealed.value.epoch }) : head;
}

/**
 * The action in a body. A body for the whole cell is sealed under the very epoch of its head: whoever reads one reads the other, so that no two
 * members can be made to see different things. Refuses `erased`, `key-unknown` (not for this reader, or not yet), and for good:
 * `body-sealed-wrongly`, `not-canonical`, `padding-wrong`.
 */
export function openBody(entry: SealedEntry, { head, epoch }: OpenedHead, place: BodyPlace, keys: EpochKeys): Verdict<Cbor> {
  if (!(entry.body instanceof Uint8Array)) return refuse('erased');
  const whole = head.circle === WHOLE_CELL;
  const epochs = whole ? [epoch] : keys.tagged(head.bodyEpoch).filter(({ circle }) => circle === head.circle);
  if (epochs.length === 0) return refuse('key-unknown');
  const secrets = epochs.map((inner) => bodySecret(epoch, inner));
  return openWith(secrets, entry.salt, entry.body, place, entry.head.length);
}

/**
 * The action in a body, by the secrets of the epochs that it can be sealed under. Refuses for good: `body-sealed-wrongly`, `not-canonical`, `padding-wrong`.
 * @param headBytes of the sealed head
 */
export function openWith(
  secrets: readonly Uint8Array[],
  salt: Uint8Array,
  body: Uint8Array,
  place: BodyPlace,
  headBytes: number,
): Verdict<Cbor> {
  for (const secret of secrets) {
    const plain = unsealBody(secret, salt, place, body);
    if (plain !== null) return readBody(plain, headBytes);
  }
  return refuse('body-sealed-wrongly');
}

/** The bytes of a body with its padding, to be read at once (`unsealBriefly`); null where it was not sealed so. */
export function unsealBody(secret: Uint8Array, salt: Uint8Array, place: BodyPlace, body: Uint8Array): Uint8Array | null {
  return unsealBriefly(secret, 'moot/action', bodyContext(salt, place), body);
}

/**
 * The action in the bytes of a body. One content, one padded form: zeros behind it, exactly as many as Padmé asks for head and body together. Refuses `not-canonical`, `padding-wrong`.
 * @param headBytes of the sealed head
 */
export function readBody(plain: Uint8Array, headBytes: number): Verdict<Cbor> {
  const prefix = decodeCborPrefix(plain);
  if (!prefix.ok) return prefix;
  const { value, rest } = prefix.value;
  const used = plain.length - rest.length;
  const plainHeadBytes = headBytes - SEAL_BYTES;
  const size = padmeSize(plainHeadBytes + used, LIMITS.paddingFloor);
  return plainHeadBytes + plain.length === size && isZero(rest) ? accept(value) : refuse('padding-wrong');
}

function isZero(octets: Uint8Array): boolean {
  for (let i = 0; i < octets.length; i++) if (octets[i] !== 0) return false;
  return true;
}
