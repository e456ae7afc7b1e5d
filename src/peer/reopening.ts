import { assert } from '../bytes/verdict.ts';
import type { Chain, Entry } from '../log/chain.ts';
import type { Record } from '../log/record.ts';
import type { Store } from '../ports/store.ts';
import type { PracticeFolding } from '../practices/folding.ts';

/** How many entries are read from the store at once. */
const AT_ONCE = 256;

/** Opens what a circle wrote, and this device could not read when it came, once its key is here. */
export class Reopening {
  readonly #record: Record;
  readonly #store: Store;
  readonly #practices: PracticeFolding;
  /** How many keys had ever come when it was asked or looked last. */
  #keys = 0;

  constructor(record: Record, store: Store, practices: PracticeFolding) {
    this.#record = record;
    this.#store = store;
    this.#practices = practices;
  }

  /** Whether keys have come since this was last asked, and something is shut that may open with them. */
  takeDue(): boolean {
    if (this.#keys === this.#record.keys.added) return false;
    // What comes later is tried with all keys that are here by then.
    this.#keys = this.#record.keys.added;
    return this.#practices.unopened.size > 0;
  }

  /** Opens what can be opened of what is on the disk. Resolves with the entries that are open now; rejects with the store's error. */
  async look(): Promise<readonly Entry[]> {
    const { keys } = this.#record;
    this.#keys = keys.added;
    const circles = new Set(keys.all().map(({ circle }) => circle));
    const hopeful = [...this.#practices.unopened].filter(({ circle }) => circles.has(circle));
    const opened: Entry[] = [];
    for (const [chain, entries] of Map.groupBy(hopeful, (entry) => entry.chain))
      for (const run of runsOf(entries)) opened.push(...(await this.#open(chain, run)));
    if (opened.length > 0) this.#practices.opened();
    return opened;
  }

  async #open(chain: Chain, run: readonly Entry[]): Promise<Entry[]> {
    const [first] = run;
    assert(first !== undefined, 'a run to have entries');
    const stored = await this.#store.read(chain.log, first.seq, run.length, Number.MAX_SAFE_INTEGER);
    const bytes = new Map(stored.map((one) => [one.seq, one.bytes]));
    return run.filter((entry) => {
      const sealed = bytes.get(entry.seq);
      return sealed !== undefined && this.#record.openBody(entry, sealed).ok;
    });
  }
}

/** Entries of one log, in order and cut into runs without gaps. */
function runsOf(entries: readonly Entry[]): Entry[][] {
  const runs: Entry[][] = [];
  for (const entry of entries.toSorted((a, b) => a.seq - b.seq)) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    if (run !== undefined && last?.seq === entry.seq - 1 && run.length < AT_ONCE) run.push(entry);
    else runs.push([entry]);
  }
  return runs;
}
