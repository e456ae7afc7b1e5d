import { decodeFirst, encode, rfc8949EncodeOptions } from 'cborg';
import { equalBytes } from './octets.ts';
import { accept, refuse, type Verdict } from './verdict.ts';

/** The part of CBOR (RFC 8949) that Moot uses: no maps, no tags, no floats, no undefined; whole numbers from 0 to 2^53 - 1. */
export type Cbor = number | string | boolean | null | Uint8Array | readonly Cbor[];

const DECODING = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
};

/** The one encoding of a value: RFC 8949 section 4.2.1, core deterministic requirements. */
export function encodeCbor(value: Cbor): Uint8Array {
  return encode(value, rfc8949EncodeOptions);
}

/**
 * Reads one value from the start of `bytes`.
 * Refuses with `not-canonical` whatever `encodeCbor` would not have written.
 * @returns the value, and the bytes behind it
 */
export function decodeCborPrefix(bytes: Uint8Array): Verdict<{ value: Cbor; rest: Uint8Array }> {
  try {
    const [value, rest] = decodeFirst(bytes, DECODING) as [Cbor, Uint8Array];
    const read = bytes.subarray(0, bytes.length - rest.length);
    // Comparing with the one encoding is the whole definition of canonical; it also catches floats, maps and broken UTF-8.
    if (!isCbor(value) || !equalBytes(encodeCbor(value), read)) return refuse('not-canonical');
    return accept({ value, rest });
  } catch {
    return refuse('not-canonical');
  }
}

/** Reads one value that fills `bytes` whole. Refuses with `not-canonical`. */
export function decodeCbor(bytes: Uint8Array): Verdict<Cbor> {
  const prefix = decodeCborPrefix(bytes);
  if (!prefix.ok) return prefix;
  return prefix.value.rest.length === 0 ? accept(prefix.value.value) : refuse('not-canonical');
}

function isCbor(value: unknown): value is Cbor {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
  if (value instanceof Uint8Array) return true;
  return Array.isArray(value) && value.every(isCbor);
}
