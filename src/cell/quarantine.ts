import type { Id } from '../bytes/id.ts';
import type { Chain, Entry } from '../log/chain.ts';
import { compareEntries } from '../log/order.ts';
import { type End, keptBy, type SetAsideReason } from './cuts.ts';

/** An entry that is kept, and does nothing until the cell readmits it. */
export interface SetAside {
  readonly entry: Entry;
  readonly reason: SetAsideReason;
}

/** Where a log ends for now. */
interface Kept {
  readonly count: number;
  readonly reason: SetAsideReason;
}

/**
 * The entries that lie beyond a cut. They keep their place in the record and in pasts, and whatever a certificate stands on goes on to
 * hold; everything else leaves them out. It is a function of what is known, so it can change for entries that have been folded already:
 * whoever folds what is cut is told to begin anew.
 */
export class Quarantine {
  readonly #chains = new Map<Id, Chain[]>();
  #ends: ReadonlyMap<Id, readonly End[]> = new Map();
  #readmitted: ReadonlySet<Id> = new Set();
  readonly #kept = new Map<Chain, Kept>();

  /** Takes note of an entry that counts. @returns whether entries that came before it count, or count no more, because of it */
  note({ chain, id }: Entry): boolean {
    const { device } = chain.opening;
    if (chain.entries.length === 1) {
      const chains = this.#chains.get(device);
      if (chains === undefined) this.#chains.set(device, [chain]);
      else chains.push(chain);
      // Nothing of it has been folded yet: whoever is out could have all folded anew by each log that they begin.
      this.#keep(chain);
      return false;
    }
    return this.#readmitted.has(id) && this.#keep(chain);
  }

  /**
   * Sets the cuts, by device, and what was readmitted: entries, each with all that stands before it in its log.
   * @returns whether some entry that is here counts, or counts no more, because of it
   */
  cut(ends: ReadonlyMap<Id, readonly End[]>, readmitted: ReadonlySet<Id>): boolean {
    const devices = new Set([...ends.keys(), ...this.#ends.keys()]);
    this.#ends = ends;
    this.#readmitted = readmitted;
    let changed = false;
    for (const device of devices) for (const chain of this.#chains.get(device) ?? []) if (this.#keep(chain)) changed = true;
    return changed;
  }

  /** Whether logs of a device have an end. */
  concerns(device: Id): boolean {
    return this.#ends.has(device);
  }

  /** A log of which entries slept is here whole. @returns whether some of it counts, or counts no more, because of it */
  awakened(chain: Chain): boolean {
    const { device } = chain.opening;
    const chains = this.#chains.get(device) ?? [];
    if (!chains.includes(chain)) this.#chains.set(device, [...chains, chain]);
    return this.#keep(chain);
  }

  /** Lets go of logs that are erased. */
  forget(chains: ReadonlySet<Chain>): void {
    for (const chain of chains) {
      const { device } = chain.opening;
      const left = (this.#chains.get(device) ?? []).filter((other) => other !== chain);
      if (left.length > 0) this.#chains.set(device, left);
      else this.#chains.delete(device);
      this.#kept.delete(chain);
    }
  }

  /** Why an entry is set aside; null when it counts. */
  reasonFor(entry: Entry): SetAsideReason | null {
    if (this.#kept.size === 0) return null;
    const kept = this.#kept.get(entry.chain);
    return kept !== undefined && entry.seq >= kept.count ? kept.reason : null;
  }

  /** All that is set aside, in order. */
  entries(): SetAside[] {
    const all = [...this.#kept].flatMap(([{ entries, base }, { count, reason }]) =>
      entries.slice(Math.max(0, count - base)).map((entry) => ({ entry, reason })),
    );
    return all.sort((a, b) => compareEntries(a.entry, b.entry));
  }

  /** Works out where a log ends. @returns whether that concerns an entry that is here */
  #keep(chain: Chain): boolean {
    const before = this.#kept.get(chain);
    let kept: Kept | undefined;
    for (const end of this.#ends.get(chain.opening.device) ?? []) {
      const count = keptBy(end, chain);
      if (kept === undefined || count < kept.count) kept = { count, reason: end.reason };
    }
    if (kept !== undefined && this.#readmitted.size > 0) {
      const last = chain.entries.findLastIndex(({ id }) => this.#readmitted.has(id));
      if (last >= 0) kept = { count: Math.max(kept.count, chain.base + last + 1), reason: kept.reason };
    }
    if (kept === undefined) this.#kept.delete(chain);
    else this.#kept.set(chain, kept);
    const { length } = chain;
    const [was, is] = [Math.min(before?.count ?? length, length), Math.min(kept?.count ?? length, length)];
    return was !== is || (is < length && before?.reason !== kept?.reason);
  }
}
