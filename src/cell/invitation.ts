import { decodeBase32, encodeBase32 } from '../bytes/base32.ts';
import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { concatBytes, equalBytes } from '../bytes/octets.ts';
import { bytes, id, list, oneOf, record, type Shape, text, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { hash } from '../crypto/hash.ts';
import { type SigningKeys, signingKeys } from '../crypto/sign.ts';
import { LINK_PREFIX } from './link-letter.ts';

/** What an invited person gets, as a text to copy or a picture to photograph. Whoever holds it can knock. */
export interface InvitationLetter {
  readonly version: 1;
  readonly cell: Id;
  /** What the joiner is invited to; a claim until the genesis says it. */
  readonly name: string;
  /** 16 random bytes; the record holds only the public key that is made from them. */
  readonly secret: Uint8Array;
  /** Seconds since 1970. */
  readonly expires: number;
  /** Where members' devices were last: multiaddrs with network id. */
  readonly addresses: readonly string[];
}

/** How many addresses an invitation names: a text that fits a picture that a phone can read. */
export const LETTER_ADDRESSES = 6;

const PREFIX = 'moot:';
const CHECK_BYTES = 4;
const shape: Shape<InvitationLetter> = record({
  version: oneOf(1),
  cell: id,
  name: text(LIMITS.nameBytes),
  secret: bytes(16),
  expires: uint(LIMITS.time),
  addresses: list(text(LIMITS.addressBytes), LETTER_ADDRESSES),
});

/** The invitation as a `moot:` text. Its last letters check the others, so that a slip in copying is noticed. */
export function formatInvitation(letter: InvitationLetter): string {
  const content = encodeCbor(shape.write(letter));
  return PREFIX + encodeBase32(concatBytes(content, checkOf(content)));
}

/** An invitation from a text; white space within, as mail programs put it, is skipped. Refuses `invitation-none`, `invitation-is-a-link`, `invitation-incomplete`, `invitation-too-new`. */
export function parseInvitation(input: string): Verdict<InvitationLetter> {
  const packed = input.replace(/\s+/gu, '').toLowerCase();
  if (packed.startsWith(LINK_PREFIX)) return refuse('invitation-is-a-link');
  if (!packed.startsWith(PREFIX)) return refuse('invitation-none');
  const octets = decodeBase32(packed.slice(PREFIX.length));
  if (octets === null || octets.length <= CHECK_BYTES) return refuse('invitation-incomplete');
  const content = octets.subarray(0, -CHECK_BYTES);
  if (!equalBytes(checkOf(content), octets.subarray(-CHECK_BYTES))) return refuse('invitation-incomplete');
  const value = decodeCbor(content);
  const letter = value.ok ? shape.read(value.value) : undefined;
  return letter === undefined ? refuse('invitation-too-new') : accept(letter);
}

/** The key pair of an invitation's secret: the public half stands in the record, the secret half proves the invitation. */
export function invitationKeys(secret: Uint8Array): SigningKeys {
  return signingKeys(hash('moot/invitation-seed', secret));
}

function checkOf(content: Uint8Array): Uint8Array {
  return hash('moot/invitation-check', content).subarray(0, CHECK_BYTES);
}
