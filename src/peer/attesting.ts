import type { Id } from '../bytes/id.ts';
import { attest } from '../cell/actions.ts';
import { dueAttestations, PATIENCE } from '../cell/conduct.ts';
import { currentVersion } from '../cell/decision.ts';
import { deadline } from '../cell/outcome.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import type { Draft } from '../log/writing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Seat } from './seat.ts';

/** The longest pause between two looks, in milliseconds: a clock that was set right in between is noticed. */
const LONGEST_PAUSE = 3_600_000;

/** Attests by itself whatever passes over what the device has seen, when something has changed and when a time to respond ends. */
export class Attesting {
  readonly #seat: Seat;
  readonly #clock: Clock;
  #callOff: (() => void) | null = null;
  #writing = false;
  #again = false;
  #stuckSince: number | null = null;
  #closed = false;

  constructor(seat: Seat, clock: Clock) {
    this.#seat = seat;
    this.#clock = clock;
  }

  /** Something has changed: look again in a moment, once for all that changes in it. */
  soon(): void {
    this.#after(0);
  }

  close(): void {
    this.#closed = true;
    this.#callOff?.();
  }

  #after(pause: number): void {
    this.#callOff?.();
    this.#callOff = this.#closed ? null : this.#clock.after(pause, () => void this.#look());
  }

  async #look(): Promise<void> {
    if (this.#writing) {
      this.#again = true;
      return;
    }
    const { cell, record, member, seen, fault } = this.#seat;
    if (cell.power === null || member === undefined || fault !== null) return;
    const now = this.#clock.now();
    const times = { now, firstSeen: (id: Id) => seen.of(id), stuckSince: this.#stuckSince };
    const due = dueAttestations(cell.decisions, cell.power, member, times, cell.charterToStandOn(record));
    this.#stuckSince = due.stuck ? (this.#stuckSince ?? now) : null;
    if (due.attestations.length > 0) {
      const drafts = due.attestations.map(
        (content): Draft => ({ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: attest.write(content) }),
      );
      this.#writing = true;
      // What could not be written is due again at the next look; the disk's fault is told by the seat.
      await this.#seat.write(drafts).catch(() => {});
      this.#writing = false;
    }
    if (this.#again || due.attestations.length > 0) {
      this.#again = false;
      return this.soon();
    }
    this.#after(this.#pause(now));
  }

  /** Until the next time to respond ends, or the patience does. */
  #pause(now: number): number {
    const { cell, seen } = this.#seat;
    let next = this.#stuckSince === null ? LONGEST_PAUSE : Math.max(this.#stuckSince + PATIENCE - now, 1000);
    for (const proposal of cell.decisions.proposals.values()) {
      const version = currentVersion(proposal);
      const end = deadline(version, seen.of(version.id));
      if (end > now) next = Math.min(next, end - now);
    }
    return Math.min(next, LONGEST_PAUSE);
  }
}
