import type { Clock } from '../../ports/clock.ts';

/** The longest that Node's timers wait, in milliseconds; beyond it they fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** This device's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  offset: (at) => -new Date(at).getTimezoneOffset(),
  after(ms, run) {
    let timer: NodeJS.Timeout;
    const wait = (left: number): void => {
      const step = Math.min(Math.ceil(left), LONGEST_MS);
      timer = setTimeout(() => (left > step ? wait(left - step) : run()), step);
      timer.unref();
    };
    wait(ms);
    return () => clearTimeout(timer);
  },
};
