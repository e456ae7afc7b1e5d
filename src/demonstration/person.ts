import * as v from 'valibot';
import { memoryHomeDisk } from '../adapters/memory/disk.ts';
import { memoryHome } from '../adapters/memory/home.ts';
import type { MemoryHub } from '../adapters/memory/network.ts';
import { assert, type Verdict } from '../bytes/verdict.ts';
import { LEAST_PASSPHRASE_COST } from '../crypto/passphrase.ts';
import type { AgreedApi } from '../peer/agreed.ts';
import type { EnteringApi } from '../peer/entering.ts';
import type { InvitingApi } from '../peer/inviting.ts';
import { OPERATIONS } from '../peer/operations.ts';
import { Peer } from '../peer/peer.ts';
import type { PeopleApi } from '../peer/people.ts';
import type { ReachApi } from '../peer/reaching.ts';
import type { StandingApi } from '../peer/standing.ts';
import type { Clock } from '../ports/clock.ts';
import { OperatingError } from '../ports/errors.ts';
import type { Files } from '../ports/files.ts';
import type { Random } from '../ports/random.ts';
import type { AgreementsApi } from '../practices/agreements/commands.ts';
import type { DecisionsApi } from '../practices/decisions/commands.ts';
import type { TalkApi } from '../practices/talk/commands.ts';
import { texts } from './texts.ts';

/** What a person of the demonstration can do, by name. */
export interface Deeds
  extends EnteringApi,
    StandingApi,
    PeopleApi,
    AgreedApi,
    ReachApi,
    InvitingApi,
    TalkApi,
    DecisionsApi,
    AgreementsApi {}

/** What all devices of a demonstration live in. */
export interface Surroundings {
  readonly hub: MemoryHub;
  readonly clock: Clock;
  readonly random: Random;
  log(line: string): void;
}

/** Somebody with a device whose home and network lie in memory, and nowhere else. */
export class Person {
  readonly name: string;
  readonly #around: Surroundings;
  #disk = memoryHomeDisk();
  #peer: Peer | null = null;

  /** A person whose device is still off. */
  constructor(name: string, around: Surroundings) {
    this.name = name;
    this.#around = around;
  }

  get isOn(): boolean {
    return this.#peer !== null;
  }

  /** The device's peer. Only while it is on. */
  get peer(): Peer {
    assert(this.#peer !== null, `the device of ${this.name} to be on`);
    return this.#peer;
  }

  /** Switches the device on. @param online whether it meets others */
  async switchOn(online = true): Promise<void> {
    if (this.#peer !== null) return;
    const { hub, clock, random, log } = this.#around;
    const peer = await Peer.open({
      home: memoryHome(this.#disk),
      clock,
      random,
      files: NO_FILES,
      openNetwork: online ? hub.open : null,
      listen: [],
      lan: true,
      // It locks nothing but memory, and seven of the usual cost would take seconds.
      passphraseCost: LEAST_PASSPHRASE_COST,
      log,
    });
    const unlocked = await peer.unlock(`the passphrase of ${this.name}`);
    assert(unlocked.ok, `the device of ${this.name} to unlock`);
    this.#peer = peer;
  }

  /** Switches the device off; what it has stays. */
  async switchOff(): Promise<void> {
    const peer = this.#peer;
    this.#peer = null;
    await peer?.close();
    await peer?.parts.home.close();
  }

  /** Switches the device off, and forgets all that it had. */
  async forget(): Promise<void> {
    await this.switchOff();
    this.#disk = memoryHomeDisk();
  }

  /** Does something, which may be refused. Rejects with operating errors. */
  async tries<Of extends keyof Deeds>(name: Of, input: Deeds[Of]['input']): Promise<Verdict<Deeds[Of]['output']>> {
    const operation = OPERATIONS.find((one) => one.name === name);
    assert(operation !== undefined, `an operation ${name}`);
    return (await operation.run(this.peer, v.parse(operation.input, input), undefined)) as Verdict<Deeds[Of]['output']>;
  }

  /** Does something that nothing stands against. */
  async does<Of extends keyof Deeds>(name: Of, input: Deeds[Of]['input']): Promise<Deeds[Of]['output']> {
    const done = await this.tries(name, input);
    assert(done.ok, `${this.name} to be able to ${name}, not ${done.ok || done.reason}`);
    return done.value;
  }
}

/** A demonstration writes no file and reads none. */
const NO_FILES: Files = {
  async read() {
    throw new OperatingError('NoFiles', texts['demonstration.no-files']);
  },
  async write() {
    throw new OperatingError('NoFiles', texts['demonstration.no-files']);
  },
};
