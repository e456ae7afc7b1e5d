import type { Id } from '../bytes/id.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import { PASSPHRASE_COST, type PassphraseCost } from '../crypto/passphrase.ts';
import type { Clock } from '../ports/clock.ts';
import type { Home } from '../ports/home.ts';
import type { Random } from '../ports/random.ts';
import { type CellKeys, EMPTY_KEYRING, type Keyring, type Lock, lockKeyring, lockOf, unlockKeyring } from './keyring.ts';
import { type Safeguards, withFirstReminder } from './safeguards.ts';

/** What is guessed soonest has fewer letters than this: no new passphrase is so short. */
const SHORTEST_PASSPHRASE = 8;

function isShort(passphrase: string): boolean {
  return passphrase.length < SHORTEST_PASSPHRASE;
}

/** The keyring on the disk and, while it is unlocked, in memory. Each change is on the disk before it counts. */
export class Vault {
  readonly #home: Home;
  readonly #random: Random;
  readonly #clock: Clock;
  readonly #cost: PassphraseCost;
  #locked: Uint8Array | null;
  #open: { readonly keyring: Keyring; readonly lock: Lock } | null = null;
  #writing: Promise<void> = Promise.resolve();

  private constructor(home: Home, random: Random, clock: Clock, cost: PassphraseCost, locked: Uint8Array | null) {
    this.#home = home;
    this.#random = random;
    this.#clock = clock;
    this.#cost = cost;
    this.#locked = locked;
  }

  /** Looks at what the home has. @param cost of the passphrase; less than the usual only for homes that lie in memory */
  static async open(home: Home, random: Random, clock: Clock, cost: PassphraseCost = PASSPHRASE_COST): Promise<Vault> {
    return new Vault(home, random, clock, cost, await home.readKeyring());
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

  /**
   * Unlocks the keyring, or makes one where there is none. Refuses `passphrase-empty`, `passphrase-wrong`, `keyring-damaged`, `keyring-too-new`;
   * `passphrase-short` for a new one.
   */
  async unlock(passphrase: string): Promise<Verdict<{ readonly created: boolean }>> {
    if (passphrase === '') return refuse('passphrase-empty');
    if (this.#locked !== null) {
      const opened = unlockKeyring(this.#locked, passphrase, this.#cost);
      if (!opened.ok) return opened;
      this.#open = opened.value;
      return accept({ created: false });
    }
    if (isShort(passphrase)) return refuse('passphrase-short');
    this.#open = { keyring: EMPTY_KEYRING, lock: lockOf(passphrase, this.#random.bytes(16), this.#cost) };
    try {
      await this.#save(EMPTY_KEYRING, this.#open.lock);
    } catch (error) {
      this.#open = null;
      throw error;
    }
    return accept({ created: true });
  }

  /** What keeps the person's things safe. Only while open. */
  get safeguards(): Safeguards {
    assert(this.#open !== null, 'an open vault');
    return this.#open.keyring.safeguards;
  }

  /** Forgets what is in memory. */
  lock(): void {
    this.#open = null;
  }

  /** Keeps the keys of a cell, in place of those that were kept for it. Resolved means that they are on the disk. */
  keep(keys: CellKeys): Promise<void> {
    const now = Math.floor(this.#clock.now() / 1000);
    return this.#change((was) => ({
      ...was,
      cells: [...was.cells.filter(({ cell }) => cell !== keys.cell), keys],
      safeguards: withFirstReminder(was.safeguards, now),
    }));
  }

  /** Changes the keys of a cell that are kept. Resolved means that the change is on the disk. */
  alter(cell: Id, change: (was: CellKeys) => CellKeys): Promise<void> {
    return this.#change((was) => ({ ...was, cells: was.cells.map((keys) => (keys.cell === cell ? change(keys) : keys)) }));
  }

  /** Forgets the keys of a cell. */
  forget(cell: Id): Promise<void> {
    return this.#change((was) => ({ ...was, cells: was.cells.filter((keys) => keys.cell !== cell) }));
  }

  /** Changes the safeguards. Resolved means that the change is on the disk. */
  guard(change: (was: Safeguards) => Safeguards): Promise<void> {
    return this.#change((was) => ({ ...was, safeguards: change(was.safeguards) }));
  }

  /** Whether this is the passphrase. It takes as long as unlocking. Only while open. */
  isPassphrase(passphrase: string): boolean {
    assert(this.#open !== null && this.#locked !== null, 'an open vault');
    return unlockKeyring(this.#locked, passphrase, this.#cost).ok;
  }

  /**
   * Seals the keyring under another passphrase, with fresh salt. Whatever happens, one of the two opens it and all of it is there; resolved
   * means that it is the new one. Refuses `locked`, `passphrase-short`, `passphrase-wrong`, `passphrase-same`.
   */
  changePassphrase(old: string, next: string): Promise<Verdict<null>> {
    return this.#inTurn(async () => {
      if (this.#open === null) return refuse('locked');
      if (isShort(next)) return refuse('passphrase-short');
      if (!this.isPassphrase(old)) return refuse('passphrase-wrong');
      if (this.isPassphrase(next)) return refuse('passphrase-same');
      await this.#save(this.#open.keyring, lockOf(next, this.#random.bytes(16), this.#cost));
      return accept(null);
    });
  }

  #change(change: (was: Keyring) => Keyring): Promise<void> {
    return this.#inTurn(() => {
      assert(this.#open !== null, 'an open vault');
      return this.#save(change(this.#open.keyring), this.#open.lock);
    });
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#writing.then(act);
    // A change that failed is told to its caller and holds up nobody else's.
    this.#writing = done.then(
      () => {},
      () => {},
    );
    return done;
  }

  async #save(keyring: Keyring, lock: Lock): Promise<void> {
    const locked = lockKeyring(keyring, lock, this.#random.bytes(16));
    await this.#home.writeKeyring(locked);
    this.#locked = locked;
    if (this.#open !== null) this.#open = { keyring, lock };
  }
}
