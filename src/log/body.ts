import type { Cbor } from '../bytes/cbor.ts';
import type { Verdict } from '../bytes/verdict.ts';
import { type BodyPlace, type OpenedHead, openWith, readBody } from './sealing.ts';

const PIECE_BYTES = 1 << 16;
const NOTHING = new Uint8Array(0);
let piece: Uint8Array = NOTHING;
let used = 0;

/** Copies bytes to the end of a larger piece: by themselves they would take twice the room, or hold on to all in which they came. @returns where they begin in `piece` */
function keep(first: Uint8Array, second: Uint8Array = NOTHING): number {
  const size = first.length + second.length;
  if (used + size > piece.length) {
    piece = new Uint8Array(Math.max(size, PIECE_BYTES));
    used = 0;
  }
  piece.set(first, used);
  piece.set(second, used + first.length);
  used += size;
  return used - size;
}

/**
 * The body of an entry, sealed until somebody looks at it: of what was said over the years little is looked at, and opening it is a third of what
 * an entry costs.
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
    this.#secret = epoch.secret;
    this.#from = keep(salt, body);
    this.#piece = piece;
    this.#saltBytes = salt.length;
    this.#to = used;
    this.#headBytes = headBytes;
  }

  /** What it says. Refuses as `openWith` does: that it was sealed wrongly is so for everybody. */
  open(place: BodyPlace): Verdict<Cbor> {
    const body = this.#from + this.#saltBytes;
    const [salt, sealed] = [this.#piece.subarray(this.#from, body), this.#piece.subarray(body, this.#to)];
    return openWith([this.#secret], salt, sealed, place, this.#headBytes);
  }
}

/** The body of an entry that was unsealed ahead, and not read until somebody looks at it. */
export class PlainBody {
  readonly #piece: Uint8Array;
  readonly #from: number;
  readonly #to: number;
  readonly #headBytes: number;

  /** @param plain with its padding @param headBytes of the sealed head */
  constructor(plain: Uint8Array, headBytes: number) {
    this.#from = keep(plain);
    this.#piece = piece;
    this.#to = used;
    this.#headBytes = headBytes;
  }

  /** What it says. Refuses as `readBody` does. */
  open(): Verdict<Cbor> {
    return readBody(this.#piece.subarray(this.#from, this.#to), this.#headBytes);
  }
}
