import { bytesOf, type Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { concatBytes } from '../bytes/octets.ts';
import { sign, verify } from '../crypto/sign.ts';
import { linkContent } from './entry.ts';

const DOMAIN = 'moot/tip';
/** Bytes of an Ed25519 signature, and of a content hash. */
const SIGNATURE = 64;
const CONTENT = 32;

/** The longest form of a signature over an entry, in bytes: over the last entry of its block, from the first. */
export const TIP_SIGNATURE_BYTES = SIGNATURE + (LIMITS.signedEvery - 1) * CONTENT;

/** Where an entry stands: the log id that it is linked for, its seq and its hash. */
export interface SignedPlace {
  readonly log: Uint8Array;
  readonly seq: number;
  readonly hash: Uint8Array;
}

/** Signs the hash of an entry, and with it everything before it in that log. @param secretKey the device's, 64 bytes */
export function signTip(secretKey: Uint8Array, hash: Uint8Array): Uint8Array {
  return sign(secretKey, DOMAIN, hash);
}

/** Whether these bytes can be a signature over an entry, by their length. */
export function isTipSignature({ length }: Uint8Array): boolean {
  return length >= SIGNATURE && length <= TIP_SIGNATURE_BYTES && (length - SIGNATURE) % CONTENT === 0;
}

/**
 * The signature over an earlier entry that one over a later entry of the same block gives: itself, behind the content hashes that lead there.
 * So what has been accepted of a run can be handed on, though the rest of the run cannot be accepted yet, or ever.
 * @param contents of the entries behind the earlier one, up to the one over which the signature is
 */
export function reachingBack(contents: readonly Uint8Array[], signature: Uint8Array): Uint8Array {
  return concatBytes(...contents, signature);
}

/** The parts of a signature over an entry: the content hashes of those behind it up to the one that the device signed, and what it signed. */
export function partsOfSignature(signature: Uint8Array): { readonly contents: Uint8Array[]; readonly signed: Uint8Array } {
  const end = signature.length - SIGNATURE;
  const contents = Array.from({ length: end / CONTENT }, (_, i) => signature.subarray(i * CONTENT, (i + 1) * CONTENT));
  return { contents, signed: signature.subarray(end) };
}

/** Whether a signature over an entry is one over a later entry. */
export function reachesBack(signature: Uint8Array): boolean {
  return signature.length > SIGNATURE;
}

/** Whether the signature over an entry is the device's. */
export function isTipSigned(device: Id, { log, seq, hash }: SignedPlace, signature: Uint8Array): boolean {
  if (!isTipSignature(signature)) return false;
  const { contents, signed } = partsOfSignature(signature);
  if (contents.length >= LIMITS.signedEvery - (seq % LIMITS.signedEvery)) return false;
  let last = hash;
  for (const [i, content] of contents.entries()) last = linkContent(log, seq + 1 + i, last, content);
  return verify(bytesOf(device), DOMAIN, last, signed);
}
