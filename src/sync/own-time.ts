import { SYNC } from './limits.ts';

/** The time that a machine lives by: it goes on with the clock, but neither back nor far at once, for a clock that jumps, or a sleep, is not the others' fault. */
export class OwnTime {
  #now = 0;
  #clock: number | null = null;

  /**
   * @param clock milliseconds since 1970 by our own clock, which may be wrong and may jump
   * @param planned asked only when much time has passed: for how long nothing was wanted, so that it may go on as far at once
   */
  advance(clock: number, planned: () => number = () => 0): void {
    const passed = Math.max(0, clock - (this.#clock ?? clock));
    this.#now += passed <= SYNC.longestStep ? passed : Math.min(passed, Math.max(SYNC.longestStep, planned()));
    this.#clock = clock;
  }

  /** Milliseconds since this began. */
  get now(): number {
    return this.#now;
  }

  /** Seconds since 1970, as the clock says. */
  get seconds(): number {
    return Math.max(0, Math.floor((this.#clock ?? 0) / 1000));
  }
}
