import { AddressBook } from './address-book.ts';
import type { KeptCard } from './card.ts';
import type { SyncCell, SyncEvent, SyncSelf } from './events.ts';
import { ForkProofs } from './fork-proofs.ts';
import { SYNC } from './limits.ts';
import type { LinkState } from './link.ts';
import type { Links } from './links.ts';
import type { Message } from './messages.ts';
import type { Outbox } from './outbox.ts';
import type { OwnTime } from './own-time.ts';

type Of<T extends Message['type']> = Extract<Message, { type: T }>;

/** What goes from device to device besides the logs: address cards and fork proofs, which are looked at, kept, and passed on once; and epochs for one device alone. */
export class Spreading {
  readonly #book: AddressBook;
  readonly #proofs: ForkProofs;
  readonly #links: Links;
  readonly #outbox: Outbox;
  readonly #time: OwnTime;

  constructor(cell: SyncCell, self: SyncSelf, links: Links, outbox: Outbox, time: OwnTime) {
    this.#book = new AddressBook(cell, self);
    this.#proofs = new ForkProofs(cell.record);
    this.#links = links;
    this.#outbox = outbox;
    this.#time = time;
  }

  /** A member's device is there. */
  open(link: LinkState): void {
    if (link.isMember) this.#sendCards(link, this.#book.all());
    this.tellProofs(link);
  }

  /** Sends the fork proofs that the other end can do something with, and has not. @returns whether there were any: then it can be told of their stories */
  tellProofs(link: LinkState): boolean {
    const messages = this.#proofs.tell(link);
    this.#outbox.sendAll(link, messages);
    return messages.length > 0;
  }

  /** Cards have come over a link. */
  cards(link: LinkState, { cards }: Of<'cards'>): void {
    const fresh = cards.map((card) => (link.cardAllowance.take(this.#time.now) ? this.#book.take(card, this.#time.seconds) : null));
    this.#publish(fresh, link);
  }

  /** Cards have been kept from an earlier run. */
  kept({ cards }: Extract<SyncEvent, { type: 'cards' }>): void {
    const fresh = cards.map((card) => this.#book.take(card, this.#time.seconds));
    this.#publish(fresh, null);
  }

  /** Our own addresses have changed. */
  moved({ network, addresses }: Extract<SyncEvent, { type: 'addresses' }>): void {
    this.#publish([this.#book.move(network, addresses, this.#time.seconds)], null);
  }

  /** Epochs for a device that lacks them: they go to it alone, and only as long as it is a member's. */
  handOver({ device, sealed }: Extract<SyncEvent, { type: 'keys' }>): void {
    for (const link of this.#links.all())
      if (link.isMember && link.other?.device === device) this.#outbox.send(link, { type: 'keys', sealed });
  }

  /** Epochs have come for us. Opening them is public-key cryptography, so they are counted with the cards. */
  keys(link: LinkState, { sealed }: Of<'keys'>): void {
    const standing = link.other?.standing ?? 'removed';
    if (standing === 'removed' || !link.cardAllowance.take(this.#time.now)) return;
    this.#outbox.push({ type: 'keys', link: link.id, standing, sealed });
  }

  /** Charter or keys have changed. */
  changed(): void {
    this.#publish(this.#book.refresh(this.#time.seconds), null);
  }

  /** We have made a fork proof ourselves, or kept it from an earlier run. */
  forked(bytes: Uint8Array): void {
    if (this.#proofs.keep(bytes) === null) return;
    for (const link of this.#links.all()) this.tellProofs(link);
  }

  /** A fork proof has come over a link. */
  proof(link: LinkState, message: Of<'proof'>): void {
    const taken = this.#proofs.take(link, message, this.#time.now);
    if (!taken.ok) {
      this.#links.close(link, taken.reason, true);
      return;
    }
    if (taken.value === null) return;
    this.#outbox.push({ type: 'fork-proof', link: link.id, ...taken.value });
    for (const other of this.#links.all()) this.tellProofs(other);
  }

  /** Time has passed: proofs that came beyond the allowance are looked at. @returns whether there were any */
  tick(): boolean {
    let any = false;
    for (const link of this.#links.all()) {
      while (this.#links.get(link.id) === link && this.#time.now >= link.proofAllowance.next) {
        const bytes = link.proofsLater.shift();
        if (bytes === undefined) break;
        any = true;
        this.proof(link, { type: 'proof', bytes });
      }
    }
    return any;
  }

  /** When a tick is wanted; infinity when none is. */
  get due(): number {
    const waiting = this.#links.all().filter(({ proofsLater }) => proofsLater.length > 0);
    return Math.min(Number.POSITIVE_INFINITY, ...waiting.map(({ proofAllowance }) => proofAllowance.next));
  }

  /** Hands on cards that are new here, to all but the one they came from. */
  #publish(cards: readonly (KeptCard | null)[], from: LinkState | null): void {
    const fresh = cards.filter((kept) => kept !== null);
    for (const { card, sealed } of fresh) this.#outbox.push({ type: 'card', card, sealed });
    for (const link of this.#links.all()) {
      // Our own card may be the answer to an older one that came from there.
      const news = fresh.filter(({ card }) => link !== from || this.#book.isOwn(card));
      if (link.isMember)
        this.#sendCards(
          link,
          news.map(({ sealed }) => sealed),
        );
    }
  }

  #sendCards(link: LinkState, cards: readonly Uint8Array[]): void {
    for (let i = 0; i < cards.length; i += SYNC.cardsPerMessage) {
      this.#outbox.send(link, { type: 'cards', cards: cards.slice(i, i + SYNC.cardsPerMessage) });
    }
  }
}
