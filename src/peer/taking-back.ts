import type { Entry } from '../log/chain.ts';
import { eraseBody } from '../log/erasure.ts';
import type { Record } from '../log/record.ts';
import type { Store, StoredEntry } from '../ports/store.ts';
import type { PracticeFolding } from '../practices/folding.ts';

/**
 * Erases the words of what people have taken back, from the disk and from memory; and puts words in again that somebody left out without leave, once they come.
 */
export class TakingBack {
  readonly #record: Record;
  readonly #store: Store;
  readonly #practices: PracticeFolding;

  constructor(record: Record, store: Store, practices: PracticeFolding) {
    this.#record = record;
    this.#store = store;
    this.#practices = practices;
  }

  /** Entries whose words are still here though they were taken back, as far as has been folded. */
  get due(): readonly Entry[] {
    const bodyless = this.#record.bodyless.ids;
    return [...this.#practices.takenBack].filter(({ id }) => !bodyless.has(id) && this.#record.entry(id) !== undefined);
  }

  /** Entries that are here without their words, and that nobody has taken back as far as is known here: others may have them whole. */
  get lacking(): readonly Entry[] {
    const bodyless = this.#record.bodyless.ids;
    if (bodyless.size === 0) return [];
    // What is folded last may have taken them back.
    void this.#practices.states;
    const taken = new Set([...this.#practices.takenBack].map(({ id }) => id));
    return [...bodyless].flatMap((id) => (taken.has(id) ? [] : (this.#record.entry(id) ?? [])));
  }

  /** Erases what is due. Everything that was accepted is on the disk by then. Rejects with the store's error, and then it is due again. */
  async erase(): Promise<void> {
    const rewritten: StoredEntry[] = [];
    const { due } = this;
    for (const { chain, seq } of due) {
      const [stored] = await this.#store.read(chain.log, seq, 1, Number.MAX_SAFE_INTEGER);
      if (stored?.seq === seq) rewritten.push({ ...stored, bytes: eraseBody(stored.bytes) });
    }
    if (rewritten.length > 0) await this.#store.write({ rewritten });
    for (const { id } of due) this.#record.eraseBody(id);
  }

  /** Puts in what has been offered for entries that lack their words. Resolves with whether there was any; rejects with the store's error. */
  async restore(): Promise<boolean> {
    const offered = this.#record.bodyless.takeOffers();
    const lacking = new Set(offered.length === 0 ? [] : this.lacking);
    const wanted = offered.filter(({ entry }) => lacking.has(entry));
    if (wanted.length === 0) return false;
    await this.#store.write({ rewritten: wanted.map(({ entry, bytes }) => ({ log: entry.chain.log, seq: entry.seq, bytes })) });
    for (const { entry, bytes } of wanted) this.#record.openBody(entry, bytes);
    this.#practices.opened();
    return true;
  }
}
