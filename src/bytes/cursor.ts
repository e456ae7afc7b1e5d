import { argumentAt, widthOf } from './canonical.ts';

const UINT = 0;
const BYTES = 2;
const ARRAY = 4;
const NULL = 0xf6;
const NOTHING = new Uint8Array(0);

/** Byte strings up to this size are remembered as text: of each size the last one. */
const SHORT = 8;
const lastShort: { readonly bytes: Uint8Array; readonly text: string }[] = [];

/**
 * Reads canonical CBOR item by item where it is known what should come, without making a value of the whole first: for what is read a hundred
 * thousand times when a cell is opened. Whoever uses it keeps the plain way by shapes for all that does not fit, and a test that both say the same.
 * Once an item was not the expected one all that is read later means nothing.
 */
export class CborCursor {
  readonly #bytes: Uint8Array;
  #at = 0;
  #fits = true;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Whether all items were the expected ones, in the one encoding, and nothing is left. */
  get fitsWhole(): boolean {
    return this.#fits && this.#at === this.#bytes.length;
  }

  /** A whole number. */
  uint(): number {
    return this.#argument(UINT);
  }

  /** How many items an array has; they follow. */
  array(): number {
    return this.#argument(ARRAY);
  }

  /** Byte strings are views. @param size how many bytes are expected; any number when it is left out */
  bytes(size = -1): Uint8Array {
    const from = this.#byteString(size);
    return from < 0 ? NOTHING : this.#bytes.subarray(from, this.#at);
  }

  /** A byte string of just this size, as lower-case hexadecimal text. */
  hex(size: number): string {
    const from = this.#byteString(size);
    if (from < 0) return '';
    if (size > SHORT) return this.#bytes.subarray(from, this.#at).toHex();
    // Tags of epochs, and circles, are nearly always those that were read last.
    const last = lastShort[size];
    if (last !== undefined && this.#stands(last.bytes, from)) return last.text;
    const bytes = this.#bytes.slice(from, this.#at);
    const text = bytes.toHex();
    lastShort[size] = { bytes, text };
    return text;
  }

  /** Whether null comes next, which is read then. */
  isNull(): boolean {
    if (this.#bytes[this.#at] !== NULL) return false;
    this.#at++;
    return true;
  }

  /** Goes past a byte string. @returns where its bytes begin, or -1 */
  #byteString(size: number): number {
    const length = this.#argument(BYTES);
    const from = this.#at;
    if (!this.#fits || (size >= 0 && length !== size) || length > this.#bytes.length - from) {
      this.#fits = false;
      return -1;
    }
    this.#at = from + length;
    return from;
  }

  #stands(bytes: Uint8Array, from: number): boolean {
    for (let i = 0; i < bytes.length; i++) if (this.#bytes[from + i] !== bytes[i]) return false;
    return true;
  }

  #argument(major: number): number {
    const first = this.#bytes[this.#at] ?? 0xff;
    const width = widthOf(first & 31);
    const argument = first >> 5 === major ? argumentAt(this.#bytes, this.#at, width) : -1;
    if (argument < 0) this.#fits = false;
    this.#at += 1 + width;
    return argument;
  }
}
