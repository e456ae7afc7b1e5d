import * as v from 'valibot';
import { OPERATIONS } from '../src/peer/operations.ts';
import { Peer } from '../src/peer/peer.ts';
import type { Seat } from '../src/peer/seat.ts';
import type { Clock } from '../src/ports/clock.ts';
import { diskError } from '../src/ports/disk-errors.ts';
import { OperatingError } from '../src/ports/errors.ts';
import type { Files } from '../src/ports/files.ts';
import type { Dice } from './dice.ts';
import { SimDisk } from './disk.ts';
import type { Timeline } from './timeline.ts';
import type { Wires } from './wires.ts';
import type { Witness } from './witness.ts';

/** In worlds, which are small, nearly all talk sleeps when a cell is opened. */
const RESTING = { awake: 3, least: 1 };
const PASSPHRASE = 'seven words that nobody else would say';

/** What became of something that a person did. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string }
  /** An operating error, such as a full disk. */
  | { readonly ok: false; readonly error: Error };

/** What canaries break in a whole world. */
export type Breakage = 'random-repeats' | 'disks-forget';

/** What devices live in. */
export interface Surroundings {
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly wires: Wires;
  readonly witness: Witness;
  /** Something has changed on a device. */
  changed(device: Device): void;
  /** A line of a device's own log. */
  log(device: Device, line: string): void;
}

/** One person's device: the whole real peer, on a simulated disk, clock and network. It can be switched off at any moment. */
export class Device {
  readonly place: number;
  /** The pseudonym of its person. */
  readonly name: string;
  readonly disk: SimDisk;
  /** Whether its clock was ever wrong. */
  hasJumped = false;
  /** Whether it came from a backup. */
  isRestored = false;
  /** The name of the member who has lost everything and knocks with it as who they were; null for everybody else. */
  returnsAs: string | null = null;
  /** Whether it is gone for good: it lies at the bottom of the canal. */
  isLost = false;
  readonly #around: Surroundings;
  #random: Dice;
  readonly #files = new Map<string, Uint8Array>();
  #peer: Peer | null = null;
  #skew = 0;
  #life: { on: boolean } | null = null;

  constructor(place: number, name: string, around: Surroundings) {
    this.place = place;
    this.name = name;
    this.#around = around;
    this.#random = around.dice.for(`secrets of ${place}`);
    const { timeline, dice, witness } = around;
    this.disk = new SimDisk(timeline, dice.for(`disk of ${place}`), {
      stored: (batch) => witness.disk(place, batch),
      locked: (keyring) => witness.keyring(place, keyring),
    });
  }

  /** How far its clock is wrong, in milliseconds. */
  get skew(): number {
    return this.#skew;
  }

  set skew(skew: number) {
    this.hasJumped ||= skew !== 0;
    this.#skew = skew;
  }

  get isOn(): boolean {
    return this.#life !== null;
  }

  /** The peer, once it is unlocked; null while the device is off. */
  get peer(): Peer | null {
    return this.#peer?.state === 'open' ? this.#peer : null;
  }

  /** Its place in the cell; null while it is off, waits at the door or cannot open the cell. */
  get seat(): Seat | null {
    const [keys] = this.peer?.cells ?? [];
    return keys === undefined ? null : (this.peer?.presence(keys.cell)?.seat ?? null);
  }

  /** Whether its person is a member and can act. */
  get isMember(): boolean {
    return this.seat?.member !== undefined;
  }

  /** Switches it on; it is unlocked some moments later. */
  switchOn(): void {
    const life = { on: true };
    this.#life = life;
    this.#wake(life).catch((error: unknown) => {
      this.#around.log(this, `does not wake: ${error}`);
      if (life.on) void this.crash();
    });
  }

  /** The power goes, at whatever moment. @returns writes that reached the disk though nobody was told */
  async crash(): Promise<number> {
    this.#end();
    this.#around.wires.drop(this.place);
    return this.disk.cut();
  }

  /** Switches it off in good order. */
  async switchOff(): Promise<void> {
    const peer = this.#peer;
    this.#peer = null;
    await peer?.close();
    this.#end();
    this.#around.wires.drop(this.place);
    await this.disk.cut();
  }

  /** Gives a copy of a file to another device, as on a stick. */
  lend(other: Device, file: string): void {
    const bytes = this.#files.get(file);
    if (bytes !== undefined) other.#files.set(file, bytes);
  }

  /** Breaks something on purpose: for canaries alone. */
  breakBy(breakage: Breakage): void {
    if (breakage === 'disks-forget') this.disk.forgets = true;
    if (breakage === 'random-repeats' && this.seat !== null) this.#random = this.#around.dice.for(`secrets of ${this.place}`);
  }

  /** What its person types. Never resolves if the device is switched off meanwhile. @param cell in which, where there are several */
  async does(verb: string, input: object = {}, cell?: string): Promise<Answer> {
    const operation = OPERATIONS.find(({ name }) => name === verb);
    if (operation === undefined || this.peer === null) throw new Error(`expected a device that is on and an operation, not ${verb}`);
    const checked = v.safeParse(operation.input, input);
    if (!checked.success) return { ok: false, reason: checked.issues[0].message };
    try {
      return await operation.run(this.peer, checked.output, cell);
    } catch (error) {
      if (error instanceof OperatingError) return { ok: false, error };
      throw error;
    }
  }

  async #wake(life: { on: boolean }): Promise<void> {
    const { wires } = this.#around;
    const peer = await Peer.open({
      home: this.disk.open(),
      clock: this.#clock(life),
      random: { bytes: (size) => this.#random.bytes(size) },
      files: this.#filesOf(),
      openNetwork: wires.openerAt(this.place),
      listen: [],
      lan: true,
      resting: RESTING,
      log: (line) => this.#around.log(this, line),
    });
    if (!life.on) return;
    this.#peer = peer;
    peer.onEvent(() => life.on && this.#around.changed(this));
    const unlocked = await peer.unlock(PASSPHRASE);
    if (!unlocked.ok) throw new Error(unlocked.reason);
    this.#around.changed(this);
  }

  #end(): void {
    if (this.#life !== null) this.#life.on = false;
    this.#life = null;
    this.#peer = null;
  }

  #clock(life: { on: boolean }): Clock {
    const { timeline } = this.#around;
    return {
      now: () => timeline.now + this.skew,
      offset: () => 0,
      after: (ms, run) => timeline.after(ms, () => life.on && run()),
    };
  }

  #filesOf(): Files {
    const files = this.#files;
    return {
      async read(path) {
        const bytes = files.get(path);
        if (bytes === undefined) throw new OperatingError('FileUnreadable', `${path} cannot be read.`);
        return bytes;
      },
      write: async (path, bytes) => {
        if (this.disk.isFull) throw diskError('DiskFull', path);
        files.set(path, bytes.slice());
      },
    };
  }
}
