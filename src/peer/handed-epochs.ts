import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { epochOf } from '../log/epoch.ts';
import type { CircleId } from '../log/lane.ts';
import { type KeptEpoch, keptEpochs } from './keyring.ts';
import type { Notes } from './notes.ts';

/** Epochs that no entry brings can be made up by whoever hands them over: of these so many are kept. What is left out is asked for once its entry is here. */
export const UNBROUGHT_EPOCHS = 2048;
/** Epochs by hand that are kept at all: as many as can be read back. */
const HANDED_EPOCHS = 65536;

const NOTE = 'epochs';

/** Epochs that came to this device by hand, neither by an entry nor with its welcome. They lie in a note. */
export class HandedEpochs {
  readonly #notes: Notes;
  #kept: ReadonlyMap<Id, KeptEpoch> = new Map();

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  /** Reads them back. @returns all of them */
  async load(): Promise<Iterable<KeptEpoch>> {
    const kept = await this.#notes.read(NOTE);
    const value = kept === null ? null : decodeCbor(kept);
    this.#kept = new Map(((value?.ok && keptEpochs.read(value.value)) || []).map((epoch) => [idOf(epoch), epoch]));
    return this.#kept.values();
  }

  /** Whether an epoch has come by hand, and is kept. */
  has(epoch: Id): boolean {
    return this.#kept.has(epoch);
  }

  /** Whether an epoch of some circles has come by hand: then it was sealed to a prekey of which no entry says which. */
  isAny(isMeant: (circle: CircleId) => boolean): boolean {
    return [...this.#kept.values()].some(({ circle }) => isMeant(circle));
  }

  /**
   * Keeps epochs, once each, as many as there is room for. @param isBrought whether an entry brings an epoch
   * @returns those that were not kept before, once they are on the disk; rejects with the store's error, and then none of them is kept
   */
  keep(epochs: readonly KeptEpoch[], isBrought: (id: Id) => boolean): Promise<readonly KeptEpoch[]> {
    return this.#notes.inTurn(async () => {
      let room = UNBROUGHT_EPOCHS - [...this.#kept.keys()].filter((id) => !isBrought(id)).length;
      const all = new Map(this.#kept);
      for (const epoch of epochs) {
        const id = idOf(epoch);
        if (all.has(id) || all.size >= HANDED_EPOCHS || (!isBrought(id) && room-- <= 0)) continue;
        all.set(id, epoch);
      }
      const fresh = [...all].flatMap(([id, epoch]) => (this.#kept.has(id) ? [] : [epoch]));
      if (fresh.length > 0) await this.#notes.write(NOTE, encodeCbor(keptEpochs.write([...all.values()])));
      this.#kept = all;
      return fresh;
    });
  }

  /** Acts while none is being kept: whoever was told that some are kept has taken them by then. */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    return this.#notes.inTurn(act);
  }

  /** Forgets those of some circles, on the disk and here; only in a turn (`inTurn`). Rejects with the store's error, and then they are kept. */
  async forget(isGone: (circle: CircleId) => boolean): Promise<void> {
    const kept = new Map([...this.#kept].filter(([, { circle }]) => !isGone(circle)));
    if (kept.size < this.#kept.size) await this.#notes.replace(NOTE, encodeCbor(keptEpochs.write([...kept.values()])));
    this.#kept = kept;
  }
}

function idOf({ secret, circle, charter }: KeptEpoch): Id {
  return epochOf(secret, circle, charter).id;
}
