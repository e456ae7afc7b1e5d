import { type Id, sortIds } from '../bytes/id.ts';
import { HPKE_SEED_BYTES, sealTo } from '../crypto/hpke.ts';
import type { Entry } from '../log/chain.ts';
import { type Epoch, type EpochKeys, epochOf, epochSealInfo } from '../log/epoch.ts';
import { type CircleId, WHOLE_CELL } from '../log/lane.ts';
import { hasSeen } from '../log/past.ts';
import { type EpochSeal, type NewEpoch, newEpoch, prekey, unopened } from './actions.ts';
import { type Bundle, prekeyIdOf } from './bundle.ts';

/** Devices with the keys that they came with. */
export type Readers = ReadonlyMap<Id, { readonly bundle: Bundle }>;

/** An entry that brings an epoch. */
interface Brought {
  readonly entry: Entry;
  readonly readers: ReadonlySet<Id>;
}

/** A prekey that a device has published, and the entry that told of it. */
export interface Prekey {
  readonly sealing: Uint8Array;
  readonly entry: Entry;
}

/** Opens what was sealed to one of this device's prekeys; null when it cannot. */
export type OpenSeal = (prekey: string, info: Uint8Array, sealed: Uint8Array) => Uint8Array | null;

/** The devices that read a circle by all that whoever wrote an entry knew. */
export type ReadersBefore = (entry: Entry) => ReadonlySet<Id>;

/** For so many epochs of one device that are sealed badly to somebody who it knew reads them others write anything: else one entry of its costs many. */
export const SPOILED_EPOCHS = 32;

/** A circle's secrets: which of them to write under, and how a new one reaches its readers. */
export class Epochs {
  readonly keys: EpochKeys;
  /** Epochs whose seal for this device did not hold what it says: whoever made them tried to split the circle. */
  readonly broken = new Map<Id, Entry>();
  readonly #device: Id;
  readonly #open: OpenSeal;
  readonly #prekeys = new Map<Id, Prekey[]>();
  /** By epoch and device: the entry that says that the device could not open it. */
  readonly #unopened = new Map<Id, Map<Id, Entry>>();
  /** Epochs that an entry has brought, and that were not here then, each with its circle. */
  readonly #unheld = new Map<Id, CircleId>();
  /** By epoch: each entry that brought it, with the devices that it was sealed to there. */
  readonly #brought = new Map<Id, Brought[]>();
  /** By entry that brings an epoch: who read its circle by all that its author knew. */
  readonly #known = new WeakMap<Entry, ReadonlySet<Id>>();

  constructor(device: Id, keys: EpochKeys, open: OpenSeal) {
    this.#device = device;
    this.keys = keys;
    this.#open = open;
  }

  /** Takes an entry that brings an epoch or a prekey. @returns whether it was one */
  fold(entry: Entry): boolean {
    const fresh = prekey.read(entry.action);
    if (fresh !== undefined)
      this.#prekeys.set(entry.chain.opening.device, [...this.prekeysOf(entry.chain.opening.device), { ...fresh, entry }]);
    const epoch = newEpoch.read(entry.action);
    if (epoch !== undefined) this.#take(epoch, entry);
    const shut = unopened.read(entry.action);
    if (shut !== undefined)
      this.#unopened.set(shut.epoch, new Map([...(this.#unopened.get(shut.epoch) ?? []), [entry.chain.opening.device, entry]]));
    return fresh !== undefined || epoch !== undefined || shut !== undefined;
  }

  /**
   * The epoch of a circle to write under, or null when its readers have changed since: then a new one comes first.
   * Of several for the same readers those count that nobody has made a later one for; of several made at once all devices choose the one with the lowest id.
   * @param readers the devices that may read now @param beginning those of the cell's genesis, to whom no entry had to bring the first epoch
   * @param isNewEnough whether the entry that brought an epoch, or null for the first one, knew of everybody who reads no more: they may
   * hold whatever was made before
   */
  current(
    circle: CircleId,
    readers: Readers,
    beginning: Readers,
    isNewEnough: (brought: Entry | null) => boolean,
    readersBefore: ReadersBefore,
  ): Epoch | null {
    const areReaders = (sealedTo: ReadonlySet<Id>) =>
      sealedTo.size === readers.size && [...sealedTo].every((device) => readers.has(device));
    // What is sealed anew to fewer was sealed to others before. Who says so of somebody who did not read by all that they knew, or did not know of the epoch
    // yet, may say it of any epoch, and have all make another one.
    const doOthersHold = (brought: readonly Brought[]) =>
      brought.some(({ entry, readers: sealedTo }, at) => {
        const others = [...sealedTo].filter((device) => !readers.has(device));
        const isSound = at === 0 || hasSeen(entry, (brought[0] as Brought).entry);
        return others.length > 0 && isSound && others.some((device) => this.#knew(entry, readersBefore).has(device));
      });
    const first = new Set(beginning.keys());
    const fitting = this.keys.all().flatMap((epoch): { id: Id; by: Entry | null }[] => {
      if (epoch.circle !== circle) return [];
      const brought = this.#brought.get(epoch.id);
      // Of a circle each epoch comes by an entry: what somebody handed over without one they may have made up, to read along.
      if (brought === undefined) return circle === WHOLE_CELL && areReaders(first) && isNewEnough(null) ? [{ id: epoch.id, by: null }] : [];
      if (doOthersHold(brought)) return [];
      // Whoever is to read no more could make an epoch for all the others beforehand: it is used only while its maker reads too.
      const [by] = brought.filter(
        ({ entry, readers: sealedTo }) => sealedTo.has(entry.chain.opening.device) && areReaders(sealedTo) && isNewEnough(entry),
      );
      return by === undefined ? [] : [{ id: epoch.id, by: by.entry }];
    });
    const isFollowed = (by: Entry | null) => fitting.some((other) => other.by !== null && (by === null || hasSeen(other.by, by)));
    const [lowest] = sortIds(fitting.filter(({ by }) => !isFollowed(by)).map(({ id }) => id));
    return lowest === undefined ? null : (this.keys.get(lowest) ?? null);
  }

  /** The prekeys that a device has published since it came, in order. The one that it came with stands in its bundle. */
  prekeysOf(device: Id): readonly Prekey[] {
    return this.#prekeys.get(device) ?? [];
  }

  /** Ids of this device's prekeys to which epochs of some circles were sealed. @param isMeant which circles */
  prekeysUsedFor(isMeant: (circle: CircleId) => boolean): ReadonlySet<string> {
    const used = new Set<string>();
    for (const brought of this.#brought.values())
      for (const { entry } of brought) {
        const action = newEpoch.read(entry.action);
        const own = action !== undefined && isMeant(action.circle) ? action.seals.find(({ device }) => device === this.#device) : undefined;
        if (own !== undefined) used.add(own.prekey);
      }
    return used;
  }

  /** What is to be sealed to a device now: its newest prekey. @param first the one that it came with */
  sealingOf(device: Id, first: Uint8Array): Uint8Array {
    return this.prekeysOf(device).at(-1)?.sealing ?? first;
  }

  /** When an epoch was made, in seconds since 1970, by the clock of whoever did it; null for one that no entry brought. */
  timeOf(epoch: Id): number | null {
    return this.#brought.get(epoch)?.[0]?.entry.time ?? null;
  }

  /** When a device made its last epoch of a circle, or handed one on, by its own clock, which may have been put back since; null when it never did. */
  lastMadeBy(device: Id, circle: CircleId): number | null {
    const made = this.keys.all().flatMap((epoch) => (epoch.circle === circle ? (this.#brought.get(epoch.id) ?? []) : []));
    const own = made.filter(({ entry }) => entry.chain.opening.device === device).map(({ entry }) => entry);
    return own.length === 0 ? null : own.reduce((last, entry) => (entry.seq > last.seq ? entry : last)).time;
  }

  /** Epochs that this device could not open, and has not said so of yet. @param isOver whether those of a circle are not needed any more */
  untold(isOver: (circle: CircleId) => boolean = () => false): readonly Id[] {
    const isTold = (id: Id) => this.#unopened.get(id)?.has(this.#device) === true;
    const isNeeded = (entry: Entry) => !isOver(newEpoch.read(entry.action)?.circle ?? WHOLE_CELL);
    const told = new CountByDevice();
    for (const [id, entry] of this.broken) if (isTold(id)) told.add(authorOf(entry));
    return [...this.broken].flatMap(([id, entry]) =>
      this.keys.get(id) === undefined && !isTold(id) && isNeeded(entry) && told.add(authorOf(entry)) <= SPOILED_EPOCHS ? [id] : [],
    );
  }

  /** Epochs that an entry brings and that are not held here, the newest last. @param isMeant of which circles */
  unheld(isMeant: (circle: CircleId) => boolean): readonly Id[] {
    for (const id of this.#unheld.keys()) if (this.keys.get(id) !== undefined) this.#unheld.delete(id);
    const circles = new Map([...new Set(this.#unheld.values())].map((circle) => [circle, isMeant(circle)]));
    return [...this.#unheld].flatMap(([id, circle]) => (circles.get(circle) ? [id] : []));
  }

  /**
   * The epochs held here that a device lacks: whoever made them may not have known of it yet, or may have sealed rubbish to it.
   * @param mayRead whether the device is to read what a circle writes
   */
  unsealedTo(device: Id, mayRead: (circle: CircleId) => boolean): readonly Epoch[] {
    return this.keys.all().filter(({ id, circle }) => mayRead(circle) && this.#isLacking(id, device));
  }

  /**
   * What this device has to seal anew of a circle's epochs, since not everybody who reads it holds them: by an entry, because no member outside of the circle could
   * hand them on. Of those who hold an epoch the one with the lowest device id does so; where by all entries nobody does, whoever was handed it. Each epoch comes with the readers that lack it.
   * Whoever was kept from it knowingly, by somebody who has done that often, asks for it.
   */
  dueSeals(
    circle: CircleId,
    readers: Readers,
    readersBefore: ReadersBefore,
  ): readonly { readonly epoch: Epoch; readonly lacking: Readers }[] {
    const made = this.keys.all().flatMap((epoch) => {
      const [first, ...anew] = epoch.circle === circle ? (this.#brought.get(epoch.id) ?? []) : [];
      return first === undefined ? [] : [{ epoch, entry: first.entry, anew }];
    });
    const spoiled = new CountByDevice();
    for (const { entry, anew } of made)
      if (anew.some((one) => [...one.readers].some((device) => this.#knew(entry, readersBefore).has(device)))) spoiled.add(authorOf(entry));
    return made.flatMap(({ epoch, entry }) => {
      const lacking = new Map([...readers].filter(([device]) => this.#isLacking(epoch.id, device)));
      const [first] = sortIds([...readers.keys()].filter((device) => !lacking.has(device)));
      if (lacking.size === 0 || (first ?? this.#device) !== this.#device) return [];
      const known = [...lacking.keys()].filter((device) => this.#knew(entry, readersBefore).has(device));
      if (known.length > 0 && spoiled.add(authorOf(entry)) > SPOILED_EPOCHS) for (const device of known) lacking.delete(device);
      return lacking.size > 0 ? [{ epoch, lacking }] : [];
    });
  }

  #knew(entry: Entry, readersBefore: ReadersBefore): ReadonlySet<Id> {
    const known = this.#known.get(entry) ?? readersBefore(entry);
    this.#known.set(entry, known);
    return known;
  }

  /** Whether an entry that brings an epoch is here, and so everything that whoever made it knew. */
  isBrought(epoch: Id): boolean {
    return this.#brought.has(epoch);
  }

  /** Whether this device has an epoch otherwise than by an entry: in its welcome, or by hand. */
  wasHandedOver(epoch: Id): boolean {
    return this.#isLacking(epoch, this.#device);
  }

  /** Whether no seal of an epoch has come for a device, or none since it said that it could not open one. */
  #isLacking(epoch: Id, device: Id): boolean {
    const told = this.#unopened.get(epoch)?.get(device);
    const brought = this.#brought.get(epoch) ?? [];
    return !brought.some(({ entry, readers }) => readers.has(device) && (told === undefined || hasSeen(entry, told)));
  }

  /** A new epoch of a circle, sealed to every reader. @param random gives fresh random bytes */
  make(
    circle: CircleId,
    charter: Id,
    readers: Readers,
    random: (size: number) => Uint8Array,
  ): { readonly epoch: Epoch; readonly action: NewEpoch } {
    const epoch = epochOf(random(32), circle, charter);
    return { epoch, action: this.seal(epoch, readers, random) };
  }

  /** An epoch, sealed to these readers. @param random gives fresh random bytes */
  seal(epoch: Epoch, readers: Readers, random: (size: number) => Uint8Array): NewEpoch {
    const seals: EpochSeal[] = [];
    for (const [device, { bundle }] of readers) {
      const sealing = this.sealingOf(device, bundle.sealing);
      const sealed = sealTo(sealing, epochSealInfo(epoch, device), epoch.secret, random(HPKE_SEED_BYTES));
      // A key that is none gets an empty seal: its device is named as a reader all the same, so that nobody tries again for ever.
      seals.push({ device, prekey: prekeyIdOf(sealing), sealed: sealed ?? new Uint8Array(0) });
    }
    return { epoch: epoch.id, circle: epoch.circle, charter: epoch.charter, seals };
  }

  #take(action: NewEpoch, entry: Entry): void {
    const brought = { entry, readers: new Set(action.seals.map(({ device }) => device)) };
    this.#brought.set(action.epoch, [...(this.#brought.get(action.epoch) ?? []), brought]);
    const own = action.seals.find(({ device }) => device === this.#device);
    if (this.keys.get(action.epoch) !== undefined) return;
    this.#unheld.set(action.epoch, action.circle);
    if (own === undefined) return;
    const info = epochSealInfo({ id: action.epoch, circle: action.circle, charter: action.charter }, this.#device);
    const secret = this.#open(own.prekey, info, own.sealed);
    const epoch = secret?.length === 32 ? epochOf(secret, action.circle, action.charter) : null;
    if (epoch?.id === action.epoch) this.keys.add(epoch);
    else this.broken.set(action.epoch, entry);
  }
}

function authorOf(entry: Entry): Id {
  return entry.chain.opening.device;
}

class CountByDevice {
  readonly #counts = new Map<Id, number>();

  /** One more. @returns how many that is */
  add(device: Id): number {
    const count = (this.#counts.get(device) ?? 0) + 1;
    this.#counts.set(device, count);
    return count;
  }
}
