import { MESSAGE_BYTES } from '../../ports/network.ts';

/** A write to the stream: with yamux's header of 12 bytes it fills one Noise message (65519 bytes of plaintext) exactly. */
export const WRITE_BYTES = 65519 - 12;

const SMALL_WRITE_BYTES = 4096;
const LENGTH_BYTES = 4;
/** In the place of a length: no message, only a sign of life. No message is as long. */
const HEARTBEAT = 0xffffffff;

/** A frame is a message's length (32 bits, big endian) and the message. Frames are gathered into large writes, because each write has a cost of its own. */
export class FrameGatherer {
  readonly #full: Uint8Array[] = [];
  #open = new Uint8Array(0);
  #used = 0;
  #waiting = 0;

  /** How many bytes wait to be taken. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Copies a message of at most `MESSAGE_BYTES` into the frames that wait. */
  add(message: Uint8Array): void {
    this.#put(lengthBytes(message.length), LENGTH_BYTES + message.length);
    this.#put(message, message.length);
  }

  /** Adds a sign of life. */
  addHeartbeat(): void {
    this.#put(lengthBytes(HEARTBEAT), LENGTH_BYTES);
  }

  /** Gives the next write, of at most `WRITE_BYTES`, or null if nothing waits. */
  take(): Uint8Array | null {
    let next = this.#full.shift();
    if (next === undefined) {
      if (this.#used === 0) return null;
      next = this.#open.subarray(0, this.#used);
      this.#open = new Uint8Array(0);
      this.#used = 0;
    }
    this.#waiting -= next.length;
    return next;
  }

  /** Copies bytes; `expected` says how many are about to come, so that a new write is made large enough, and not larger for a small message. */
  #put(bytes: Uint8Array, expected: number): void {
    let from = 0;
    while (from < bytes.length) {
      if (this.#used === this.#open.length) {
        if (this.#used > 0) this.#full.push(this.#open);
        const size = this.#waiting === 0 ? Math.min(WRITE_BYTES, Math.max(SMALL_WRITE_BYTES, expected)) : WRITE_BYTES;
        this.#open = new Uint8Array(size);
        this.#used = 0;
      }
      const count = Math.min(bytes.length - from, this.#open.length - this.#used);
      this.#open.set(bytes.subarray(from, from + count), this.#used);
      from += count;
      this.#used += count;
      this.#waiting += count;
    }
  }
}

/** Puts messages together again from whatever pieces arrive. */
export class FrameReader {
  readonly #message: (message: Uint8Array) => void;
  readonly #length = new Uint8Array(LENGTH_BYTES);
  #lengthRead = 0;
  #body: Uint8Array | null = null;
  #bodyRead = 0;

  /** @param message is called with each whole message, which is its own to keep */
  constructor(message: (message: Uint8Array) => void) {
    this.#message = message;
  }

  /** Reads on. Gives false at a message longer than `MESSAGE_BYTES`: nothing that follows can be read. */
  read(bytes: Uint8Array): boolean {
    let from = 0;
    while (from < bytes.length) {
      if (this.#body === null) {
        const count = Math.min(LENGTH_BYTES - this.#lengthRead, bytes.length - from);
        this.#length.set(bytes.subarray(from, from + count), this.#lengthRead);
        from += count;
        this.#lengthRead += count;
        if (this.#lengthRead < LENGTH_BYTES) return true;
        this.#lengthRead = 0;
        const length = new DataView(this.#length.buffer).getUint32(0);
        if (length === HEARTBEAT) continue;
        if (length > MESSAGE_BYTES) return false;
        this.#body = new Uint8Array(length);
        this.#bodyRead = 0;
      }
      const body = this.#body;
      const count = Math.min(body.length - this.#bodyRead, bytes.length - from);
      body.set(bytes.subarray(from, from + count), this.#bodyRead);
      from += count;
      this.#bodyRead += count;
      if (this.#bodyRead === body.length) {
        this.#body = null;
        this.#message(body);
      }
    }
    return true;
  }
}

function lengthBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(LENGTH_BYTES);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}
