import { type Id, sortIds } from '../bytes/id.ts';
import { assert } from '../bytes/verdict.ts';
import { HPKE_SEED_BYTES, sealTo } from '../crypto/hpke.ts';
import type { Entry } from '../log/chain.ts';
import { type Epoch, type EpochKeys, epochOf, epochSealInfo } from '../log/epoch.ts';
import { type CircleId, WHOLE_CELL } from '../log/lane.ts';
import { type EpochSeal, type NewEpoch, newEpoch, prekey } from './actions.ts';
import { prekeyIdOf } from './bundle.ts';
import type { Charter } from './charter.ts';

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
    return fresh !== undefined || epoch !== undefined;
  }

  /**
   * The epoch of a circle to write under, or null when its readers have changed since: then a new one comes first.
   * Of several made at once for the same readers, all devices choose the one with the lowest id.
   * @param charterOf a charter by its id
   */
  current(circle: CircleId, newest: Charter, charterOf: (id: Id) => Charter | undefined): Epoch | null {
    const fitting = this.keys.all().filter((epoch) => {
      const charter = epoch.circle === circle ? charterOf(epoch.charter) : undefined;
      return charter !== undefined && sameDevices(charter, newest);
    });
    const [lowest] = sortIds(fitting.map(({ id }) => id));
    return lowest === undefined ? null : (this.keys.get(lowest) ?? null);
  }

  /** A new epoch of the whole cell, sealed to every device of the charter. @param random gives fresh random bytes */
  make(charter: Charter, random: (size: number) => Uint8Array): { readonly epoch: Epoch; readonly action: NewEpoch } {
    const epoch = epochOf(random(32), WHOLE_CELL, charter.id);
    const seals: EpochSeal[] = [];
    for (const [device, memberId] of charter.devices) {
      const bundle = charter.members.get(memberId)?.bundle;
      assert(bundle !== undefined, 'every device of a charter to have a member');
      const sealing = this.#prekeys.get(device) ?? bundle.sealing;
      const sealed = sealTo(sealing, epochSealInfo(epoch, device), epoch.secret, random(HPKE_SEED_BYTES));
      // A device whose key is none cannot be sealed to; it asks the others to be let in again with another.
      if (sealed !== null) seals.push({ device, prekey: prekeyIdOf(sealing), sealed });
    }
    return { epoch, action: { epoch: epoch.id, circle: epoch.circle, charter: epoch.charter, seals } };
  }

  #take(action: NewEpoch, entry: Entry): void {
    const own = action.seals.find(({ device }) => device === this.#device);
    if (own === undefined || this.keys.get(action.epoch) !== undefined) return;
    const info = epochSealInfo({ id: action.epoch, circle: action.circle, charter: action.charter }, this.#device);
    const secret = this.#open(own.prekey, info, own.sealed);
    const epoch = secret?.length === 32 ? epochOf(secret, action.circle, action.charter) : null;
    if (epoch?.id === action.epoch) this.keys.add(epoch);
    else this.broken.set(action.epoch, entry);
  }
}

function sameDevices(a: Charter, b: Charter): boolean {
  return a.devices.size === b.devices.size && [...a.devices.keys()].every((device) => b.devices.has(device));
}
