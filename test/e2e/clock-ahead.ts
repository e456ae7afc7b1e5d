/** Puts the clock of whatever runs it on by so much. It stands alone, for a page gets it as its source. @param ms milliseconds */
export function moveClockOn(ms: number): void {
  const Here = Date;
  class Later extends Here {
    constructor(...given: readonly unknown[]) {
      super(...((given.length === 0 ? [Here.now() + ms] : given) as [number]));
    }
    static override now(): number {
      return Here.now() + ms;
    }
  }
  globalThis.Date = Later as DateConstructor;
}

/** A day in milliseconds. */
export const DAY_MS = 86_400_000;
