import { concatBytes, equalBytes } from '../bytes/octets.ts';
import { assert } from '../bytes/verdict.ts';
import { hash, keyedHash } from './hash.ts';
import type { SigningKeys } from './sign.ts';
import { sodium } from './sodium.ts';

// Elements are points of the prime-order subgroup of edwards25519 (RFC 8032), scalars are numbers below its order, little-endian: 32 bytes each, one encoding for each.
// libsodium refuses in its multiplications what is not canonical, of small order or outside of the subgroup.

/** Whoever can open one share: the Ed25519 key of their device. Several devices of one place hold the same share. */
export interface Recipient {
  /** Where on the polynomial the share lies, from 1. */
  readonly place: number;
  readonly key: Uint8Array;
}

/** A secret that its dealer has committed to, with a share for each recipient, sealed so that only they can open it and everybody can check it. */
export interface SharedSecret {
  /** As many as it takes places to open the secret: to the coefficients of the polynomial. The first commits to the secret itself. */
  readonly commitments: readonly Uint8Array[];
  /** One for each recipient, in their order. */
  readonly shares: readonly Uint8Array[];
  /** Proves that the shares lie on the polynomial that is committed to: a challenge, and a response for each recipient. */
  readonly challenge: Uint8Array;
  readonly responses: readonly Uint8Array[];
}

/** A share, opened by its recipient, with the proof that it is the one that was sealed to them. */
export interface OpenedShare {
  readonly share: Uint8Array;
  readonly challenge: Uint8Array;
  readonly response: Uint8Array;
}

/** Recipients of one secret at most, and the highest place: each costs a proof, and a place is written in one byte. */
export const MOST_RECIPIENTS = 64;

const SIZE = 32;
/** The neutral element: where it turns up, somebody has made it so. */
const NEUTRAL = smallScalar(1);
/** The generator of commitments: nobody knows how it comes from the one of Ed25519 keys. */
const OTHER = sodium.crypto_core_ed25519_from_uniform(hash('moot/share-generator'));

/** Whether shares can be sealed to an Ed25519 key: it is canonical, of the prime-order subgroup and not neutral. */
export function takesShares(key: Uint8Array): boolean {
  return isElement(key);
}

/**
 * Shares the secret of a seed so that recipients of any `threshold` places can open it without the dealer, fewer learn nothing, and everybody sees that they can.
 * Source: Berry Schoenmakers, "A Simple Publicly Verifiable Secret Sharing Scheme and its Application to Electronic Voting", CRYPTO 1999, section 3, in the
 * prime-order subgroup of edwards25519, with the challenge by BLAKE2b over the whole statement.
 * @param seed 32 secret bytes, used for nothing else @param recipients places from 1 to their number; keys that `takesShares` @param threshold 1 to that number
 * @param context what the proof is bound to: cell, draw and dealer
 */
export function shareSecret(seed: Uint8Array, recipients: readonly Recipient[], threshold: number, context: Uint8Array): SharedSecret {
  assert(areRecipients(recipients) && threshold >= 1 && threshold <= placesOf(recipients), 'a threshold that the recipients can reach');
  assert(seed.length === 32, 'a seed of 32 bytes');
  const coefficients = Array.from({ length: threshold }, (_, j) => scalarOf(keyedHash(seed, 'moot/share-secret', Uint8Array.of(j), 64)));
  const commitments = coefficients.map((each) => times(OTHER, each) as Uint8Array);
  const values = recipients.map(({ place }) => valueAt(coefficients, place));
  const shares = recipients.map(({ key }, i) => times(key, values[i] as Uint8Array) as Uint8Array);
  const statement = statementOf('moot/share-deal', context, recipients, [...commitments, ...shares]);
  // Bound to all that is proved, so that no nonce is ever used for two challenges.
  const nonces = recipients.map((_, i) => scalarOf(keyedHash(seed, 'moot/share-deal-nonce', concatBytes(statement, Uint8Array.of(i)), 64)));
  const shown = recipients.flatMap(({ key }, i) => [times(OTHER, nonces[i] as Uint8Array), times(key, nonces[i] as Uint8Array)]);
  const challenge = challengeOf('moot/share-deal-challenge', statement, shown as Uint8Array[]);
  return { commitments, shares, challenge, responses: nonces.map((nonce, i) => responseTo(nonce, challenge, values[i] as Uint8Array)) };
}

/**
 * Whether a secret is shared as `shareSecret` does: then any `threshold` places open it, to one value, whatever its dealer does. That the polynomial is of no higher
 * degree follows from the commitments to its coefficients.
 */
export function isWellShared(shared: SharedSecret, recipients: readonly Recipient[], threshold: number, context: Uint8Array): boolean {
  const { commitments, shares, challenge, responses } = shared;
  if (!areRecipients(recipients) || commitments.length !== threshold) return false;
  if (shares.length !== recipients.length || responses.length !== recipients.length) return false;
  if (![...commitments, ...shares].every(isElement) || ![challenge, ...responses].every(isScalar)) return false;
  const committed = new Map<number, Uint8Array | null>();
  const shown: Uint8Array[] = [];
  for (const [i, { place, key }] of recipients.entries()) {
    if (!committed.has(place)) committed.set(place, committedAt(commitments, place));
    const response = responses[i] as Uint8Array;
    const first = plus(times(OTHER, response), times(committed.get(place) ?? null, challenge));
    const second = plus(times(key, response), times(shares[i] as Uint8Array, challenge));
    if (first === null || second === null) return false;
    shown.push(first, second);
  }
  const statement = statementOf('moot/share-deal', context, recipients, [...commitments, ...shares]);
  return equalBytes(challenge, challengeOf('moot/share-deal-challenge', statement, shown));
}

/**
 * Opens one's own share of a secret that is well shared; of another nobody opens any, for they would lend their key to whatever was sealed to it.
 * @param sealed the share @param keys of the device that it is sealed to @param context what the proof is bound to: cell, draw and dealer
 */
export function openShare(sealed: Uint8Array, { publicKey, secretKey }: SigningKeys, context: Uint8Array): OpenedShare {
  // The scalar of an Ed25519 key (RFC 8032, section 5.1.5) is the one that X25519 takes from it.
  const scalar = scalarOf(concatBytes(sodium.crypto_sign_ed25519_sk_to_curve25519(secretKey), new Uint8Array(SIZE)));
  const share = times(sealed, sodium.crypto_core_ed25519_scalar_invert(scalar));
  assert(share !== null, 'a share that was checked');
  const statement = openingOf(sealed, publicKey, share, context);
  const nonce = scalarOf(keyedHash(secretKey.subarray(0, 32), 'moot/share-open-nonce', statement, 64));
  const shown = [sodium.crypto_scalarmult_ed25519_base_noclamp(nonce), times(share, nonce) as Uint8Array];
  const challenge = challengeOf('moot/share-open-challenge', statement, shown);
  return { share, challenge, response: responseTo(nonce, challenge, scalar) };
}

/** Whether an opened share is the one that was sealed to this key. @param sealed a share of a secret that is well shared */
export function isRightlyOpened(sealed: Uint8Array, key: Uint8Array, opened: OpenedShare, context: Uint8Array): boolean {
  const { share, challenge, response } = opened;
  if (![sealed, key, share].every(isElement) || ![challenge, response].every(isScalar)) return false;
  const first = plus(
    orNull(() => sodium.crypto_scalarmult_ed25519_base_noclamp(response)),
    times(key, challenge),
  );
  const second = plus(times(share, response), times(sealed, challenge));
  if (first === null || second === null) return false;
  return equalBytes(challenge, challengeOf('moot/share-open-challenge', openingOf(sealed, key, share, context), [first, second]));
}

/**
 * What a secret opens to: 32 bytes, the same from whichever shares. Null where they are too few, or are of one place twice.
 * @param shares opened and checked, by place; those beyond the threshold are left aside
 */
export function combineShares(
  shares: readonly { readonly place: number; readonly share: Uint8Array }[],
  threshold: number,
): Uint8Array | null {
  const some = shares.slice(0, threshold);
  const places = some.map(({ place }) => place);
  if (some.length < threshold || new Set(places).size < threshold) return null;
  const parts = some.map(({ place, share }) => times(share, lagrangeAtZero(place, places)));
  return parts.reduce((sum, part) => plus(sum, part));
}

function areRecipients(recipients: readonly Recipient[]): boolean {
  const isRight = ({ place, key }: Recipient): boolean => place >= 1 && place <= MOST_RECIPIENTS && isElement(key);
  return recipients.length >= 1 && recipients.length <= MOST_RECIPIENTS && recipients.every(isRight);
}

function placesOf(recipients: readonly Recipient[]): number {
  return new Set(recipients.map(({ place }) => place)).size;
}

/** All that a proof of dealing is about, in 32 bytes. */
function statementOf(domain: string, context: Uint8Array, recipients: readonly Recipient[], elements: readonly Uint8Array[]): Uint8Array {
  const counts = Uint8Array.of(recipients.length, elements.length);
  const sealedTo = recipients.flatMap(({ place, key }) => [Uint8Array.of(place), key]);
  return hash(domain, counts, hash('moot/share-context', context), OTHER, ...sealedTo, ...elements);
}

function openingOf(sealed: Uint8Array, key: Uint8Array, share: Uint8Array, context: Uint8Array): Uint8Array {
  return hash('moot/share-open', hash('moot/share-context', context), key, sealed, share);
}

function challengeOf(domain: string, statement: Uint8Array, shown: readonly Uint8Array[]): Uint8Array {
  return scalarOf(keyedHash(statement, domain, concatBytes(...shown), 64));
}

function responseTo(nonce: Uint8Array, challenge: Uint8Array, value: Uint8Array): Uint8Array {
  return sodium.crypto_core_ed25519_scalar_sub(nonce, multiply(challenge, value));
}

/** 64 bytes taken by the group's order: nearer to even than anybody can tell. */
function scalarOf(bytes64: Uint8Array): Uint8Array {
  return sodium.crypto_core_ed25519_scalar_reduce(bytes64);
}

function smallScalar(value: number): Uint8Array {
  const scalar = new Uint8Array(SIZE);
  scalar[0] = value;
  return scalar;
}

function multiply(a: Uint8Array, b: Uint8Array): Uint8Array {
  return sodium.crypto_core_ed25519_scalar_mul(a, b);
}

/** The polynomial at a place, by Horner's rule. */
function valueAt(coefficients: readonly Uint8Array[], place: number): Uint8Array {
  const at = smallScalar(place);
  return coefficients.reduceRight((value, each) => sodium.crypto_core_ed25519_scalar_add(multiply(value, at), each), smallScalar(0));
}

/** The same in the exponent, from the commitments alone. */
function committedAt(commitments: readonly Uint8Array[], place: number): Uint8Array | null {
  const [highest = null, ...lower] = commitments.toReversed();
  return lower.reduce((value: Uint8Array | null, each) => plus(times(value, smallScalar(place)), each), highest);
}

/** The weight of a place where the polynomial is read off at zero, from its values at these. */
function lagrangeAtZero(place: number, places: readonly number[]): Uint8Array {
  let [over, under] = [smallScalar(1), smallScalar(1)];
  for (const other of places) {
    if (other === place) continue;
    over = multiply(over, smallScalar(other));
    under = multiply(under, sodium.crypto_core_ed25519_scalar_sub(smallScalar(other), smallScalar(place)));
  }
  return multiply(over, sodium.crypto_core_ed25519_scalar_invert(under));
}

/** An element times a scalar; null where either is none, or the product is neutral. */
function times(element: Uint8Array | null, scalar: Uint8Array): Uint8Array | null {
  return element === null ? null : orNull(() => sodium.crypto_scalarmult_ed25519_noclamp(scalar, element));
}

/** The sum of two elements; null where either is none, or the sum is neutral. */
function plus(a: Uint8Array | null, b: Uint8Array | null): Uint8Array | null {
  if (a === null || b === null) return null;
  const sum = orNull(() => sodium.crypto_core_ed25519_add(a, b));
  return sum === null || equalBytes(sum, NEUTRAL) ? null : sum;
}

/** libsodium throws where an input is no element or a product is neutral: hostile shares can bring that about. */
function orNull(compute: () => Uint8Array): Uint8Array | null {
  try {
    return compute();
  } catch {
    return null;
  }
}

function isElement(bytes: Uint8Array): boolean {
  return bytes.length === SIZE && sodium.crypto_core_ed25519_is_valid_point(bytes);
}

/** Whether these are 32 bytes below the group's order, and not zero: one scalar, one encoding. */
function isScalar(bytes: Uint8Array): boolean {
  if (bytes.length !== SIZE || bytes.every((octet) => octet === 0)) return false;
  return equalBytes(bytes, scalarOf(concatBytes(bytes, new Uint8Array(SIZE))));
}
