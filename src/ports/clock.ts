/** Time as a device sees it. The pure rooms never look at a clock of their own: they are handed times, and timers go through here. */
export interface Clock {
  /** Milliseconds since 1970 by this device's own clock. It may be wrong, and it may jump. */
  now(): number;
  /** How far the clock on the wall is ahead of UTC where this device is: minutes, less than none in the west. @param at milliseconds since 1970 */
  offset(at: number): number;
  /** Calls `run` once after at least `ms` milliseconds. Gives the function that calls it off. A waiting timer keeps no process alive. */
  after(ms: number, run: () => void): () => void;
}
