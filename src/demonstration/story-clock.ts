import type { Clock } from '../ports/clock.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
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
  readonly #timers = new Set<Timer>();

  /** @param start milliseconds since 1970 */
  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#real?.now() ?? this.#now;
  }

  after(ms: number, run: () => void): () => void {
    if (this.#real !== null) return this.#real.after(ms, run);
    const timer = { at: this.#now + Math.max(0, ms), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
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

  /** Lets time go on by itself: what has become due happens when time passes again. @param ms milliseconds */
  skip(ms: number): void {
    this.#now += ms;
  }

  /** From here on time is that of another clock, which is not behind; what waits goes on waiting there. */
  goOn(real: Clock): void {
    this.#real = real;
    for (const { at, run } of this.#timers) real.after(Math.max(0, at - real.now()), run);
    this.#timers.clear();
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
