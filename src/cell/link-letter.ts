import { decodeBase32, encodeBase32 } from '../bytes/base32.ts';
import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { LIMITS } from '../bytes/limits.ts';
import { concatBytes, equalBytes } from '../bytes/octets.ts';
import { bytes, list, oneOf, record, type Shape, text, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { hash } from '../crypto/hash.ts';

/** What a person carries from one device of theirs to a new one, as a text to copy or a picture to photograph. It names no cell and no person. */
export interface LinkLetter {
  readonly version: 1;
  /** 16 random bytes, for one linking. */
  readonly secret: Uint8Array;
  /** Seconds since 1970. */
  readonly expires: number;
  /** Where the device that made it waits: multiaddrs with network id. */
  readonly addresses: readonly string[];
}

/** How many addresses a link names: a text that fits a picture that a phone can read. */
export const LINK_ADDRESSES = 6;

/** What every link begins with. No invitation does: their letters are base32, which has no hyphen. */
export const LINK_PREFIX = 'moot:link-';
const CHECK_BYTES = 4;
const shape: Shape<LinkLetter> = record({
  version: oneOf(1),
  secret: bytes(16),
  expires: uint(LIMITS.time),
  addresses: list(text(LIMITS.addressBytes), LINK_ADDRESSES),
});

/** The link as a `moot:link-` text. Its last letters check the others, so that a slip in copying is noticed. */
export function formatLink(letter: LinkLetter): string {
  const content = encodeCbor(shape.write(letter));
  return LINK_PREFIX + encodeBase32(concatBytes(content, checkOf(content)));
}

/** A link from a text; white space within is skipped. Refuses `link-none`, `link-is-an-invitation`, `link-incomplete`, `link-too-new`. */
export function parseLink(input: string): Verdict<LinkLetter> {
  const packed = input.replace(/\s+/gu, '').toLowerCase();
  if (!packed.startsWith(LINK_PREFIX)) return refuse(packed.startsWith('moot:') ? 'link-is-an-invitation' : 'link-none');
  const octets = decodeBase32(packed.slice(LINK_PREFIX.length));
  if (octets === null || octets.length <= CHECK_BYTES) return refuse('link-incomplete');
  const content = octets.subarray(0, -CHECK_BYTES);
  if (!equalBytes(checkOf(content), octets.subarray(-CHECK_BYTES))) return refuse('link-incomplete');
  const value = decodeCbor(content);
  const letter = value.ok ? shape.read(value.value) : undefined;
  return letter === undefined ? refuse('link-too-new') : accept(letter);
}

function checkOf(content: Uint8Array): Uint8Array {
  return hash('moot/link-check', content).subarray(0, CHECK_BYTES);
}
