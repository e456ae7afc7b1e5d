import type { Id } from '../bytes/id.ts';
import type { Record } from '../log/record.ts';
import type { Clock } from '../ports/clock.ts';
import { OperatingError } from '../ports/errors.ts';
import type { Claim, LinkStatus } from '../sync/events.ts';

/**
 * How long the first write of a run waits, in milliseconds: for a link, from the moment when there is a network; for a link that is there to tell all
 * that it holds; and how long a write waits for entries of our own that others hold.
 */
const PATIENCE = { link: 2_000, telling: 10_000, fetching: 10_000 };

/**
 * How long somebody is believed who says to hold entries of our own and brings none of them, in milliseconds: while they bring other things, and while they
 * let lie what they are asked for. A link that is slow and carries much takes its time.
 */
const BELIEVED = { bringing: 600_000, silent: 60_000 };

/** Those who may know more of this device's own logs than its disk does. */
export interface Others {
  links(): readonly Pick<LinkStatus, 'standing' | 'hasTold'>[];
  /** What they say to hold of a log. */
  claims(log: Id): readonly Claim[];
  /** Whether the cell has no device but this one. */
  isAlone(): boolean;
}

/**
 * What keeps a device from writing where it has written before: a disk that was put back to an earlier state does not know of it, and others do.
 * They are asked before the first write of a run, where there are any to be reached, and what they say is heeded before each. Whoever says it and does not
 * bring it is believed no more while this run lasts: else any member could keep another from writing, by words alone.
 */
export class OwnPast {
  readonly #record: Record;
  readonly #clock: Clock;
  readonly #waiters = new Set<() => void>();
  #others: Others | null = null;
  #isHearing = false;
  /** What has passed of the patience. */
  #late: 'nothing' | 'link' | 'telling' = 'nothing';
  readonly #timers: (() => void)[] = [];
  /** By device and log that it says to hold more of: how far it is here, and since when. */
  readonly #unproved = new Map<string, { readonly here: number; readonly since: number }>();
  /** Devices that said so and did not bring it. */
  readonly #disproved = new Set<Id>();

  constructor(record: Record, clock: Clock) {
    this.#record = record;
    this.#clock = clock;
  }

  /** From now on nothing is written before others have told what they hold, or nobody was there to tell. */
  ask(others: Others): void {
    this.#others = others;
    this.#isHearing = true;
  }

  /** There is a network: from now on time passes. */
  reachable(): void {
    for (const late of ['link', 'telling'] as const) {
      const passed = () => {
        this.#late = late;
        this.look();
      };
      this.#timers.push(this.#clock.after(PATIENCE[late], passed));
    }
    this.look();
  }

  /** There is nobody to ask, or nobody any more: what waits to be written is written. */
  rest(): void {
    this.#others = null;
    for (const callOff of this.#timers.splice(0)) callOff();
    this.look();
  }

  /** Links, or what is known of others, may have changed. */
  look(): void {
    if (this.#isHearing && !this.#isWorthWaiting()) this.#isHearing = false;
    for (const waiter of [...this.#waiters]) waiter();
  }

  /** Resolves once somebody has told what they hold, or it was not worth waiting for any more. */
  async heard(): Promise<void> {
    while (this.#isHearing) await this.#news();
  }

  /** Whether this device has signed more of a log of its own than is here, as far as anybody says. */
  isBehind(log: Id): boolean {
    const here = this.#record.chain(log)?.length ?? 0;
    // Each of them is looked at: nobody's time begins when another's is over.
    const believed = (this.#others?.claims(log) ?? []).filter((claim) => this.#isBelieved(log, here, claim));
    return this.#record.reach(log) > here || believed.length > 0;
  }

  /** Resolves once all of these logs are here as far as others say. Rejects with `BehindItself` when that takes too long. */
  async takeBack(logs: readonly Id[]): Promise<void> {
    let isOver = false;
    const callOff = this.#clock.after(PATIENCE.fetching, () => {
      isOver = true;
      this.look();
    });
    while (!isOver && logs.some((log) => this.isBehind(log) && !this.#record.frozen.has(log))) await this.#news();
    callOff();
    if (isOver) throw behindItself();
  }

  /** Whether somebody may hold more of a log than is here. */
  #isBelieved(log: Id, here: number, { device, count, isWithheld, isSilent }: Claim): boolean {
    const key = `${device} ${log}`;
    if (count <= here) {
      this.#unproved.delete(key);
      return false;
    }
    const now = this.#clock.now();
    const unproved = this.#unproved.get(key);
    const since = unproved?.here === here ? unproved.since : now;
    this.#unproved.set(key, { here, since });
    if (isWithheld || now - since >= (isSilent ? BELIEVED.silent : BELIEVED.bringing)) this.#disproved.add(device);
    return !this.#disproved.has(device);
  }

  #news(): Promise<void> {
    return new Promise((resolve) => {
      const waiter = () => {
        this.#waiters.delete(waiter);
        resolve();
      };
      this.#waiters.add(waiter);
    });
  }

  #isWorthWaiting(): boolean {
    if (this.#others === null || this.#others.isAlone() || this.#late === 'telling') return false;
    const links = this.#others.links();
    if (links.some(({ standing, hasTold }) => standing === 'member' && hasTold)) return false;
    return this.#late === 'nothing' || links.length > 0;
  }
}

/** What somebody reads whose device lacks what it has written itself, while that is being fetched from another one. */
export function behindItself(): OperatingError {
  return new OperatingError(
    'BehindItself',
    'Another device holds things that this one wrote and that are not here: the disk was put back to an earlier state, or has lost something. They are being fetched, and nothing was written. Try again in a moment.',
    { passing: true },
  );
}

/** What somebody reads whose device has signed two stories. */
export function twoStories(): OperatingError {
  return new OperatingError(
    'TwoStories',
    'This device writes nothing more in this group: its disk was put back to an earlier state, and it wrote where it had written before. What is here can be read, and you stay a member. Make it a new device: link it from another device of yours, restore a backup, or ask to be invited again.',
  );
}
