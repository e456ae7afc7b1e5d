import type { Id } from '../bytes/id.ts';
import { SYNC } from './limits.ts';

interface Ban {
  readonly until: number;
  readonly length: number;
}

/** Devices that did what only a liar does, and are not listened to for a while: each time twice as long. Times are in milliseconds of the machine. */
export class Bans {
  readonly #bans = new Map<Id, Ban>();

  add(device: Id, now: number): void {
    const length = Math.min(SYNC.longestBan, 2 * (this.#bans.get(device)?.length ?? SYNC.banTime / 2));
    this.#bans.delete(device);
    this.#bans.set(device, { until: now + length, length });
    const eldest = this.#bans.keys().next();
    if (this.#bans.size > SYNC.bans && !eldest.done) this.#bans.delete(eldest.value);
  }

  holds(device: Id, now: number): boolean {
    return (this.#bans.get(device)?.until ?? 0) > now;
  }
}
