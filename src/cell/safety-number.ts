import { bytesOf, type Id, sortIds } from '../bytes/id.ts';
import { concatBytes } from '../bytes/octets.ts';
import { hash, keyedHash } from '../crypto/hash.ts';

/**
 * The number that two members compare to be sure that nobody stands between them: twelve groups of five digits, the same on both
 * sides. It stands for the bundles that the cell decided on.
 * @param cell @param a @param b the two members' ids
 */
export function safetyNumber(cell: Id, a: Id, b: Id): string {
  const seed = hash('moot/safety-number', bytesOf(cell), concatBytes(...sortIds([a, b]).map(bytesOf)));
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
  return groups.join(' ');
}
