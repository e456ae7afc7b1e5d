import type { Clock } from '../ports/clock.ts';
import { eraseOldTalk, forgetOldSecrets } from './forgetting.ts';
import { canWrite, isPrekeyDue, letGoOfPrekeys, RENEWAL, renewPrekey } from './renewal.ts';
import type { Seat } from './seat.ts';

/** What a seat does by itself as time passes, by its own clock: it forgets what is to be forgotten, and renews its keys. */
export class Upkeep {
  readonly #seat: Seat;
  readonly #clock: Clock;
  #callOff: (() => void) | null = null;
  #looking: Promise<void> = Promise.resolve();
  #agreed: string | null = null;
  #closed = false;

  constructor(seat: Seat, clock: Clock) {
    this.#seat = seat;
    this.#clock = clock;
  }

  /** Erases what is to be forgotten, before anybody sees it. */
  async begin(): Promise<void> {
    await eraseOldTalk(this.#seat, this.#clock.now() / 1000);
  }

  /** Looks now, and from now on each hour. */
  start(): void {
    this.#callOff?.();
    this.#agreed = this.#seat.cell.setting('retention').value;
    this.#looking = this.#looking.then(() => this.#look());
    this.#callOff = this.#closed ? null : this.#clock.after(RENEWAL.look, () => this.start());
  }

  /** Entries have come: the cell may have agreed on another time, or have let in a device that has let go of its prekey. */
  changed(): void {
    const seat = this.#seat;
    if (this.#agreed !== seat.cell.setting('retention').value || (seat.ownKeys.prekeys.length === 0 && canWrite(seat))) this.start();
  }

  /** Resolves when nothing is being done any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#callOff?.();
    await this.#looking;
  }

  async #look(): Promise<void> {
    const seat = this.#seat;
    if (this.#closed || seat.fault !== null) return;
    const now = this.#clock.now() / 1000;
    try {
      await eraseOldTalk(seat, now);
      await forgetOldSecrets(seat, now);
      // Whoever looks at what was said has what was taken back erased; here nobody may look for long.
      void seat.practices;
      if (!canWrite(seat)) return;
      if (isPrekeyDue(seat, now)) await renewPrekey(seat);
      await letGoOfPrekeys(seat, now);
    } catch {
      // Nothing was lost: what the disk refuses is due again with the next look.
    }
  }
}
