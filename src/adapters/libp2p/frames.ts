import { MESSAGE_BYTES } from '../../ports/network.ts';

/**
 * A write to the stream: with yamux's header of 12 bytes half of a Noise message, 32 KiB. Measured on loopback: from 16 to 64 KiB alike, at 4 KiB
 * half as fast.
 */
export const WRITE_BYTES = 32768 - 12;

const SMALL_WRITE_BYTES = 4096;
const LENGTH_BYTES = 4;
/** In the place of a length: no message, only a sign of life. No message is as long. */
const HEARTBEAT = 0xffffffff;

/** A frame is a message's length (32 bits, big endian) and the message. Frames are gathered into large writes, because each write has a cost of its own. */
export class FrameGatherer {
  readonly #full: Uint8Array[] = [];
  readonly #length = new Uint8Array(LENGTH_BYTES);
  #open = new Uint8Array(0);
  #used = 0;
  #waiting = 0;

  /** How many bytes wait to be taken. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Copies a message of at most `MESSAGE_BYTES` into the frames that wait. */
  add(message: Uint8Array): void {
    this.#putLength(message.length, LENGTH_BYTES + message.length);
    this.#put(message, message.length);
  }

  /** Adds a sign of life. */
  addHeartbeat(): void {
    this.#putLength(HEARTBEAT, LENGTH_BYTES);
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

  #putLength(length: number, expected: number): void {
    for (let i = 0; i < LENGTH_BYTES; i++) this.#length[i] = length >>> (8 * (LENGTH_BYTES - 1 - i));
    this.#put(this.#length, expected);
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
      this.#open.set(count === bytes.length ? bytes : bytes.subarray(from, from + count), this.#used);
      from += count;
      this.#used += count;
      this.#waiting += count;
    }
  }
}

/** Puts messages together again from whatever pieces arrive. */
export class FrameReader {
  readonly #message: (message: Uint8Array) => void;
  #length = 0;
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
        this.#length = ((this.#length << 8) | (bytes[from++] ?? 0)) >>> 0;
        if (++this.#lengthRead < LENGTH_BYTES) continue;
        this.#lengthRead = 0;
        if (this.#length === HEARTBEAT) continue;
        if (this.#length > MESSAGE_BYTES) return false;
        this.#body = new Uint8Array(this.#length);
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
