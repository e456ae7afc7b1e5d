import { type Id, sortIds } from '../bytes/id.ts';
import { HPKE_SEED_BYTES, sealTo } from '../crypto/hpke.ts';
import type { Entry } from '../log/chain.ts';
import { type Epoch, type EpochKeys, epochOf, epochSealInfo } from '../log/epoch.ts';
import { type CircleId, WHOLE_CELL } from '../log/lane.ts';
import { type EpochSeal, type NewEpoch, newEpoch, prekey, unopened } from './actions.ts';
import { type Bundle, prekeyIdOf } from './bundle.ts';

/** Devices with the keys that they came with. */
export type Readers = ReadonlyMap<Id, { readonly bundle: Bundle }>;

/** An entry that brings an epoch. */
interface Brought {
  readonly entry: Entry;
  readonly readers: ReadonlySet<Id>;
}

/** Opens what was sealed to one of this device's prekeys; null when it cannot. */
export type OpenSeal = (prekey: string, info: Uint8Array, sealed: Uint8Array) => Uint8Array | null;

/** A circle's secrets: which of them to write under, and how a new one reaches its readers. */
export class Epochs {
  readonly keys: EpochKeys;
  /** Epochs whose seal for this device did not hold what it says: whoever made them tried to split the circle. */
  readonly broken = new Map<Id, Entry>();
  readonly #device: Id;
  readonly #open: OpenSeal;
  readonly #prekeys = new Map<Id, Uint8Array>();
  /** By epoch: the devices that said that they could not open it. */
  readonly #unopened = new Map<Id, Set<Id>>();
  /** By epoch: each entry that brought it, with the devices that it was sealed to there. */
  readonly #brought = new Map<Id, Brought[]>();

  constructor(device: Id, keys: EpochKeys, open: OpenSeal) {
    this.#device = device;
    this.keys = keys;
    this.#open = open;
  }

  /** Takes an entry that brings an epoch or a prekey. @returns whether it was one */
  fold(entry: Entry): boolean {
    const fresh = prekey.read(entry.action);
    if (fresh !== undefined) this.#prekeys.set(entry.chain.opening.device, fresh.sealing);
    const epoch = newEpoch.read(entry.action);
    if (epoch !== undefined) this.#take(epoch, entry);
    const shut = unopened.read(entry.action);
    if (shut !== undefined)
      this.#unopened.set(shut.epoch, new Set([...(this.#unopened.get(shut.epoch) ?? []), entry.chain.opening.device]));
    return fresh !== undefined || epoch !== undefined || shut !== undefined;
  }

  /**
   * The epoch of a circle to write under, or null when its readers have changed since: then a new one comes first.
   * Of several made at once for the same readers, all devices choose the one with the lowest id.
   * @param readers the devices that may read now @param beginning those of the cell's genesis, to whom no entry had to bring the first epoch
   * @param isNewEnough whether the entry that brought an epoch, or null for the first one, knew of everybody who reads no more: they may
   * hold whatever was made before
   */
  current(circle: CircleId, readers: Readers, beginning: Readers, isNewEnough: (brought: Entry | null) => boolean): Epoch | null {
    const areReaders = (sealedTo: ReadonlySet<Id>) =>
      sealedTo.size === readers.size && [...sealedTo].every((device) => readers.has(device));
    const first = new Set(beginning.keys());
    const fitting = this.keys.all().filter((epoch) => {
      if (epoch.circle !== circle) return false;
      const brought = this.#brought.get(epoch.id);
      if (brought === undefined) return areReaders(first) && isNewEnough(null);
      // Whoever is to read no more could make an epoch for all the others beforehand: it is used only while its maker reads too.
      return brought.some(
        ({ entry, readers: sealedTo }) => sealedTo.has(entry.chain.opening.device) && areReaders(sealedTo) && isNewEnough(entry),
      );
    });
    const [lowest] = sortIds(fitting.map(({ id }) => id));
    return lowest === undefined ? null : (this.keys.get(lowest) ?? null);
  }

  /** Epochs that this device could not open, and has not said so of yet. */
  untold(): readonly Id[] {
    const isTold = (id: Id) => this.#unopened.get(id)?.has(this.#device) === true;
    return [...this.broken.keys()].filter((id) => this.keys.get(id) === undefined && !isTold(id));
  }

  /** The epochs held here that a device lacks: whoever made them may not have known of it yet, or may have sealed rubbish to it. */
  unsealedTo(device: Id): readonly Epoch[] {
    const isSealed = (id: Id) => this.#brought.get(id)?.some(({ readers }) => readers.has(device)) === true;
    return this.keys.all().filter(({ id }) => !isSealed(id) || this.#unopened.get(id)?.has(device) === true);
  }

  /** A new epoch of the whole cell, sealed to every reader. @param random gives fresh random bytes */
  make(charter: Id, readers: Readers, random: (size: number) => Uint8Array): { readonly epoch: Epoch; readonly action: NewEpoch } {
    const epoch = epochOf(random(32), WHOLE_CELL, charter);
    const seals: EpochSeal[] = [];
    for (const [device, { bundle }] of readers) {
      const sealing = this.#prekeys.get(device) ?? bundle.sealing;
      const sealed = sealTo(sealing, epochSealInfo(epoch, device), epoch.secret, random(HPKE_SEED_BYTES));
      // A key that is none gets an empty seal: its device is named as a reader all the same, so that nobody tries again for ever.
      seals.push({ device, prekey: prekeyIdOf(sealing), sealed: sealed ?? new Uint8Array(0) });
    }
    return { epoch, action: { epoch: epoch.id, circle: epoch.circle, charter, seals } };
  }

  #take(action: NewEpoch, entry: Entry): void {
    const brought = { entry, readers: new Set(action.seals.map(({ device }) => device)) };
    this.#brought.set(action.epoch, [...(this.#brought.get(action.epoch) ?? []), brought]);
    const own = action.seals.find(({ device }) => device === this.#device);
    if (own === undefined || this.keys.get(action.epoch) !== undefined) return;
    const info = epochSealInfo({ id: action.epoch, circle: action.circle, charter: action.charter }, this.#device);
    const secret = this.#open(own.prekey, info, own.sealed);
    const epoch = secret?.length === 32 ? epochOf(secret, action.circle, action.charter) : null;
    if (epoch?.id === action.epoch) this.keys.add(epoch);
    else this.broken.set(action.epoch, entry);
  }
}
