import { encodeBase32 } from '../bytes/base32.ts';
import { utf8 } from '../bytes/octets.ts';
import type { Invitation } from '../cell/invitations.ts';
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

/** So many open invitations of one member are looked for on the local network: each takes room there, and anybody can write them without end. */
export const DOORS_OF_MEMBER = 16;

/** The tags of the doors that are open: of each member's invitations the newest. @param now seconds since 1970 */
export function openDoors(invitations: Iterable<Invitation>, now: number): string[] {
  const open = [...invitations].filter(({ revoked, expires }) => revoked.length === 0 && expires > now);
  const newest = open.sort((a, b) => b.entry.arrival - a.entry.arrival);
  return [...Map.groupBy(newest, ({ inviter }) => inviter).values()].flatMap((all) =>
    all.slice(0, DOORS_OF_MEMBER).map(({ key }) => doorTag(key)),
  );
}
