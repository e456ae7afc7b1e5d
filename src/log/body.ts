import type { Cbor } from '../bytes/cbor.ts';
import type { Verdict } from '../bytes/verdict.ts';
import { SEAL_BYTES } from '../crypto/committed-seal.ts';
import { type BodyPlace, type OpenedHead, openWith } from './sealing.ts';

const PIECE_BYTES = 1 << 16;
let piece = new Uint8Array(0);
let used = 0;

/**
 * The body of an entry, sealed until somebody looks at it: of what was said over the years little is looked at, and opening it is a third of what
 * an entry costs. The bytes lie in a larger piece: by themselves they would take twice the room, or hold on to all in which they came.
 */
export class SealedBody {
  readonly #secret: Uint8Array;
  readonly #piece: Uint8Array;
  readonly #from: number;
  readonly #saltBytes: number;
  readonly #to: number;
  readonly #headBytes: number;

  /** @param opened the head, whose epoch opens the body as well (see `openBody`) @param headBytes of the sealed head */
  constructor(salt: Uint8Array, body: Uint8Array, { epoch }: OpenedHead, headBytes: number) {
    const size = salt.length + body.length;
    if (used + size > piece.length) {
      piece = new Uint8Array(Math.max(size, PIECE_BYTES));
      used = 0;
    }
    piece.set(salt, used);
    piece.set(body, used + salt.length);
    this.#secret = epoch.secret;
    this.#piece = piece;
    this.#from = used;
    this.#saltBytes = salt.length;
    used += size;
    this.#to = used;
    this.#headBytes = headBytes - SEAL_BYTES;
  }

  /** What it says. Refuses as `openWith` does: that it was sealed wrongly is so for everybody. */
  open(place: BodyPlace): Verdict<Cbor> {
    const body = this.#from + this.#saltBytes;
    const [salt, sealed] = [this.#piece.subarray(this.#from, body), this.#piece.subarray(body, this.#to)];
    return openWith([this.#secret], salt, sealed, place, this.#headBytes);
  }
}
