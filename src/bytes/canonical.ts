import { LIMITS } from './limits.ts';

const strictText = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Where the one value that `bytes` begin with ends, if it is encoded as the only way that Moot writes it (RFC 8949 section 4.2.1, and
 * no maps, tags, floats, negative numbers or undefined); else -1. Never throws, and looks at each byte once.
 * Arrays go at most `LIMITS.depth` deep: without a bound of our own, each platform's stack would be one, and verdicts would differ.
 */
export function canonicalEnd(bytes: Uint8Array): number {
  return endOfItem(bytes, 0, 0);
}

/** Where the content of the item begins whose head stands at `at` in canonical bytes, and its argument: the number itself, or how many bytes or items follow. */
export function contentAt(bytes: Uint8Array, at: number): { readonly from: number; readonly size: number } {
  const width = widthOf((bytes[at] as number) & 31);
  return { from: at + 1 + width, size: argumentAt(bytes, at, width) };
}

function endOfItem(bytes: Uint8Array, at: number, depth: number): number {
  const first = bytes[at];
  if (first === undefined) return -1;
  const major = first >> 5;
  if (major === 7) return first >= 0xf4 && first <= 0xf6 ? at + 1 : -1;
  if (major === 1 || major > 4) return -1;
  const width = widthOf(first & 31);
  const argument = argumentAt(bytes, at, width);
  const behind = at + 1 + width;
  if (argument < 0) return -1;
  if (major === 0) return behind;
  if (major === 4) return endOfArray(bytes, behind, argument, depth + 1);
  if (argument > bytes.length - behind) return -1;
  return major === 2 || isText(bytes, behind, behind + argument) ? behind + argument : -1;
}

function endOfArray(bytes: Uint8Array, from: number, count: number, depth: number): number {
  if (depth > LIMITS.depth || count > bytes.length - from) return -1;
  let at = from;
  for (let i = 0; i < count && at >= 0; i++) at = endOfItem(bytes, at, depth);
  return at;
}

/** How many bytes of argument follow; -1 for what CBOR reserves and for lengths left open. */
export function widthOf(info: number): number {
  if (info < 24) return 0;
  return info <= 27 ? 1 << (info - 24) : -1;
}

/** The least argument that needs so many bytes. */
const LEAST: readonly number[] = [0, 24, 2 ** 8, 0, 2 ** 16, 0, 0, 0, 2 ** 32];

/** The argument of an item's head, -1 when it is cut off, longer than it needs to be or beyond 2^53 - 1. */
export function argumentAt(bytes: Uint8Array, at: number, width: number): number {
  if (width === 0) return (bytes[at] as number) & 31;
  if (width < 0 || at + 1 + width > bytes.length) return -1;
  let argument = 0;
  for (let i = 1; i <= width; i++) argument = argument * 256 + (bytes[at + i] as number);
  return argument >= (LEAST[width] as number) && Number.isSafeInteger(argument) ? argument : -1;
}

function isText(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && (bytes[at] as number) < 0x80) at++;
  if (at === to) return true;
  try {
    strictText.decode(bytes.subarray(at, to));
    return true;
  } catch {
    return false;
  }
}
