import type { Id } from '../bytes/id.ts';
import { attest } from '../cell/actions.ts';
import { dueAttestations, PATIENCE } from '../cell/conduct.ts';
import { currentVersion } from '../cell/decision.ts';
import { dueInDraws, nextTurn } from '../cell/draw-conduct.ts';
import { deadline } from '../cell/outcome.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import type { Draft } from '../log/writing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Seat } from './seat.ts';

/** The longest pause between two looks, in milliseconds: a clock that was set right in between is noticed. */
const LONGEST_PAUSE = 3_600_000;

/** The pause after a write that failed, in milliseconds. */
const FAULT_PAUSE = 10_000;

/** Attests by itself whatever passes over what the device has seen, and does its part in draws, when something has changed and when a time to respond ends. */
export class Attesting {
  readonly #seat: Seat;
  readonly #clock: Clock;
  #callOff: (() => void) | null = null;
  #looking: Promise<void> | null = null;
  /** Whether something has changed since the last look began. */
  #news = true;
  #stuckSince: number | null = null;
  #closed = false;

  constructor(seat: Seat, clock: Clock) {
    this.#seat = seat;
    this.#clock = clock;
  }

  /** Something has changed: look again in a moment, once for all that changes in it. */
  soon(): void {
    this.#news = true;
    this.#after(0);
  }

  /** Resolves once all that is due has been attested and is on the disk. */
  async settled(): Promise<void> {
    while (this.#news && !this.#closed) await this.#look();
  }

  close(): void {
    this.#closed = true;
    this.#callOff?.();
  }

  #after(pause: number): void {
    this.#callOff?.();
    this.#callOff = this.#closed ? null : this.#clock.after(pause, () => void this.#look());
  }

  /** Looks, one look at a time. */
  #look(): Promise<void> {
    this.#looking ??= this.#attestDue().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #attestDue(): Promise<void> {
    this.#news = false;
    if (this.#seat.fault !== null || this.#closed) return;
    if (this.#due().length === 0) {
      this.#after(this.#news ? 0 : this.#pause(this.#clock.now()));
      return;
    }
    try {
      // Until its turn to write has come an objection may arrive, or its person may object: so what is due is looked up again then.
      // Once it is written it is news itself: another may be due on the charter that follows.
      const written = await this.#seat.writeDue(() => this.#due());
      if (written.length === 0) this.#after(this.#news ? 0 : this.#pause(this.#clock.now()));
    } catch {
      // It stays due. The disk's fault is told by the seat.
      this.#after(FAULT_PAUSE);
    }
  }

  /** What this device has to attest at this moment. */
  #due(): readonly Draft[] {
    const { cell, record, member, device, signing, seen } = this.#seat;
    if (cell.power === null || member === undefined) return [];
    const now = this.#clock.now();
    const times = { now, firstSeen: (id: Id) => seen.of(id), stuckSince: this.#stuckSince };
    const due = dueAttestations(cell.decisions, cell.power, member, times, cell.charterIn(cell.nextPast(record)));
    this.#stuckSince = due.stuck ? (this.#stuckSince ?? now) : null;
    const attested = due.attestations.map((content) => attest.write(cell.withCuts(content, record)));
    const drawn = dueInDraws(cell.decisions.proposals.values(), cell.power, { member, device, keys: signing }, times);
    return [...attested, ...drawn].map((action): Draft => ({ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action }));
  }

  /** Until the next time to respond ends, or the patience does. */
  #pause(now: number): number {
    const { cell, seen } = this.#seat;
    const patience = this.#stuckSince === null ? 0 : this.#stuckSince + PATIENCE - now;
    // Once it is over, nothing but news brings anything new.
    let next = patience > 0 ? patience : LONGEST_PAUSE;
    for (const proposal of cell.decisions.proposals.values()) {
      const version = currentVersion(proposal);
      const end = deadline(version, seen.of(version.id));
      if (end > now) next = Math.min(next, end - now);
    }
    next = Math.min(next, nextTurn(cell.decisions.proposals.values(), { now, firstSeen: (id) => seen.of(id) }) ?? next);
    return Math.min(next, LONGEST_PAUSE);
  }
}
