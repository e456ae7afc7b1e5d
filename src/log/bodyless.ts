import type { Id } from '../bytes/id.ts';
import type { Entry } from './chain.ts';
import { isErased, type LinkedEntry } from './segment.ts';

/** An entry that is here without its body, and the compact form with its body that has come. */
export interface Offer {
  readonly entry: Entry;
  readonly bytes: Uint8Array;
}

/** Entries of talk that are here without their bodies, and the bodies that have been offered for them since. */
export class Bodyless {
  readonly #ids = new Set<Id>();
  #offers: Offer[] = [];

  /** The entries that are here without their bodies. */
  get ids(): ReadonlySet<Id> {
    return this.#ids;
  }

  add(id: Id): void {
    this.#ids.add(id);
  }

  delete(id: Id): void {
    this.#ids.delete(id);
  }

  /** Notes bodies that come with entries which are here without them. @param at the entry of their log that is here at a seq */
  offer(linked: readonly LinkedEntry[], at: (seq: number) => Entry | undefined): void {
    if (this.#ids.size === 0) return;
    for (const one of linked) {
      const entry = this.#ids.has(one.id) && !isErased(one) ? at(one.seq) : undefined;
      if (entry !== undefined) this.#offers.push({ entry, bytes: one.bytes.slice() });
    }
  }

  /** Bodies that have been offered: `Record.openBody` puts them in. They are given once. */
  takeOffers(): readonly Offer[] {
    const offers = this.#offers;
    this.#offers = [];
    return offers;
  }
}
