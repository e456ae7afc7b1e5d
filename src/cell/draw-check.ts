import { bytesOf, type Id } from '../bytes/id.ts';
import { equalBytes } from '../bytes/octets.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { type Draw, type Drawn, drawKey, drawnWith, isRightOpening, isSoundPart, proofsNeeded, redrawing } from '../tally/draw.ts';
import type { OpenedPart } from './draw-actions.ts';
import type { DrawnPart, Fixed, OpenedBy, PutIn } from './draw-parts.ts';

/** What is looked at of a draw. */
export interface CheckedDraw {
  readonly draw: Draw;
  readonly candidates: readonly Uint8Array[];
  readonly parts: readonly PutIn[];
  readonly openings: readonly OpenedBy[];
  /** Why it cannot be drawn; null where it can. */
  readonly fault: string | null;
  /** What it is drawn from, by all that is known; null before it is fixed. */
  fixedIn(seen: null): Fixed | null;
  transcriptOf(fixed: readonly PutIn[]): readonly DrawnPart[];
}

/** What came of a check, and what it was a check of: where nothing was drawn, more openings may change that. */
interface Result {
  readonly fixed: string;
  readonly openings: number;
  readonly drawn: Verdict<Drawn>;
}

/**
 * Looks through the proofs of one draw, each once and one at a time: it takes 0.4 s of processor in a cell of ten and 2 s in one of twenty, and nobody who only looks should wait for that.
 * What was found is a function of what is checked alone, so neither order nor moment matters.
 */
export class DrawCheck {
  readonly #drawing: CheckedDraw;
  readonly #sound = new Map<Id, boolean>();
  #right = new WeakMap<OpenedPart, boolean>();
  /** How many proofs were looked through in all, and how many the run that goes on has found right. */
  #looked = 0;
  #found = 0;
  #run: { readonly openings: number; readonly steps: ReturnType<typeof redrawing> } | null = null;
  #result: Result | null = null;

  constructor(drawing: CheckedDraw) {
    this.#drawing = drawing;
  }

  /** Whether a part can be opened, to one value, whatever whoever put it in does. */
  isSound({ entry, member, shared }: PutIn): boolean {
    const known = this.#sound.get(entry.id) ?? this.#look(() => isSoundPart(this.#drawing.draw, { dealer: bytesOf(member), shared }));
    this.#sound.set(entry.id, known);
    return known;
  }

  /**
   * What was drawn, as far as it was checked. Refuses `draw-not-fixed`, `draw-clash`, `part-unsound`, `part-shut` while too few have opened their shares rightly, and `draw-unchecked`
   * until all is checked that is here.
   */
  get known(): Verdict<Drawn> {
    const { openings, draw } = this.#drawing;
    const fixed = this.#drawing.fixedIn(null);
    if (fixed === null) return refuse('draw-not-fixed');
    if (fixed === 'clash') return refuse('draw-clash');
    const openers = new Set(openings.map(({ member }) => member)).size;
    return this.#resultOf(fixed) ?? refuse(openers < draw.threshold ? 'part-shut' : 'draw-unchecked');
  }

  /** How many proofs were found right of those that it takes to draw from what is fixed. */
  get proofs(): { readonly found: number; readonly needed: number } {
    const fixed = this.#drawing.fixedIn(null);
    const needed = proofsNeeded(this.#drawing.draw, Array.isArray(fixed) ? fixed.length : 0);
    return { found: this.known.ok ? needed : this.#found, needed };
  }

  /** Looks through the next proof that nobody has looked through, where there is one. @returns whether there was */
  step(): boolean {
    const fixed = this.#drawing.fixedIn(null);
    return Array.isArray(fixed) ? this.#goOn(fixed) : this.#lookAhead();
  }

  /** Forgets what was found: all is to be looked through again. */
  forget(): void {
    this.#sound.clear();
    this.#right = new WeakMap();
    this.#run = null;
    this.#found = 0;
    this.#result = null;
  }

  /** Names what is fixed and the rules of checking it, for whoever keeps what came of it; null before it is fixed. 32 bytes */
  get key(): Uint8Array | null {
    const fixed = this.#drawing.fixedIn(null);
    return Array.isArray(fixed) ? drawKey(this.#drawing.draw, this.#drawing.transcriptOf(fixed)) : null;
  }

  /** Takes it that this device has checked it before. @param key what it was named then: of anything else nothing is taken @param seed what it was drawn with */
  recall(key: Uint8Array, seed: Uint8Array): void {
    const [fixed, own] = [this.#drawing.fixedIn(null), this.key];
    if (!Array.isArray(fixed) || own === null || !equalBytes(own, key)) return;
    this.#result = { fixed: namesOf(fixed), openings: 0, drawn: accept(drawnWith(seed, this.#drawing.candidates)) };
  }

  /** What everybody puts in is looked through before it is fixed: whoever fixes it goes by what is sound. */
  #lookAhead(): boolean {
    const { parts, fault } = this.#drawing;
    const next = fault === null ? parts.find(({ entry }) => !this.#sound.has(entry.id)) : undefined;
    if (next === undefined) return false;
    this.isSound(next);
    return true;
  }

  #goOn(fixed: readonly PutIn[]): boolean {
    if (this.#resultOf(fixed) !== null) return false;
    const { openings } = this.#drawing;
    // What was found of it before costs nothing in another run.
    if (this.#run?.openings !== openings.length) this.#run = { openings: openings.length, steps: this.#steps(fixed) };
    for (const before = this.#looked; this.#looked === before; ) {
      const step = this.#run.steps.next();
      if (step.done) {
        this.#result = { fixed: namesOf(fixed), openings: openings.length, drawn: step.value };
        this.#run = null;
        return false;
      }
      this.#found = step.value;
    }
    return true;
  }

  #steps(fixed: readonly PutIn[]): ReturnType<typeof redrawing> {
    const { draw, candidates } = this.#drawing;
    return redrawing(draw, this.#drawing.transcriptOf(fixed), candidates, {
      isSound: ({ putIn }) => this.isSound(putIn),
      isRight: (part, opening) => {
        const known = this.#right.get(opening.opened) ?? this.#look(() => isRightOpening(draw, part, opening));
        this.#right.set(opening.opened, known);
        return known;
      },
    });
  }

  #resultOf(fixed: readonly PutIn[]): Verdict<Drawn> | null {
    const result = this.#result;
    if (result === null || result.fixed !== namesOf(fixed)) return null;
    return result.drawn.ok || result.openings === this.#drawing.openings.length ? result.drawn : null;
  }

  #look(proof: () => boolean): boolean {
    this.#looked++;
    return proof();
  }
}

function namesOf(fixed: readonly PutIn[]): string {
  return fixed.map(({ entry }) => entry.id).join(' ');
}
