import type { Clock } from '../ports/clock.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
  /** Calls it off at the clock with which time goes on. */
  callOff: () => void;
}

/** Within this time, in milliseconds, timers run in their order; over a longer leap they run late, as on a laptop that slept. */
const IN_ORDER_MS = 3_000;

/**
 * A clock that first runs as a story tells it, weeks in a moment, and then goes on with another clock. Nothing happens while it stands still but
 * what follows without waiting.
 */
export class StoryClock implements Clock {
  #now: number;
  #real: Clock | null = null;
  #isOver = false;
  readonly #timers = new Set<Timer>();

  /** @param start milliseconds since 1970 */
  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#real?.now() ?? this.#now;
  }

  offset(at: number): number {
    return this.#real?.offset(at) ?? 0;
  }

  after(ms: number, run: () => void): () => void {
    const timer: Timer = { at: this.now() + Math.max(0, ms), run, callOff() {} };
    if (this.#isOver) return timer.callOff;
    this.#timers.add(timer);
    if (this.#real !== null) this.#handOver(timer, this.#real);
    return () => {
      this.#timers.delete(timer);
      timer.callOff();
    };
  }

  /** Lets time pass, and all that follows happen. @param ms milliseconds */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await turn();
    await this.#runUntil(Math.min(end, this.#now + IN_ORDER_MS));
    this.#now = end;
    // Whoever sleeps over ten alarms wakes once: what these set anew lies ahead.
    for (const timer of this.#due(end)) if (this.#timers.delete(timer)) timer.run();
    await turn();
  }

  /** Lets time go on by itself: what needs no time happens, and what has become due when time passes again. @param ms milliseconds */
  async skip(ms: number): Promise<void> {
    await turn();
    this.#now += ms;
  }

  /** From here on time is that of another clock, which is not behind; what waits goes on waiting there. */
  goOn(real: Clock): void {
    this.#real = real;
    for (const timer of this.#timers) this.#handOver(timer, real);
  }

  /** Calls off everything that waits, and whatever would wait: nothing happens by this clock any more. */
  end(): void {
    this.#isOver = true;
    for (const { callOff } of this.#timers) callOff();
    this.#timers.clear();
  }

  #handOver(timer: Timer, real: Clock): void {
    timer.callOff = real.after(Math.max(0, timer.at - real.now()), () => {
      if (this.#timers.delete(timer)) timer.run();
    });
  }

  async #runUntil(end: number): Promise<void> {
    for (let [next] = this.#due(end); next !== undefined; [next] = this.#due(end)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await turn();
    }
    this.#now = end;
  }

  /** What is due by then, the first first; of two at one moment the one that was set first. */
  #due(end: number): readonly Timer[] {
    return [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
  }
}

/** Waits until everything has happened that needs no time. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
