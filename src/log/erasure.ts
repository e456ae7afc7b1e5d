import { assert } from '../bytes/verdict.ts';
import { bodyDigest, decodeEntry, encodeEntry } from './entry.ts';

/** The same entry without its body: its hash stays the same, its content is gone. @param bytes compact form of a good entry */
export function eraseBody(bytes: Uint8Array): Uint8Array {
  const entry = decodeEntry(bytes);
  assert(entry.ok, 'an entry that was checked when it came in');
  return encodeEntry({ ...entry.value, body: bodyDigest(entry.value.body) });
}
