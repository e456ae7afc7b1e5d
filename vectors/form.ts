import type { Cbor } from '../src/bytes/cbor.ts';

/** What stands in a vector file. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A CBOR value in JSON: bytes as `{"bytes": hexadecimal}`, everything else as itself. */
export function jsonOf(value: Cbor): Json {
  if (value instanceof Uint8Array) return { bytes: value.toHex() };
  return Array.isArray(value) ? (value as readonly Cbor[]).map(jsonOf) : (value as Json);
}

/** The CBOR value that `jsonOf` wrote. */
export function cborOf(json: Json): Cbor {
  if (Array.isArray(json)) return json.map(cborOf);
  if (json !== null && typeof json === 'object') return Uint8Array.fromHex((json as { bytes: string }).bytes);
  return json as Cbor;
}

/** Bytes that count up from `first`, so that a reader sees at once which ones they are. */
export function counting(size: number, first = 0): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => (first + i) & 255);
}
