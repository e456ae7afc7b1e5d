import type { Id } from '../bytes/id.ts';
import type { Chain, Entry } from '../log/chain.ts';
import type { Counts } from '../log/counts.ts';
import { hasSeen, holds } from '../log/past.ts';
import type { Cut } from './actions.ts';
import { type End, GrowingEnd, type SetAsideReason } from './cuts.ts';

/** A device has been revoked. */
export interface Revocation {
  readonly entry: Entry;
  /** What its author had seen of the device outside of the record; null where the revocation cuts nothing: a backup may be an old one. */
  readonly cuts: readonly Cut[] | null;
  /** Where a log of it was shown to part into two stories: then nobody undoes it. */
  readonly parting?: { readonly log: Id; readonly seq: number };
}

/** What the cell has decided about a device that was revoked. */
export interface DecidedOnDevice {
  /** Whether a revocation has been undone: in a part of the record, or in all that is known. It hangs on the revocation's past and on these decisions alone. */
  isUndone(revocation: Entry, seen: Counts | null): boolean;
  /** All decisions that are known by which the device speaks again. */
  reinstating(): readonly Id[];
}

/** What holds by all that is known. */
interface Holding {
  /** By which decisions it was judged. */
  readonly decisions: string;
  readonly revocations: Revocation[];
  /** By the log of who wrote them, the newest. */
  readonly newest: Map<Chain, Entry>;
  readonly ends: Map<SetAsideReason, GrowingEnd>;
}

/**
 * All revocations of one device. What is asked with each entry that comes is carried on from one revocation to the next, and worked out from all of them only
 * when the cell has decided: else a member who revokes a device thousands of times would cost everybody the square of that.
 */
export class Revocations {
  readonly #decided: DecidedOnDevice;
  readonly #all: Revocation[] = [];
  /** By the log of who wrote them, the first: what has seen none of these has seen no revocation. */
  readonly #first = new Map<Chain, Entry>();
  /** Logs that were shown to part. */
  readonly #parted = new Set<Id>();
  #holding: Holding = holdingBy('');
  #judged = 0;

  constructor(decided: DecidedOnDevice) {
    this.#decided = decided;
  }

  add(revocation: Revocation): void {
    const { entry, parting } = revocation;
    this.#all.push(revocation);
    const first = this.#first.get(entry.chain);
    if (first === undefined || entry.seq < first.seq) this.#first.set(entry.chain, entry);
    if (parting !== undefined) this.#parted.add(parting.log);
  }

  /** Whether somebody has shown that a log parts into two stories. */
  showParting(log: Id): boolean {
    return this.#parted.has(log);
  }

  /** Those that hold: in a part of the record, or in all that is known. */
  holding(seen: Counts | null): readonly Revocation[] {
    if (seen === null) return this.#now().revocations;
    if (![...this.#first.values()].some((entry) => holds(seen, entry))) return [];
    return this.#all.filter((revocation) => holds(seen, revocation.entry) && this.#stands(revocation, seen));
  }

  /** Where the device's logs end by those that hold. */
  ends(seen: Counts | null): readonly End[] {
    if (seen === null) return inOrder(this.#now().ends);
    const ends = new Map<SetAsideReason, GrowingEnd>();
    for (const revocation of this.holding(seen)) addTo(ends, revocation);
    return inOrder(ends);
  }

  /** Whether an entry has all that hold in its past. */
  areSeenBy(entry: Entry): boolean {
    return [...this.#now().newest.values()].every((newest) => hasSeen(entry, newest));
  }

  #stands({ entry, parting }: Revocation, seen: Counts | null): boolean {
    return parting !== undefined || !this.#decided.isUndone(entry, seen);
  }

  #now(): Holding {
    const decisions = this.#decided.reinstating().join();
    if (decisions !== this.#holding.decisions) {
      this.#holding = holdingBy(decisions);
      this.#judged = 0;
    }
    const { revocations, newest, ends } = this.#holding;
    for (; this.#judged < this.#all.length; this.#judged++) {
      const revocation = this.#all[this.#judged] as Revocation;
      const { entry } = revocation;
      if (!this.#stands(revocation, null)) continue;
      revocations.push(revocation);
      if ((newest.get(entry.chain)?.seq ?? -1) < entry.seq) newest.set(entry.chain, entry);
      addTo(ends, revocation);
    }
    return this.#holding;
  }
}

function holdingBy(decisions: string): Holding {
  return { decisions, revocations: [], newest: new Map(), ends: new Map() };
}

function addTo(ends: Map<SetAsideReason, GrowingEnd>, { entry, cuts, parting }: Revocation): void {
  if (cuts === null) return;
  const reason = parting === undefined ? 'revoked' : 'two-stories';
  const end = ends.get(reason) ?? new GrowingEnd(reason);
  end.add(parting === undefined ? { entry, cuts } : { entry, cuts, parting });
  ends.set(reason, end);
}

/** Where two ends cut alike, the first one's reason is told: so it may not hang on which came first. */
function inOrder(ends: ReadonlyMap<SetAsideReason, End>): End[] {
  return [ends.get('revoked'), ends.get('two-stories')].filter((end) => end !== undefined);
}
