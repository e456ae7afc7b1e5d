import type { Random } from '../../ports/random.ts';

/** Chooses words: at random, and never the same twice in a row. */
export class Voice {
  readonly #random: Random;
  readonly #last = new Map<readonly string[], string>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** A number from 0 up to 1. */
  chance(): number {
    const [a = 0, b = 0] = this.#random.bytes(2);
    return (a * 256 + b) / 65_536;
  }

  /** One of several ways to say something. */
  one(ways: readonly string[]): string {
    const last = this.#last.get(ways);
    const other = ways.length > 1 ? ways.filter((way) => way !== last) : ways;
    const chosen = other[Math.floor(this.chance() * other.length)] ?? '';
    this.#last.set(ways, chosen);
    return chosen;
  }
}
