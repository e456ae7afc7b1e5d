/** Chance from a seed: everything random in a world comes from here, so that a seed replays it. Never for real secrets. */
export class Dice {
  readonly #name: string;
  readonly #state: Uint32Array;

  /** @param seed any text or number; each gives another sequence */
  constructor(seed: string | number) {
    this.#name = String(seed);
    this.#state = scramble(this.#name);
    for (let i = 0; i < 12; i++) this.word();
  }

  /** Dice of their own for one purpose: what one part of a world rolls changes nothing for the others. */
  for(purpose: string): Dice {
    return new Dice(`${this.#name}/${purpose}`);
  }

  /** Thirty-two bits: sfc32 (Chris Doty-Humphrey, PractRand). */
  word(): number {
    const state = this.#state;
    const [a, b, c, count] = state as unknown as [number, number, number, number];
    const out = (a + b + count) >>> 0;
    state[3] = count + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + out;
    return out;
  }

  /** A number from 0 up to 1, 1 left out. */
  roll(): number {
    return this.word() / 2 ** 32;
  }

  /** A whole number from 0 to `count - 1`. */
  below(count: number): number {
    return Math.floor(this.roll() * count);
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.roll() < probability;
  }

  /** One of these; undefined when there is none. */
  pick<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }

  /** One of these by name, each as likely as its weight says. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
    const entries = Object.entries(weights) as [Name, number][];
    let left = this.roll() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    return (entries[entries.length - 1] as [Name, number])[0];
  }

  /** The same items in another order. */
  shuffled<T>(items: Iterable<T>): T[] {
    const shuffled = [...items];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const other = this.below(i + 1);
      [shuffled[i], shuffled[other]] = [shuffled[other] as T, shuffled[i] as T];
    }
    return shuffled;
  }

  /** So many bytes. */
  bytes(size: number): Uint8Array {
    const bytes = new Uint8Array(size);
    for (let i = 0; i < size; i += 4) {
      const word = this.word();
      for (let k = 0; k < 4 && i + k < size; k++) bytes[i + k] = word >>> (8 * k);
    }
    return bytes;
  }
}

/** Four words from a text: FNV-1a with four offsets, mixed at the end. */
function scramble(text: string): Uint32Array {
  const words = new Uint32Array(4);
  for (let n = 0; n < 4; n++) {
    let hash = (0x811c9dc5 ^ Math.imul(n + 1, 0x9e3779b9)) >>> 0;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    words[n] = (hash ^ (hash >>> 13)) >>> 0;
  }
  return words;
}
