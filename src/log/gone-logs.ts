import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import type { Opening } from './opening.ts';
import type { Standing } from './received.ts';

/** Logs that were erased here, or whose time was over when they came: nothing of them is asked for, taken or handed on. */
export class GoneLogs {
  readonly #standing: Standing;
  readonly #erased = new Set<Id>();
  /** Logs that came when their time was over: what is agreed may change. */
  readonly #late = new Map<Id, Opening>();

  constructor(standing: Standing) {
    this.#standing = standing;
  }

  has(log: Id): boolean {
    const late = this.#late.get(log);
    return this.#erased.has(log) || (late !== undefined && this.#standing.isOver?.(late) === true);
  }

  /** Logs that are not to come back. Of more than can be kept those that went first are forgotten: should one be sent again, its opening tells. */
  add(logs: Iterable<Id>): void {
    for (const log of logs) this.#erased.add(log);
    for (const oldest of this.#erased) {
      if (this.#erased.size <= LIMITS.goneLogs) return;
      this.#erased.delete(oldest);
    }
  }

  /** A log has come whose time is over. */
  cameLate(log: Id, opening: Opening): void {
    if (this.#late.size >= LIMITS.goneLogs) this.#late.clear();
    this.#late.set(log, opening);
  }
}
