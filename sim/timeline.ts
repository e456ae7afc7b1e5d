/** Many times as much as happens in any world that comes to rest: beyond it nothing more does, and time alone goes on. */
const MOST_EVENTS = 1_000_000;

/** Something that will happen. */
interface Due {
  readonly at: number;
  /** Of two at one moment, the one that was planned first comes first. */
  readonly order: number;
  run: (() => void) | null;
}

/**
 * The time of a world, in milliseconds since 1970. It stands still while anything runs and goes on from one planned thing to the next. After each
 * of them, all that follows from it without waiting (promises) runs to its end: so what happens depends on nothing but what was planned.
 */
export class Timeline {
  #now: number;
  #planned = 0;
  #done = 0;
  readonly #most: number;
  readonly #heap: Due[] = [];

  /** @param most how much may happen */
  constructor(start: number, most = MOST_EVENTS) {
    this.#now = start;
    this.#most = most;
  }

  get now(): number {
    return this.#now;
  }

  /** How many things have happened. */
  get done(): number {
    return this.#done;
  }

  /** Whether so much has happened that it has no end: devices keep each other busy for ever. */
  get isEndless(): boolean {
    return this.#done >= this.#most;
  }

  /** Plans something. @param ms from now @returns what calls it off */
  after(ms: number, run: () => void): () => void {
    const due: Due = { at: this.#now + Math.max(0, Math.round(ms)), order: this.#planned++, run };
    this.#push(due);
    return () => {
      due.run = null;
    };
  }

  /** A promise for a moment. @param ms from now */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Lets time go on for so long. @param ms milliseconds */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await turn();
    for (let next = this.#heap[0]; next !== undefined && next.at <= end && !this.isEndless; next = this.#heap[0]) {
      this.#pop();
      if (next.run === null) continue;
      this.#now = next.at;
      this.#done++;
      next.run();
      await turn();
    }
    this.#now = end;
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let at = heap.length;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up] as Due;
      if (!isBefore(due, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = due;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Due;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= heap.length) break;
      if (down + 1 < heap.length && isBefore(heap[down + 1] as Due, heap[down] as Due)) down++;
      if (!isBefore(heap[down] as Due, last)) break;
      heap[at] = heap[down] as Due;
      at = down;
    }
    heap[at] = last;
  }
}

function isBefore(a: Due, b: Due): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Waits until every promise that can go on has gone on. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
