import type { Id } from '../bytes/id.ts';
import type { Entry } from '../log/chain.ts';

/** Entries that count and do nothing, with why. */
export class WithoutEffect {
  readonly #device: Id;
  readonly #counts = new Map<string, number>();
  readonly #own = new Map<Id, string>();

  /** @param device whose own entries are remembered one by one: its person is told */
  constructor(device: Id) {
    this.#device = device;
  }

  /** By reason, how many there are. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** Notes one more. */
  note(entry: Entry, reason: string): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
    if (entry.chain.opening.device === this.#device) this.#own.set(entry.id, reason);
  }

  /** Why an own entry does nothing; undefined for one that does what it says. */
  whyOwn(entry: Id): string | undefined {
    return this.#own.get(entry);
  }
}
