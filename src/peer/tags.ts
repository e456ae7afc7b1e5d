import { encodeBase32 } from '../bytes/base32.ts';
import { utf8 } from '../bytes/octets.ts';
import { hash, keyedHash } from '../crypto/hash.ts';

/** Letters of a tag: 130 bits. */
const LETTERS = 26;

/** The tag by which members' devices find each other on a local network; nobody else can tell what it belongs to. @param blind the cell's blinding secret */
export function cellTag(blind: Uint8Array): string {
  return encodeBase32(keyedHash(blind, 'moot/lan-tag', utf8('cell'))).slice(0, LETTERS);
}

/** The tag by which a new device finds the one that made its link on a local network. @param secret of the link */
export function linkTag(secret: Uint8Array): string {
  return encodeBase32(hash('moot/link-tag', secret)).slice(0, LETTERS);
}

/** The tag by which an invited person finds a member's device on a local network. @param key the invitation's public key */
export function doorTag(key: Uint8Array): string {
  return encodeBase32(hash('moot/door-tag', key)).slice(0, LETTERS);
}
