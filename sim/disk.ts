import { cutPower, type MemoryDisk, type MemoryHomeDisk, memoryHomeDisk } from '../src/adapters/memory/disk.ts';
import { memoryHome } from '../src/adapters/memory/home.ts';
import { diskError } from '../src/ports/disk-errors.ts';
import type { Home } from '../src/ports/home.ts';
import type { Store, StoreBatch, StoredEntry, StoredSignature } from '../src/ports/store.ts';
import type { Dice } from './dice.ts';
import { type Timeline, turn } from './timeline.ts';

/** Who sees what gets onto a disk, whether or not its writer ever hears of it. */
export interface DiskWitness {
  stored(batch: StoreBatch): void;
  locked(keyring: Uint8Array): void;
}

/** A device's disk: flushing takes time, it can be full for a while, and the power can go. */
export class SimDisk {
  readonly content: MemoryHomeDisk = memoryHomeDisk();
  isFull = false;
  /** Whether a crash takes with it what was acknowledged just before: no good disk does that. */
  forgets = false;
  /** Called once, when the next write begins to be flushed. */
  whenFlushing: (() => void) | null = null;
  /** Writes that were refused because it was full. */
  refusals = 0;
  readonly #timeline: Timeline;
  readonly #dice: Dice;
  readonly #witness: DiskWitness;
  readonly #flushes = new Set<() => void>();
  /** While the power goes: how many more flushes still happen. */
  #last: number | null = null;
  #power: Power | null = null;

  constructor(timeline: Timeline, dice: Dice, witness: DiskWitness) {
    this.#timeline = timeline;
    this.#dice = dice;
    this.#witness = witness;
  }

  /** Opens it as the home of a device that has just been switched on. */
  open(): Home {
    const power = { on: true };
    this.#power = power;
    return new SimHome(
      this,
      memoryHome(this.content, () => this.#flush()),
      power,
    );
  }

  /**
   * The power goes. Whoever wrote never hears anything again; of what waits to be flushed the first few writes may still reach the disk, whole.
   * @returns how many did
   */
  async cut(): Promise<number> {
    if (this.#power !== null) this.#power.on = false;
    this.#power = null;
    const kept = this.#dice.chance(0.5) ? this.#dice.between(1, 3) : 0;
    this.#last = kept;
    for (const flushed of this.#flushes) if (this.#last > 0) this.#take(flushed);
    this.#flushes.clear();
    await turn();
    const done = kept - this.#last;
    this.#last = null;
    cutPower(this.content);
    if (this.forgets) for (const store of this.content.stores.values()) forgetLast(store);
    return done;
  }

  /** How long a write that is refused takes. */
  refuse(): Promise<never> {
    this.refusals++;
    return this.#timeline.pause(this.#dice.between(1, 10)).then(() => Promise.reject(diskError('DiskFull', 'the disk')));
  }

  stored(batch: StoreBatch): void {
    this.#witness.stored(batch);
  }

  locked(keyring: Uint8Array): void {
    this.#witness.locked(keyring);
  }

  #flush(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#last !== null) {
        if (this.#last > 0) this.#take(resolve);
        return;
      }
      this.#flushes.add(resolve);
      this.whenFlushing?.();
      this.whenFlushing = null;
      this.#timeline.after(this.#dice.chance(0.05) ? this.#dice.between(50, 800) : this.#dice.between(1, 15), () => {
        if (this.#flushes.delete(resolve)) resolve();
      });
    });
  }

  #take(flushed: () => void): void {
    this.#last = (this.#last as number) - 1;
    flushed();
  }
}

/** How many entries a disk that forgets loses. */
const FORGOTTEN = 8;

/** Takes the newest entries off a disk. */
function forgetLast({ entries, logs, signatures }: MemoryDisk): void {
  for (const { log, seq } of entries.splice(Math.max(1, entries.length - FORGOTTEN))) {
    const name = log.toHex();
    logs.get(name)?.pop();
    signatures.delete(`${name}:${seq}`);
  }
}

/** Whether the device that opened the disk is still on. */
interface Power {
  on: boolean;
}

/** What a promise says, unless the power has gone: then nothing, ever. */
function whileOn<T>(power: Power, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    promise.then(
      (value) => power.on && resolve(value),
      (error) => power.on && reject(error),
    );
  });
}

class SimHome implements Home {
  readonly place = 'the simulated disk';
  readonly #disk: SimDisk;
  readonly #home: Home;
  readonly #power: Power;

  constructor(disk: SimDisk, home: Home, power: Power) {
    this.#disk = disk;
    this.#home = home;
    this.#power = power;
  }

  readKeyring(): Promise<Uint8Array | null> {
    return whileOn(this.#power, this.#home.readKeyring());
  }

  writeKeyring(bytes: Uint8Array): Promise<void> {
    if (!this.#power.on) return new Promise(() => {});
    if (this.#disk.isFull) return whileOn(this.#power, this.#disk.refuse());
    const done = this.#home.writeKeyring(bytes).then(() => this.#disk.locked(bytes));
    return whileOn(this.#power, done);
  }

  async openStore(name: string): Promise<Store> {
    const store = await whileOn(this.#power, this.#home.openStore(name));
    return new SimStore(this.#disk, store, this.#power);
  }

  stores(): Promise<readonly string[]> {
    return whileOn(this.#power, this.#home.stores());
  }

  removeStore(name: string): Promise<void> {
    return whileOn(this.#power, this.#home.removeStore(name));
  }

  close(): Promise<void> {
    return whileOn(this.#power, this.#home.close());
  }
}

class SimStore implements Store {
  readonly #disk: SimDisk;
  readonly #store: Store;
  readonly #power: Power;

  constructor(disk: SimDisk, store: Store, power: Power) {
    this.#disk = disk;
    this.#store = store;
    this.#power = power;
  }

  entries(): AsyncIterable<readonly StoredEntry[]> {
    return this.#store.entries();
  }

  signatures(): Promise<readonly StoredSignature[]> {
    return whileOn(this.#power, this.#store.signatures());
  }

  read(log: Uint8Array, from: number, count: number, bytes: number): Promise<readonly StoredEntry[]> {
    return whileOn(this.#power, this.#store.read(log, from, count, bytes));
  }

  note(name: string): Promise<Uint8Array | null> {
    return whileOn(this.#power, this.#store.note(name));
  }

  write(batch: StoreBatch): Promise<void> {
    if (!this.#power.on) return new Promise(() => {});
    if (this.#disk.isFull) return whileOn(this.#power, this.#disk.refuse());
    const done = this.#store.write(batch).then(() => this.#disk.stored(batch));
    return whileOn(this.#power, done);
  }

  close(): Promise<void> {
    return whileOn(this.#power, this.#store.close());
  }
}
