import type { Clock } from '../../ports/clock.ts';

/** What cannot be done yet, because something has not arrived on somebody's device, is tried again after this time, and so many times. */
const AGAIN = { ms: 3_000, times: 20 };

/** What people are going to do. */
export class Plans {
  readonly #clock: Clock;
  readonly #log: (line: string) => void;
  readonly #callOffs = new Set<() => void>();
  readonly #underway = new Set<Promise<void>>();
  readonly #made = new Set<string>();
  #closed = false;

  constructor(clock: Clock, log: (line: string) => void) {
    this.#clock = clock;
    this.#log = log;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Plans something. @param ms from now @param deed whether it could be done; if not it is tried again for a while */
  plan(ms: number, deed: () => Promise<boolean>, times: number = AGAIN.times): void {
    if (this.#closed) return;
    const callOff = this.#clock.after(ms, () => {
      this.#callOffs.delete(callOff);
      const done = this.#do(deed, times).finally(() => this.#underway.delete(done));
      this.#underway.add(done);
    });
    this.#callOffs.add(callOff);
  }

  /** Plans something that is planned only once. @param what names it */
  once(what: string, ms: number, deed: () => Promise<boolean>): void {
    if (this.#made.has(what)) return;
    this.#made.add(what);
    this.plan(ms, deed);
  }

  /** Calls everything off, and waits for what is being done. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const callOff of this.#callOffs) callOff();
    this.#callOffs.clear();
    await Promise.all(this.#underway);
  }

  async #do(deed: () => Promise<boolean>, times: number): Promise<void> {
    if (this.#closed) return;
    try {
      if (!(await deed()) && times > 1) this.plan(AGAIN.ms, deed, times - 1);
    } catch (error) {
      this.#log(String(error));
    }
  }
}
