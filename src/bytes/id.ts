import { compareBytes } from './octets.ts';

/** A 32-byte identifier (hash or public key) as 64 lower-case hexadecimal letters: how ids travel inside a device and to people. */
export type Id = string;

/** Length of an id in bytes. */
export const ID_BYTES = 32;

/** The id as text. */
export function idOf(bytes: Uint8Array): Id {
  return bytes.toHex();
}

/** The id as bytes. @throws SyntaxError when `id` is no hexadecimal text: ids from people go through `isId` first */
export function bytesOf(id: Id): Uint8Array {
  return Uint8Array.fromHex(id);
}

/** Whether a text is a whole id. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** The same ids, sorted by their bytes. Text order is the same, hexadecimal letters being in order. */
export function sortIds(ids: Iterable<Id>): Id[] {
  return [...ids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The same byte strings, sorted. */
export function sortBytes(items: Iterable<Uint8Array>): Uint8Array[] {
  return [...items].sort(compareBytes);
}
