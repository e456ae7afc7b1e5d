import { bytesOf, type Id, sortIds } from '../bytes/id.ts';
import { concatBytes } from '../bytes/octets.ts';
import { hash, keyedHash } from '../crypto/hash.ts';

/**
 * The number that two members compare to be sure that nobody stands between them: twelve groups of five digits, the same on both
 * sides. It stands for the bundles that the cell decided on last.
 * @param cell @param a @param b the hashes of the two members' bundles
 */
export function safetyNumber(cell: Id, a: Id, b: Id): string {
  return digitsOf(hash('moot/safety-number', bytesOf(cell), concatBytes(...sortIds([a, b]).map(bytesOf)))).join(' ');
}

/**
 * The number that somebody who comes back with a new device reads to a member, who sees it at the door: six groups of five digits, about 100 bits. It stands
 * for that device's keys, so whoever is known by their voice vouches for this device and no other.
 * @param bundle hash of the new device's bundle
 */
export function arrivalNumber(cell: Id, bundle: Id): string {
  return digitsOf(hash('moot/arrival-number', bytesOf(cell), bytesOf(bundle)))
    .slice(0, 6)
    .join(' ');
}

/** Twelve groups of five digits. */
function digitsOf(seed: Uint8Array): string[] {
  const octets = concatBytes(
    keyedHash(seed, 'moot/safety-digits', Uint8Array.of(0), 32),
    keyedHash(seed, 'moot/safety-digits', Uint8Array.of(1), 28),
  );
  const groups: string[] = [];
  for (let i = 0; i < 60; i += 5) {
    // Forty bits a group, as Signal does: the remainder favours no digit noticeably.
    const value = octets.subarray(i, i + 5).reduce((sum, octet) => sum * 256 + octet, 0);
    groups.push(String(value % 100_000).padStart(5, '0'));
  }
  return groups;
}
