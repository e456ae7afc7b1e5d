import { type Cbor, encodeCbor } from '../../src/bytes/cbor.ts';
import type { Dice } from '../dice.ts';

/** The longest garbage. */
const GARBAGE = 2000;

/** Makes hostile bytes: garbage, and good ones that were changed. */
export class Mutation {
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** Bytes that mean nothing. */
  garbage(): Uint8Array {
    return this.#dice.bytes(this.#dice.chance(0.9) ? this.#dice.below(200) : this.#dice.below(GARBAGE));
  }

  /** Good CBOR of any content, at times deep or long. */
  content(depth = 0): Cbor {
    const dice = this.#dice;
    const kind = dice.weighted({
      number: 4,
      text: 2,
      bytes: 4,
      truth: 1,
      nothing: 1,
      list: depth > 20 ? 0 : 6,
      pit: depth === 0 ? 0.2 : 0,
    });
    if (kind === 'number')
      return dice.pick([0, 1, 23, 24, 255, 256, 65_536, 2 ** 32, 2 ** 40, Number.MAX_SAFE_INTEGER, dice.below(300)]) as number;
    if (kind === 'text') return 'é'.repeat(dice.below(dice.chance(0.05) ? 20_000 : 30));
    if (kind === 'bytes') return dice.bytes(dice.pick([0, 1, 8, 16, 32, 32, 64, 80, 1216, dice.below(500)]) as number);
    if (kind === 'truth') return dice.chance(0.5);
    if (kind === 'nothing') return null;
    if (kind === 'pit') return this.#pit();
    return Array.from({ length: dice.below(6) }, () => this.content(depth + 1));
  }

  /** A good message or entry, changed a little or a lot. @param others what pieces may be taken from */
  of(bytes: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
    const dice = this.#dice;
    const copy = bytes.slice();
    const at = dice.below(Math.max(1, copy.length));
    switch (dice.below(8)) {
      case 0:
        return copy.subarray(0, at);
      case 1:
        return Uint8Array.from([...copy, ...dice.bytes(dice.between(1, 40))]);
      case 2: {
        const other = dice.pick(others) ?? copy;
        return Uint8Array.from([...copy.subarray(0, at), ...other.subarray(dice.below(Math.max(1, other.length)))]);
      }
      case 3:
        return Uint8Array.from([...copy.subarray(0, at), ...copy.subarray(Math.max(0, at - 9))]);
      case 4:
        copy.fill(0, at, at + dice.between(1, 40));
        return copy;
      case 5:
        return this.#longHead(copy);
      default:
        for (let i = dice.between(1, 4); i > 0; i--) copy[dice.below(Math.max(1, copy.length))] = dice.below(256);
        return copy;
    }
  }

  /** Bytes to hand to a decoder: any of all that. */
  input(samples: readonly Uint8Array[]): Uint8Array {
    const sample = this.#dice.pick(samples);
    const kind = this.#dice.weighted({ mutated: sample === undefined ? 0 : 6, garbage: 2, content: 3 });
    if (kind === 'mutated') return this.of(sample as Uint8Array, samples);
    return kind === 'garbage' ? this.garbage() : encodeCbor(this.content());
  }

  /** Lists within lists, far deeper than anything good. */
  #pit(): Cbor {
    let pit: Cbor = [];
    for (let i = 0; i < 300; i++) pit = [pit];
    return pit;
  }

  /** A small number written in more bytes than it needs: it means the same and is not canonical. */
  #longHead(bytes: Uint8Array): Uint8Array {
    const at = bytes.findIndex((octet) => (octet & 31) < 24);
    const head = bytes[Math.max(0, at)] ?? 0;
    return Uint8Array.from([...bytes.subarray(0, Math.max(0, at)), (head & 0xe0) | 24, head & 31, ...bytes.subarray(at + 1)]);
  }
}
