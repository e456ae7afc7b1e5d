const MINUTE = 60_000;

/** So many a minute, and as many at once: what costs more than its bytes are worth is counted. Times are in milliseconds of the machine. */
export class Allowance {
  readonly #perMinute: number;
  #left: number;
  #at = 0;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
    this.#left = perMinute;
  }

  /** When the next can be taken, if none is before. */
  get next(): number {
    return this.#at + Math.ceil((Math.max(0, 1 - this.#left) * MINUTE) / this.#perMinute);
  }

  /** Takes one. @returns false when none is left */
  take(now: number): boolean {
    this.#left = Math.min(this.#perMinute, this.#left + ((now - this.#at) * this.#perMinute) / MINUTE);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
