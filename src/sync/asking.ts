import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { SYNC } from './limits.ts';
import { blockStart } from './shelf.ts';

/** A want that has not been answered to the end. */
export interface OpenWant {
  /** How far we had each log when we asked, and from where we asked: before that, for a probe. */
  readonly logs: ReadonlyMap<Id, { readonly reach: number; readonly from: number }>;
  readonly at: number;
}

interface Pause {
  until: number;
  length: number;
}

/** What is known of one link as a source: how far it says its logs go, what we asked it for, and what to leave alone for now. Times are in milliseconds of the machine. */
export class Asking {
  /** By log, how many entries it can hand on, by its own word. */
  readonly theirs = new Map<Id, number>();
  /** Logs that it says to have more of than we have accepted, and that are not paused. */
  readonly lacks = new Set<Id>();
  /** Logs of which more has been told, there or here, since both were seen to hold the same (`isSame`). */
  readonly uncompared = new Set<Id>();
  readonly wants: OpenWant[] = [];
  /** By log, from where to ask again for what we have: it seems to tell another story than the one we know. */
  readonly probes = new Map<Id, number>();
  /** Logs of which something has come since nothing was asked for. */
  readonly gave = new Set<Id>();
  /** Whether it has told of all its logs, so that asking begins with the oldest. */
  heard = false;
  /** Whether something has changed since it was last seen that there is nothing to ask for. */
  due = false;
  /** It has let a want lie; nothing more is asked until it has answered. */
  stalled = false;
  /** Fetches that came to nothing. */
  failures = 0;
  /** Entries that were accepted by what came since the newest want, and wants in a row that brought nothing but what waits. */
  fruit = 0;
  barren = 0;
  /** Bytes that came since the newest want, and when something came last. */
  arrived = 0;
  progress = 0;
  /** By log, how far it had claimed to go when it gave nothing, and until when it is left alone. */
  readonly #withheld = new Map<Id, { readonly count: number; readonly until: number }>();
  /** Logs that were asked for again, by from where. */
  readonly #again = new Map<Id, number>();
  readonly #pauses = new Map<Id, Pause>();
  /** Nothing of these two ends before: it is asked after each event, and a liar can make them long. */
  #wakeAt = Number.POSITIVE_INFINITY;
  readonly #probeSteps = new Map<Id, number>();

  /** Takes note that it can hand on so many entries. @returns whether that is more than it has said before */
  tells(log: Id, count: number): boolean {
    if (count <= (this.theirs.get(log) ?? 0)) return false;
    this.theirs.set(log, count);
    this.uncompared.add(log);
    if (!this.isPaused(log)) this.lacks.add(log);
    this.due = true;
    return true;
  }

  /** There is nothing more to be had of a log: it has been erased, there or here. */
  forgets(log: Id): void {
    this.theirs.delete(log);
    this.uncompared.add(log);
    this.lacks.delete(log);
    this.#withheld.delete(log);
    this.#pauses.delete(log);
    this.endProbe(log);
  }

  /** It claimed more of a log than it gave: that log is left alone until it claims still more, or for the longest pause, since a disk may have failed it. */
  withholds(log: Id, now: number): void {
    const until = now + SYNC.longestPause;
    this.#withheld.set(log, { count: this.theirs.get(log) ?? 0, until });
    this.#wakeAt = Math.min(this.#wakeAt, until);
  }

  isWithheld(log: Id): boolean {
    return (this.#withheld.get(log)?.count ?? -1) >= (this.theirs.get(log) ?? 0);
  }

  /** What it sent of a log was refused for a reason that time can mend. */
  pause(log: Id, now: number): void {
    const length = Math.min(SYNC.longestRefusedPause, 2 * (this.#pauses.get(log)?.length ?? SYNC.pauseTime / 2));
    const until = now + length;
    this.#pauses.set(log, { until, length });
    this.#wakeAt = Math.min(this.#wakeAt, until);
    this.lacks.delete(log);
  }

  isPaused(log: Id): boolean {
    return (this.#pauses.get(log)?.until ?? 0) > 0;
  }

  /** A segment of a log from `from` on was good: the next pause begins small again, and a probe has found no other story. */
  mend(log: Id, from: number): void {
    this.#pauses.delete(log);
    if (from <= (this.probes.get(log) ?? -1)) this.endProbe(log);
  }

  /** It counts as something else now: all that it has told of is looked at again. */
  reconsider(): void {
    for (const log of this.theirs.keys()) if (!this.isPaused(log)) this.lacks.add(log);
    this.due = true;
  }

  /** Charter or keys have changed: what was refused may count now. */
  mendAll(): void {
    this.wake(Number.POSITIVE_INFINITY);
  }

  /** When to wake it next: no pause ends before; infinity when there is none. */
  get pausedUntil(): number {
    return this.#wakeAt;
  }

  /** Takes up again the logs whose pauses are over. What they were refused for is remembered: the next pause is longer. */
  wake(now: number): void {
    if (now < this.#wakeAt) return;
    let next = Number.POSITIVE_INFINITY;
    for (const [log, pause] of this.#pauses) {
      if (pause.until === 0) continue;
      if (pause.until > now) {
        next = Math.min(next, pause.until);
        continue;
      }
      pause.until = 0;
      this.lacks.add(log);
      this.due = true;
    }
    for (const [log, { until }] of this.#withheld) {
      if (until > now) {
        next = Math.min(next, until);
        continue;
      }
      this.#withheld.delete(log);
      if (!this.isPaused(log)) this.lacks.add(log);
      this.due = true;
    }
    this.#wakeAt = next;
  }

  /**
   * Entries from `from` on do not join what we have. Either they are a lie, or the device of that log told two stories and we hold the other:
   * going back, in steps that double, finds where they part. @returns false when there is nothing left to go back to: a lie
   */
  probe(log: Id, from: number): boolean {
    if (from === 0) return false;
    const blocks = this.#probeSteps.get(log) ?? 0;
    this.#probeSteps.set(log, 2 * blocks + 1);
    this.probes.set(log, Math.max(0, blockStart(from - 1) - blocks * LIMITS.signedEvery));
    this.lacks.add(log);
    this.due = true;
    return true;
  }

  /** Asks for what is here, from a seq on, unless that was done before. */
  wantsAgain(log: Id, from: number): void {
    if (from >= (this.#again.get(log) ?? Number.POSITIVE_INFINITY) || this.probes.has(log)) return;
    this.#again.set(log, from);
    this.probes.set(log, from);
    this.lacks.add(log);
    this.due = true;
  }

  /** The story is the same as ours, or the log is frozen now. */
  endProbe(log: Id): void {
    this.probes.delete(log);
    this.#probeSteps.delete(log);
  }
}
