import type { Id } from '../bytes/id.ts';
import { prekeyIdOf } from '../cell/bundle.ts';
import type { OpenSeal } from '../cell/epochs.ts';
import { openSealed, type SealingKeys, sealingKeys } from '../crypto/hpke.ts';
import { type Epoch, type EpochKeys, epochOf } from '../log/epoch.ts';
import type { CircleId } from '../log/lane.ts';
import type { Random } from '../ports/random.ts';
import type { CellKeys, KeptEpoch } from './keyring.ts';

/** Puts changed keys of a cell into the keyring. Resolved means that they are on the disk; rejects with the home's error, and then nothing has changed. */
export type KeepKeys = (change: (was: CellKeys) => CellKeys) => Promise<void>;

/** The form in which an epoch is kept, in the keyring and on the way. */
export function keptEpoch({ circle, charter, secret }: Epoch): KeptEpoch {
  return { circle, charter, secret };
}

/**
 * What this device keeps secret in one cell, as it lies in the keyring: its prekeys, of which old ones are let go of, and the epochs that it could not
 * open without them.
 */
export class OwnKeys {
  #keys: CellKeys;
  readonly #keep: KeepKeys;
  readonly #random: Random;
  /** By id, the prekeys of the keyring. */
  #prekeys: ReadonlyMap<string, SealingKeys>;

  constructor(keys: CellKeys, keep: KeepKeys, random: Random) {
    this.#keys = keys;
    this.#keep = keep;
    this.#random = random;
    this.#prekeys = prekeysOf(keys);
  }

  /** As they lie in the keyring. */
  get keys(): CellKeys {
    return this.#keys;
  }

  /** Ids of the prekeys whose secrets are here, the newest last. */
  get prekeys(): readonly string[] {
    return [...this.#prekeys.keys()];
  }

  /** Public half of the newest of them; null where all are gone. */
  get newest(): Uint8Array | null {
    return [...this.#prekeys.values()].at(-1)?.publicKey ?? null;
  }

  /** Opens what was sealed to a prekey; null when its secret is gone, or it was sealed wrongly. */
  readonly open: OpenSeal = (prekey, info, sealed) => {
    const keys = this.#prekeys.get(prekey);
    return keys === undefined ? null : openSealed(keys.secretKey, info, sealed);
  };

  /**
   * A prekey that nobody knows yet, its secret on the disk. Where one was made before and never told to anybody it is that one.
   * @param known ids of the prekeys that others have been told @returns its public half
   */
  async makePrekey(known: ReadonlySet<string>): Promise<Uint8Array> {
    const newest = [...this.#prekeys].at(-1);
    if (newest !== undefined && !known.has(newest[0])) return newest[1].publicKey;
    const seed = this.#random.bytes(32);
    await this.#change((was) => ({ ...was, prekeys: [...was.prekeys, seed] }));
    return sealingKeys(seed).publicKey;
  }

  /**
   * Forgets prekeys, and keeps instead what was opened with them: from then on all epochs that are held lie in the keyring, and no others but
   * those that it had before.
   * @param isGone epochs of these circles go as well
   */
  async letGo(prekeys: ReadonlySet<string>, held: EpochKeys, isGone: (circle: CircleId) => boolean = () => false): Promise<void> {
    const all = this.#prekeys;
    // First in memory: what they would open while the keyring is being written would be lost with them.
    this.#prekeys = new Map([...all].filter(([id]) => !prekeys.has(id)));
    const epochs = held.all().map(keptEpoch);
    try {
      await this.#change((was) => ({
        ...was,
        prekeys: was.prekeys.filter((seed) => !prekeys.has(prekeyIdOf(sealingKeys(seed).publicKey))),
        welcome:
          was.welcome === null
            ? null
            : { ...was.welcome, epochs: merged(was.welcome.epochs, epochs).filter(({ circle }) => !isGone(circle)) },
      }));
    } catch (error) {
      this.#prekeys = all;
      throw error;
    }
  }

  async #change(change: (was: CellKeys) => CellKeys): Promise<void> {
    await this.#keep(change);
    this.#keys = change(this.#keys);
    this.#prekeys = prekeysOf(this.#keys);
  }
}

function prekeysOf({ prekeys }: CellKeys): ReadonlyMap<string, SealingKeys> {
  return new Map(prekeys.map(sealingKeys).map((keys) => [prekeyIdOf(keys.publicKey), keys]));
}

function idOfKept({ circle, charter, secret }: KeptEpoch): Id {
  return epochOf(secret, circle, charter).id;
}

function merged(kept: readonly KeptEpoch[], more: readonly KeptEpoch[]): KeptEpoch[] {
  const known = new Set(kept.map(idOfKept));
  return [...kept, ...more.filter((epoch) => !known.has(idOfKept(epoch)))];
}
