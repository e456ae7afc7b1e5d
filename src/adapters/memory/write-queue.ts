import type { Flush } from './disk.ts';

/** Puts writes on a disk in memory one after the other, each when its flush is done, and none once the disk has lost power. */
export class WriteQueue {
  readonly #powered: () => boolean;
  readonly #flush: Flush;
  #last: Promise<void> = Promise.resolve();
  #closed = false;

  /** @param powered whether the disk still answers to this queue's owner */
  constructor(powered: () => boolean, flush: Flush = () => Promise.resolve()) {
    this.#powered = powered;
    this.#flush = flush;
  }

  /** Whether no more writes are taken. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Resolves when `put` has been done in its turn, rejects if it throws, and does neither after a power cut. */
  add(put: () => void): Promise<void> {
    const done = this.#last.then(this.#flush).then(() => (this.#powered() ? put() : new Promise<void>(() => {})));
    this.#last = done.catch(() => {});
    return done;
  }

  /** Takes no more writes and waits for those under way. */
  close(): Promise<void> {
    this.#closed = true;
    return this.#last;
  }
}
