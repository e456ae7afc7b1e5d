import { accept } from '../bytes/verdict.ts';
import type { Peer } from '../peer/peer.ts';
import type { PeerEvent } from '../peer/peer-event.ts';
import type { Clock } from '../ports/clock.ts';
import { fields } from '../practices/input.ts';
import { isoTime } from '../practices/moment.ts';
import { fill } from '../practices/wording.ts';
import type { Task } from './service.ts';
import { texts } from './texts.ts';

/** How long before it locks Moot says so, in milliseconds. */
export const WARNING_MS = 60_000;
/** It looks at the clock at least so often, in milliseconds: while a laptop sleeps, its timers do too. */
const LOOK_MS = 20_000;
const MINUTE = 60_000;
/** What pages do by themselves while nobody may sit there: they note a visit and what has been read, and take notices. It changes something, and is no use. */
const BY_THEMSELVES: readonly string[] = ['visit', 'read', 'take-digest'];

/** Whether and when Moot is about to lock itself. */
export interface Idle {
  /** When it will, as ISO 8601, from a minute before; null while somebody is here. */
  readonly locksAt: string | null;
  /** Whether it stays open until somebody locks it: it was opened by a passphrase that lies at hand for it. */
  readonly staysOpen: boolean;
}

const FORM = { inCell: false, input: fields({}), usage: { positional: [], flags: [], switches: [] } } as const;

/** The form of the task that says whether Moot is about to lock itself; what others ask for by themselves is no use. */
export const IDLE = { ...FORM, name: 'idle', changes: false, tell: (output: unknown) => tell(output as Idle) } as const;
/** The form of the task by which a page says that somebody is at it. */
export const ACTIVE = { ...FORM, name: 'active', changes: true, tell: (output: unknown) => tell(output as Idle) } as const;

/**
 * Locks Moot after the time without use that its person has chosen. Use is whatever people change, and what pages report of keys and
 * hands; pages look again by themselves when something arrives, so looking is none.
 */
export class AutoLock {
  readonly #peer: Peer;
  readonly #clock: Clock;
  readonly #listeners = new Set<(event: PeerEvent) => void>();
  readonly #off: () => void;
  #lastUse: number;
  #minutes: number | null = null;
  /** How much is under way at this moment that changes something. */
  #underWay = 0;
  #isWarning = false;
  #staysOpen = false;
  #callOff = (): void => {};

  constructor(peer: Peer, clock: Clock) {
    this.#peer = peer;
    this.#clock = clock;
    this.#lastUse = clock.now();
    this.#off = peer.onEvent(({ type }) => {
      if (type === 'cells' || type === 'safeguards') this.#settingsMayHaveChanged();
    });
  }

  /** From now on Moot stays open: its passphrase lies at hand for it anyway. Ends when it is locked, or when a time is chosen. */
  stayOpen(): void {
    this.#staysOpen = true;
    this.#look();
  }

  /** Whether Moot is about to lock itself. */
  idle(): Idle {
    return { locksAt: this.#isWarning ? isoTime((this.#lastUse + this.#limit()) / 1000) : null, staysOpen: this.#staysOpen };
  }

  /** Calls back when Moot is about to lock itself, and when it is not any more. @returns what ends it */
  onEvent(listener: (event: PeerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A task that counts as use where it changes something, and that finds Moot locked when its time is over. */
  watch(task: Task): Task {
    return {
      ...task,
      run: async (input, cell) => {
        await this.#lockIfOver();
        if (!task.changes) return task.run(input, cell);
        const isUse = !BY_THEMSELVES.includes(task.name);
        this.#underWay++;
        if (isUse) this.#used();
        try {
          return await task.run(input, cell);
        } finally {
          this.#underWay--;
          if (isUse) this.#used();
        }
      },
    };
  }

  /** The tasks by which pages and people speak with it. */
  tasks(): readonly Task[] {
    const run = async () => accept(this.idle());
    return [
      { ...IDLE, run },
      { ...ACTIVE, run },
    ];
  }

  /** Ends it. */
  close(): void {
    this.#off();
    this.#callOff();
  }

  #settingsMayHaveChanged(): void {
    const minutes = this.#peer.state === 'open' ? this.#peer.safeguards.lockAfter : null;
    if (minutes === this.#minutes) return;
    if (minutes === null || this.#minutes !== null) this.#staysOpen = false;
    this.#minutes = minutes;
    this.#used();
  }

  #isBusy(): boolean {
    return this.#underWay > 0 || this.#peer.work !== null;
  }

  #limit(): number {
    const isOff = this.#minutes === null || this.#minutes === 0 || this.#staysOpen;
    return isOff ? Number.POSITIVE_INFINITY : (this.#minutes ?? 0) * MINUTE;
  }

  /** How long until it locks, in milliseconds. A clock that was set back does not keep it open for longer. */
  #left(): number {
    const now = this.#clock.now();
    this.#lastUse = Math.min(this.#lastUse, now);
    return this.#lastUse + this.#limit() - now;
  }

  #used(): void {
    this.#lastUse = this.#clock.now();
    this.#look();
  }

  async #lockIfOver(): Promise<void> {
    if (!this.#isBusy() && this.#left() <= 0) await this.#peer.lock();
  }

  /** Looks at the clock, warns or locks if it is time, and looks again in a while. */
  #look(): void {
    this.#callOff();
    const left = this.#left();
    const isBusy = this.#isBusy();
    this.#warn(left <= WARNING_MS && left > 0 && !isBusy);
    if (left === Number.POSITIVE_INFINITY) return;
    if (left <= 0 && !isBusy) {
      void this.#peer.lock().catch((error: unknown) => this.#peer.parts.log(String(error)));
      return;
    }
    const wait = left > WARNING_MS ? left - WARNING_MS : left > 0 ? left : LOOK_MS;
    this.#callOff = this.#clock.after(Math.min(wait, LOOK_MS), () => this.#look());
  }

  #warn(isWarning: boolean): void {
    if (isWarning === this.#isWarning) return;
    this.#isWarning = isWarning;
    for (const listener of [...this.#listeners]) listener({ type: 'idle' });
  }
}

function tell({ locksAt, staysOpen }: Idle): string {
  if (locksAt !== null) return fill(texts['idle.soon'], { time: locksAt.slice(11, 19) });
  return staysOpen ? texts['idle.stays-open'] : texts['idle.in-use'];
}
