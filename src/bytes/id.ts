/** A 32-byte identifier (hash or public key) as 64 lower-case hexadecimal letters: how ids travel inside a device and to people. */
export type Id = string;

/** Length of an id in bytes. */
export const ID_BYTES = 32;

/** The id as text. */
export function idOf(bytes: Uint8Array): Id {
  return bytes.toHex();
}

const DIGITS = new Map([...'0123456789abcdef'].map((digit, value) => [digit.charCodeAt(0), value]));
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => DIGITS.get(code) ?? 255);

/**
 * The bytes of an id or another lower-case hexadecimal text, as `Uint8Array.fromHex` gives them in six times the time: every entry needs some.
 * @throws SyntaxError when `id` is no hexadecimal text: ids from people go through `isId` first
 */
export function bytesOf(id: Id): Uint8Array {
  const bytes = new Uint8Array(id.length >> 1);
  return writeId(id, bytes, 0) ? bytes : Uint8Array.fromHex(id);
}

/** Writes the bytes of an id or another lower-case hexadecimal text into `bytes`, from `at` on. @returns whether it is one */
export function writeId(id: Id, bytes: Uint8Array, at: number): boolean {
  let wrong = id.length & 1;
  for (let i = 0; i < id.length >> 1; i++) {
    const high = VALUES[id.charCodeAt(2 * i)] ?? 255;
    const low = VALUES[id.charCodeAt(2 * i + 1)] ?? 255;
    wrong |= (high | low) & 128;
    bytes[at + i] = (high << 4) | low;
  }
  return wrong === 0;
}

/** Whether a text is a whole id. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** The same ids, sorted by their bytes. Text order is the same, hexadecimal letters being in order. */
export function sortIds(ids: Iterable<Id>): Id[] {
  return [...ids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
