import { concatBytes, utf8 } from '../bytes/octets.ts';
import { seal, unseal } from '../crypto/committed-seal.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../ports/store.ts';

const SALT_BYTES = 16;

/** What a device writes down for itself about a cell: small facts by name, sealed, in the cell's store. */
export class Notes {
  readonly #store: Store;
  readonly #key: Uint8Array;
  readonly #random: Random;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param key 32 bytes from the keyring */
  constructor(store: Store, key: Uint8Array, random: Random) {
    this.#store = store;
    this.#key = key;
    this.#random = random;
  }

  /** A note's bytes, or null if there is none that this key opens. */
  async read(name: string): Promise<Uint8Array | null> {
    const kept = await this.#store.note(name);
    if (kept === null) return null;
    const salt = kept.subarray(0, SALT_BYTES);
    return unseal(this.#key, 'moot/note', concatBytes(salt, utf8(name)), kept.subarray(SALT_BYTES));
  }

  /** The form in which a note lies in the store, for a batch that is written anyway. */
  sealed(name: string, value: Uint8Array): readonly [string, Uint8Array] {
    const salt = this.#random.bytes(SALT_BYTES);
    return [name, concatBytes(salt, seal(this.#key, 'moot/note', concatBytes(salt, utf8(name)), value))];
  }

  /** Writes a note; resolved means that it is on the disk. */
  async write(name: string, value: Uint8Array): Promise<void> {
    await this.#store.write({ notes: [this.sealed(name, value)] });
  }

  /** Writes a note so that nothing of what it was before stays in the store. */
  async replace(name: string, value: Uint8Array): Promise<void> {
    await this.#store.write({ notes: [[name, null], this.sealed(name, value)] });
  }

  /** A note of text, or null. */
  async readText(name: string): Promise<string | null> {
    const bytes = await this.read(name);
    return bytes === null ? null : new TextDecoder().decode(bytes);
  }

  /** Acts when nobody else does: what is read in a turn is still so when it is written. */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}
