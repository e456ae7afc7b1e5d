import { bytesOf, type Id, idOf } from '../bytes/id.ts';
import { concatBytes, utf8 } from '../bytes/octets.ts';
import { hash } from '../crypto/hash.ts';
import type { CircleId } from './lane.ts';

/** A circle's secret from one change of its readers to the next. */
export interface Epoch {
  /** Commits to secret, circle and charter: one id, one meaning. */
  readonly id: Id;
  readonly circle: CircleId;
  readonly charter: Id;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

/** How many letters of an epoch's id (two a byte) stand in a frame to find it again. */
const TAG_LETTERS = 8;

/** The epoch of a secret. @param secret 32 bytes */
export function epochOf(secret: Uint8Array, circle: CircleId, charter: Id): Epoch {
  const id = idOf(hash('moot/epoch', secret, Uint8Array.fromHex(circle), bytesOf(charter)));
  return { id, circle, charter, secret };
}

/** What an epoch's secret is sealed to a device with: an opener recomputes it, so a secret cannot be passed off as another epoch's. */
export function epochSealInfo(epoch: Pick<Epoch, 'id' | 'circle' | 'charter'>, device: Id): Uint8Array {
  return concatBytes(utf8('moot/epoch-seal'), bytesOf(epoch.id), Uint8Array.fromHex(epoch.circle), bytesOf(epoch.charter), bytesOf(device));
}

/** The four bytes of an epoch's id that a frame shows. */
export function epochTag(id: Id): string {
  return id.slice(0, TAG_LETTERS);
}

/** The epochs whose secrets this device holds. */
export class EpochKeys {
  readonly #byId = new Map<Id, Epoch>();
  readonly #byTag = new Map<string, Epoch[]>();
  /** How many have ever been added: whoever looks for new ones compares. */
  added = 0;

  /** Keeps an epoch. @returns whether it is new */
  add(epoch: Epoch): boolean {
    if (this.#byId.has(epoch.id)) return false;
    this.#byId.set(epoch.id, epoch);
    this.added++;
    const tag = epochTag(epoch.id);
    this.#byTag.set(tag, [...(this.#byTag.get(tag) ?? []), epoch]);
    return true;
  }

  /** Forgets epochs. @param isGone whether those of a circle go @returns those that went */
  drop(isGone: (circle: CircleId) => boolean): readonly Epoch[] {
    const gone = this.all().filter(({ circle }) => isGone(circle));
    for (const epoch of gone) {
      this.#byId.delete(epoch.id);
      const tag = epochTag(epoch.id);
      const left = this.tagged(tag).filter(({ id }) => id !== epoch.id);
      if (left.length > 0) this.#byTag.set(tag, left);
      else this.#byTag.delete(tag);
    }
    return gone;
  }

  get(id: Id): Epoch | undefined {
    return this.#byId.get(id);
  }

  /** Number of epochs. */
  get size(): number {
    return this.#byId.size;
  }

  /** All epochs that a tag can mean: nearly always one, and the commitment of a seal tells which. */
  tagged(tag: string): readonly Epoch[] {
    return this.#byTag.get(tag) ?? [];
  }

  all(): readonly Epoch[] {
    return [...this.#byId.values()];
  }
}
