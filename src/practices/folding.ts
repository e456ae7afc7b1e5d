import { kindOf } from '../cell/action.ts';
import type { Cell } from '../cell/cell.ts';
import type { Entry } from '../log/chain.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { beginPractices, foldPractices, type PracticeStates, stateOf } from './registry.ts';
import { talk } from './talk/talk.ts';

const UNREADABLE = { inert: 'unreadable' };

/** What is folded while entries that slept are being read. */
interface Waking {
  /** What has been folded, in this order: all that was no talk when the first of them came, and talk as it is read. */
  readonly folded: Set<Entry>;
  readonly states: PracticeStates;
  readonly inert: Map<string, number>;
  /** Of the cell, when it began; −1 where something has been opened since. */
  turns: number;
}

/**
 * What the practices fold of one cell, when somebody looks: until then entries only gather, and what was said stays sealed. Entries that are set
 * aside are left out; where some that had been folded are set aside, or readmitted, everything is folded anew: that is rare, and so no practice has
 * to know how to undo anything.
 */
export class PracticeFolding {
  readonly #cell: Cell;
  /** All entries that are not the cell's own, in order of arrival. */
  #entries: Entry[] = [];
  /** Those among them that are for circles. */
  readonly #ofCircles = new Set<Entry>();
  #states: PracticeStates = beginPractices();
  /** How many of the entries are folded. */
  #folded = 0;
  #inert = new Map<string, number>();
  #turns = 0;
  #waking: Waking | null = null;

  constructor(cell: Cell) {
    this.#cell = cell;
  }

  /** The states of the practices, by name. Another object after a turn, so whoever reads asks again. */
  get states(): PracticeStates {
    this.#catchUp();
    return this.#states;
  }

  /** Why entries that count do nothing, and how many. */
  get inert(): ReadonlyMap<string, number> {
    this.#catchUp();
    return this.#inert;
  }

  /** Entries of circles that count and whose key is not here: they are for others, or their key is still to come. Nothing is folded for this. */
  get shut(): ReadonlySet<Entry> {
    return new Set([...this.unopened].filter((entry) => this.#cell.quarantine.reasonFor(entry) === null));
  }

  /** All entries of circles whose key is not here, also such as are set aside: they can be readmitted when their key has long come. */
  get unopened(): ReadonlySet<Entry> {
    return new Set([...this.#ofCircles].filter(isShut));
  }

  /** Entries whose words were taken back, as far as they have been folded: nothing is folded for this. */
  get takenBack(): ReadonlySet<Entry> {
    return stateOf(this.#states, talk).takenBack;
  }

  /**
   * Takes an entry of talk that has been read, whether it slept or was there before: each behind what it stands on. They are folded into states of their own; what has been folded before
   * is seen until `awakened` is called.
   */
  wake(entry: Entry): void {
    this.#waking ??= this.#beginWaking();
    const { folded, states, inert } = this.#waking;
    folded.add(entry);
    if (entry.circle !== WHOLE_CELL) this.#ofCircles.add(entry);
    this.#fold(entry, states, inert);
  }

  /** All has been read: what came meanwhile is folded, and it is as if nothing had ever slept. */
  awakened(): void {
    if (this.#waking === null) return;
    const { folded, states, inert, turns } = this.#waking;
    const since = this.#entries.filter((entry) => !folded.has(entry));
    for (const entry of since) this.#fold(entry, states, inert);
    this.#entries = [...folded, ...since];
    [this.#states, this.#inert, this.#folded, this.#turns] = [states, inert, this.#entries.length, turns];
    this.#waking = null;
  }

  #beginWaking(): Waking {
    const folded = new Set(this.#entries.filter(({ chain }) => chain.opening.lane !== 'talk'));
    const begun = { folded, states: beginPractices(), inert: new Map(), turns: this.#cell.turns };
    for (const entry of folded) this.#fold(entry, begun.states, begun.inert);
    return begun;
  }

  /** Takes an entry that is not the cell's own. */
  take(entry: Entry): void {
    this.#entries.push(entry);
    if (entry.circle !== WHOLE_CELL) this.#ofCircles.add(entry);
  }

  /** These entries are erased: what was made of them is forgotten, and everything folded anew. */
  forget(entries: ReadonlySet<Entry>): void {
    const kept = this.#entries.filter((entry) => !entries.has(entry));
    this.#entries.length = 0;
    for (const entry of kept) this.#entries.push(entry);
    for (const entry of entries) this.#ofCircles.delete(entry);
    this.#turns = -1;
  }

  /** Entries that were shut have been opened: an entry may stand on one of them, so everything is folded anew. */
  opened(): void {
    this.#turns = -1;
    if (this.#waking !== null) this.#waking.turns = -1;
  }

  #catchUp(): void {
    if (this.#turns !== this.#cell.turns) {
      this.#turns = this.#cell.turns;
      this.#states = beginPractices();
      this.#folded = 0;
      this.#inert.clear();
    }
    while (this.#folded < this.#entries.length) this.#fold(this.#entries[this.#folded++] as Entry);
  }

  #fold(entry: Entry, states = this.#states, inert = this.#inert): void {
    if (this.#cell.quarantine.reasonFor(entry) !== null || isShut(entry)) return;
    const isForNobody = kindOf(entry.action) === undefined && entry.chain.opening.lane !== 'talk';
    const folded = isForNobody ? UNREADABLE : foldPractices(states, entry, this.#cell);
    if (typeof folded === 'object') inert.set(folded.inert, (inert.get(folded.inert) ?? 0) + 1);
  }
}

/** Whether it is for a circle whose key is not here. */
function isShut(entry: Entry): boolean {
  return entry.circle !== WHOLE_CELL && (entry.shut === 'key-unknown' || entry.shut === 'body-sealed-wrongly');
}
