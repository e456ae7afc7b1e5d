import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import type { Cell } from '../cell/cell.ts';
import type { Drawing } from '../cell/drawing.ts';
import type { Clock } from '../ports/clock.ts';
import type { DrawChecker } from '../practices/command.ts';
import type { Notes } from './notes.ts';

/** So long it checks at a time, and so long everything else has its turn then, in milliseconds. */
const [SLICE, PAUSE] = [10, 10];

/** Whoever watches is told how far it is this often, in milliseconds. */
const TOLD_EACH = 250;

/**
 * Checks draws by itself, bit by bit, so that nobody who looks waits for it: what is put in and what is opened, as it comes. What a draw came to, once all of it was checked, is kept sealed
 * beside the cell: so a device that starts again checks nothing twice.
 */
export class DrawChecks implements DrawChecker {
  readonly #cell: Cell;
  readonly #member: () => Id | undefined;
  readonly #notes: Notes;
  readonly #clock: Clock;
  /** Draws in which something may be to check. */
  readonly #waiting = new Map<Id, Drawing>();
  #callOff: (() => void) | null = null;
  #toldAt = 0;
  #settled: PromiseWithResolvers<void> | null = null;
  #keeping: Promise<void> = Promise.resolve();
  #isAwake = false;
  /** Tells that a check has got further, or is over. */
  user: { moved(): void } = { moved() {} };

  /** @param member for whom this device speaks */
  constructor(cell: Cell, member: () => Id | undefined, notes: Notes, clock: Clock) {
    this.#cell = cell;
    this.#member = member;
    this.#notes = notes;
    this.#clock = clock;
  }

  /** Reads back what was checked before. What was checked by other rules, or is of something else, is checked anew. */
  async load(): Promise<void> {
    for (const [version, { check }] of this.#drawings()) {
      if (check.key === null) continue;
      const kept = await this.#notes.read(noteName(version));
      const value = kept === null ? null : decodeCbor(kept);
      const [key, seed] = value?.ok && Array.isArray(value.value) ? value.value : [];
      if (key instanceof Uint8Array && seed instanceof Uint8Array) check.recall(key, seed);
    }
  }

  /** From now on it checks by itself. */
  begin(): void {
    this.#isAwake = true;
    this.soon();
  }

  /** Something has come: what nobody has looked through yet is looked through, in a moment. */
  soon(): void {
    const member = this.#member();
    for (const [version, drawing] of this.#drawings()) {
      const { known } = drawing.check;
      if (known.ok) continue;
      // Of what is not fixed only those parts beside which this device put one in: in how many draws it does so at once has a bound.
      const isOwn = drawing.parts.some((part) => part.member === member);
      if (known.reason !== 'draw-not-fixed' || isOwn) this.#waiting.set(version, drawing);
    }
    this.#goOn();
  }

  again(version: Id, drawing: Drawing): void {
    drawing.check.forget();
    this.#waiting.set(version, drawing);
    this.#goOn();
  }

  settled(): Promise<void> {
    if (this.#callOff === null) return Promise.resolve();
    this.#settled ??= Promise.withResolvers();
    return this.#settled.promise;
  }

  /** Ends it. Resolves once all that it keeps is on the disk. */
  async close(): Promise<void> {
    this.#isAwake = false;
    this.#rest();
    await this.#keeping;
  }

  *#drawings(): Generator<readonly [Id, Drawing]> {
    for (const [id, { drawing }] of this.#cell.decisions.versions) if (drawing !== null) yield [id, drawing];
  }

  #goOn(): void {
    if (!this.#isAwake || this.#waiting.size === 0) {
      this.#rest();
      return;
    }
    this.#callOff ??= this.#clock.after(PAUSE, () => {
      this.#callOff = null;
      const begun = this.#clock.now();
      // A clock that jumps ends the slice, and no more.
      while (this.#waiting.size > 0 && Math.abs(this.#clock.now() - begun) < SLICE) this.#step();
      if (Math.abs(this.#clock.now() - this.#toldAt) >= TOLD_EACH) this.#tell();
      this.#goOn();
    });
  }

  #step(): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    const [version, { check }] = first;
    if (check.step()) return;
    this.#waiting.delete(version);
    const { known, key } = check;
    if (!known.ok || key === null) return;
    const note = encodeCbor([key, known.value.seed]);
    // A disk that refuses shows itself when something is written that matters. Then this is only checked again.
    this.#keeping = this.#keeping.then(() => this.#notes.write(noteName(version), note)).catch(() => {});
    this.#tell();
  }

  #tell(): void {
    this.#toldAt = this.#clock.now();
    this.user.moved();
  }

  #rest(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#settled?.resolve();
    this.#settled = null;
  }
}

function noteName(version: Id): string {
  return `drawn/${version.slice(0, 32)}`;
}
