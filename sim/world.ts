import type { Id } from '../src/bytes/id.ts';
import { hurryCryptography } from '../src/crypto/hurry.fixture.ts';
import type { Opening } from '../src/log/opening.ts';
import type { Purpose } from '../src/ports/network.ts';
import type { Saved } from './checkers/nothing-saved-is-lost.ts';
import { Device, type Surroundings } from './device.ts';
import { Dice } from './dice.ts';
import { Story } from './story.ts';
import { Timeline, turn } from './timeline.ts';
import { Watcher } from './watcher.ts';
import { Wires } from './wires.ts';
import { Witness } from './witness.ts';

hurryCryptography();

/** When every world begins, in milliseconds since 1970: a Monday in May 2026. */
const BEGINNING = 1_778_486_400_000;

/** Somebody's invitation: whoever is given it can knock. */
export interface GivenInvitation {
  readonly id: string;
  readonly letter: string;
  readonly inviter: Device;
}

/** Somebody's backup, and the words that open it. */
export interface KeptBackup {
  readonly file: string;
  readonly words: string;
  readonly device: Device;
}

/** A few people's devices, and all that can happen between them. */
export class World implements Surroundings {
  readonly seed: number;
  readonly dice: Dice;
  readonly timeline = new Timeline(BEGINNING);
  readonly story: Story;
  readonly witness = new Witness(() => this.timeline.now);
  readonly wires: Wires;
  readonly devices: Device[] = [];
  readonly watcher: Watcher;
  readonly invitations: GivenInvitation[] = [];
  readonly backups: KeptBackup[] = [];
  /** Somebody whose device attests whatever it likes; null where all are honest. */
  cheater: string | null = null;
  /** Whether some of its people talk in circles. */
  hasCircles = false;
  /** Whether its people give one another their voices. */
  givesVoices = false;
  /** Whether its people have lots drawn, and hold back what they are drawn by. */
  drawsLots = false;
  /** Whether its people keep what they say for a short time, and are away for days: then weeks of it come to their end. */
  forgets = false;
  /** Where it does: all logs of talk that were ever begun, by id. */
  readonly spoken = new Map<Id, Opening>();
  /** The devices of two people who came back from backups to a cell that everybody else has lost: mostly strangers for ever. */
  alone: readonly Device[] = [];
  /** How many things its people have done or tried. */
  deeds = 0;
  /** In how many steps so far somebody did something or something went wrong. */
  steps = 0;
  /** Whether its people come to remove one another. */
  removes = false;
  /** Ids of the devices that did. */
  readonly cheating = new Set<string>();
  /** Every text, name and title that anybody wrote: none of it may lie readable on a disk. */
  readonly written = new Set<string>();
  /** Hears all messages that leave, for whoever wants to say them again. */
  ear: ((purpose: Purpose, message: Uint8Array) => void) | null = null;
  /** What devices told their people is saved. */
  saved: Saved[] = [];
  /** What went wrong that should never go wrong, such as an error that nobody caught. */
  readonly faults: string[] = [];

  constructor(seed: number) {
    this.seed = seed;
    this.dice = new Dice(seed);
    this.story = new Story(() => this.timeline.now - BEGINNING);
    this.watcher = new Watcher(this.story);
    const story = this.story;
    this.wires = new Wires(this.timeline, this.dice.for('wires'), {
      sent: (from, _to, purpose, message) => {
        this.ear?.(purpose, message);
        // What strangers say, they may say as they like.
        if (this.devices[from] !== undefined) this.witness.wire(purpose, message);
      },
      repeated: () => story.count('segment repeated'),
      lost: () => story.count('message lost'),
    });
  }

  /** Adds a person with a device, and switches it on. */
  add(name: string): Device {
    const device = new Device(this.devices.length, name, this);
    this.devices.push(device);
    this.written.add(name);
    device.switchOn();
    return device;
  }

  changed(device: Device): void {
    if (device.seat === null) return;
    this.watcher.look(device, device.seat);
    if (!this.forgets) return;
    for (const { logId, opening } of device.seat.record.chains()) if (opening.lane === 'talk') this.spoken.set(logId, opening);
  }

  log(device: Device, line: string): void {
    this.story.tell(`${device.name}'s device notes: ${line}`);
  }

  /** What a promise says, time going on until then. Throws when it says nothing for a minute. */
  async finish<T>(promise: Promise<T>): Promise<T> {
    let said: { readonly value: T } | null = null;
    const done = promise.then((value) => {
      said = { value };
    });
    for (let waited = 0; waited < 60_000 && said === null; waited += 50) {
      await Promise.race([done, turn()]);
      if (said === null) await this.pass(50);
    }
    if (said === null) throw new Error('expected an answer within a minute');
    return (said as { readonly value: T }).value;
  }

  /** Lets time pass. @param ms milliseconds */
  pass(ms: number): Promise<void> {
    return this.timeline.pass(ms);
  }
}
