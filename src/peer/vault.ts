import type { Id } from '../bytes/id.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Home } from '../ports/home.ts';
import type { Random } from '../ports/random.ts';
import { type CellKeys, EMPTY_KEYRING, type Keyring, type Lock, lockKeyring, lockOf, unlockKeyring } from './keyring.ts';

/** The keyring on the disk and, while it is unlocked, in memory. Each change is on the disk before it counts. */
export class Vault {
  readonly #home: Home;
  readonly #random: Random;
  #locked: Uint8Array | null;
  #open: { readonly keyring: Keyring; readonly lock: Lock } | null = null;
  #writing: Promise<void> = Promise.resolve();

  private constructor(home: Home, random: Random, locked: Uint8Array | null) {
    this.#home = home;
    this.#random = random;
    this.#locked = locked;
  }

  /** Looks at what the home has. */
  static async open(home: Home, random: Random): Promise<Vault> {
    return new Vault(home, random, await home.readKeyring());
  }

  /** `new`: there is no keyring yet. */
  get state(): 'new' | 'locked' | 'open' {
    if (this.#open !== null) return 'open';
    return this.#locked === null ? 'new' : 'locked';
  }

  /** The keys of each cell. Only while open. */
  get cells(): readonly CellKeys[] {
    assert(this.#open !== null, 'an open vault');
    return this.#open.keyring.cells;
  }

  /** Unlocks the keyring, or makes one where there is none. Refuses `passphrase-empty`, `passphrase-wrong`, `keyring-damaged`. */
  async unlock(passphrase: string): Promise<Verdict<{ readonly created: boolean }>> {
    if (passphrase === '') return refuse('passphrase-empty');
    if (this.#locked !== null) {
      const opened = unlockKeyring(this.#locked, passphrase);
      if (!opened.ok) return opened;
      this.#open = opened.value;
      return accept({ created: false });
    }
    this.#open = { keyring: EMPTY_KEYRING, lock: lockOf(passphrase, this.#random.bytes(16)) };
    try {
      await this.#save(EMPTY_KEYRING);
    } catch (error) {
      this.#open = null;
      throw error;
    }
    return accept({ created: true });
  }

  /** Forgets what is in memory. */
  lock(): void {
    this.#open = null;
  }

  /** Keeps the keys of a cell, in place of those that were kept for it. Resolved means that they are on the disk. */
  keep(keys: CellKeys): Promise<void> {
    return this.#change((cells) => [...cells.filter(({ cell }) => cell !== keys.cell), keys]);
  }

  /** Forgets the keys of a cell. */
  forget(cell: Id): Promise<void> {
    return this.#change((cells) => cells.filter((keys) => keys.cell !== cell));
  }

  #change(change: (cells: readonly CellKeys[]) => readonly CellKeys[]): Promise<void> {
    const changed = this.#writing.then(() => {
      assert(this.#open !== null, 'an open vault');
      return this.#save({ version: 1, cells: change(this.#open.keyring.cells) });
    });
    // A change that failed is told to its caller and holds up nobody else's.
    this.#writing = changed.catch(() => {});
    return changed;
  }

  async #save(keyring: Keyring): Promise<void> {
    assert(this.#open !== null, 'an open vault');
    const { lock } = this.#open;
    const locked = lockKeyring(keyring, lock, this.#random.bytes(16));
    await this.#home.writeKeyring(locked);
    this.#locked = locked;
    if (this.#open !== null) this.#open = { keyring, lock };
  }
}
