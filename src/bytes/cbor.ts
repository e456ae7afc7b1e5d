import { decode, encode, rfc8949EncodeOptions, Token, Tokenizer, Type } from 'cborg';
import { bytesAt, canonicalEnd } from './canonical.ts';
import { accept, refuse, type Verdict } from './verdict.ts';

/** The part of CBOR (RFC 8949) that Moot uses: no maps, no tags, no floats, no undefined; whole numbers from 0 to 2^53 - 1. */
export type Cbor = number | string | boolean | null | Uint8Array | readonly Cbor[];

const DECODING = { allowIndefinite: false, allowUndefined: false, allowInfinity: false, allowNaN: false, allowBigInt: false };

/** The one encoding of a value: RFC 8949 section 4.2.1, core deterministic requirements. */
export function encodeCbor(value: Cbor): Uint8Array {
  return encode(value, rfc8949EncodeOptions);
}

/**
 * Reads one value from the start of `bytes`.
 * Refuses with `not-canonical` whatever `encodeCbor` would not have written, and arrays deeper than `LIMITS.depth`.
 * @returns the value, and the bytes behind it
 */
export function decodeCborPrefix(bytes: Uint8Array): Verdict<{ value: Cbor; rest: Uint8Array }> {
  // What is canonical is known before the codec sees it: comparing with what the codec would write again costs twice as much.
  const end = canonicalEnd(bytes);
  if (end < 0) return refuse('not-canonical');
  return accept({ value: decode(bytes.subarray(0, end), DECODING) as Cbor, rest: bytes.subarray(end) });
}

/** Reads one value that fills `bytes` whole. Refuses with `not-canonical`. */
export function decodeCbor(bytes: Uint8Array): Verdict<Cbor> {
  const prefix = decodeCborPrefix(bytes);
  if (!prefix.ok) return prefix;
  return prefix.value.rest.length === 0 ? accept(prefix.value.value) : refuse('not-canonical');
}

/** Like `decodeCbor`, but byte strings are views of `bytes`: copying the two long ones of an entry costs more than all else in decoding it. */
export function decodeCborViews(bytes: Uint8Array): Verdict<Cbor> {
  if (canonicalEnd(bytes) !== bytes.length) return refuse('not-canonical');
  return accept(decode(bytes, { ...DECODING, tokenizer: new ViewingTokenizer(bytes, DECODING) }) as Cbor);
}

class ViewingTokenizer extends Tokenizer {
  override next(): Token {
    const view = bytesAt(this.data, this.pos());
    if (view === null) return super.next();
    const size = view.byteOffset + view.length - this.data.byteOffset - this.pos();
    this._pos += size;
    return new Token(Type.bytes, view, size);
  }
}
