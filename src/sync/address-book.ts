import { type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { equalBytes } from '../bytes/octets.ts';
import { type AddressCard, isNewer, isPlausible, type KeptCard, openCard, sealCard } from './card.ts';
import type { SyncCell, SyncSelf } from './events.ts';
import { SYNC } from './limits.ts';

/** The newest address card of each member's device, our own among them. */
export class AddressBook {
  readonly #cell: SyncCell;
  readonly #self: SyncSelf;
  readonly #device: Id;
  readonly #kept = new Map<Id, KeptCard>();
  /** Cards whose epoch is not here yet, or of devices that may be members' by a charter that is not. */
  readonly #unread: Uint8Array[] = [];
  #own: Pick<AddressCard, 'network' | 'addresses'> | null = null;
  #ownEpoch: Id | null = null;

  constructor(cell: SyncCell, self: SyncSelf) {
    this.#cell = cell;
    this.#self = self;
    this.#device = idOf(self.keys.publicKey);
  }

  /** All cards, sealed. */
  all(): Uint8Array[] {
    return [...this.#kept.values()].map(({ sealed }) => sealed);
  }

  /** Whether a card is our own. */
  isOwn(card: AddressCard): boolean {
    return card.device === this.#device;
  }

  /** Our addresses from now on. @param now our clock, in seconds since 1970 @returns our new card, or null if nothing has changed */
  move(network: string, addresses: readonly string[], now: number): KeptCard | null {
    const fitting = addresses.filter((address) => address.length <= LIMITS.addressBytes).slice(0, SYNC.addresses);
    const same = this.#own?.network === network && fitting.join() === this.#own.addresses.join();
    this.#own = { network, addresses: fitting };
    return same ? null : this.#write(now);
  }

  /**
   * Takes a card from elsewhere. Gives the card that is new by it: that one, or a newer one of our own where an older self of ours seems to be
   * ahead in time. Null when it brings nothing.
   */
  take(sealed: Uint8Array, now: number): KeptCard | null {
    for (const kept of this.#kept.values()) if (equalBytes(kept.sealed, sealed)) return null;
    const opened = openCard(sealed, this.#cell.record.keys);
    if (!opened.ok) {
      if (opened.reason === 'key-unknown') this.#setAside(sealed);
      return null;
    }
    const card = opened.value;
    const kept = { card, sealed };
    const standing = this.#cell.standing(card.device);
    // Whoever has just been welcomed is told where everybody is before it knows the charter that says who they are.
    if (standing === 'unknown') this.#setAside(sealed);
    if (!isPlausible(card, now) || standing !== 'member') return null;
    if (!isNewer(kept, this.#kept.get(card.device))) return null;
    this.#kept.set(card.device, kept);
    return card.device === this.#device && this.#own !== null ? this.#write(now) : kept;
  }

  /** Charter or keys have changed: forgets the cards of those who are gone, reads what can be read now, writes our own anew under a new epoch. */
  refresh(now: number): KeptCard[] {
    for (const device of this.#kept.keys()) if (this.#cell.standing(device) !== 'member') this.#kept.delete(device);
    const fresh = this.#unread
      .splice(0)
      .map((sealed) => this.take(sealed, now))
      .filter((kept) => kept !== null);
    if (this.#own !== null && this.#cell.epoch().id !== this.#ownEpoch) fresh.push(this.#write(now));
    return fresh;
  }

  #write(now: number): KeptCard {
    const own = this.#own as Pick<AddressCard, 'network' | 'addresses'>;
    const epoch = this.#cell.epoch();
    const time = Math.min(LIMITS.time, Math.max(now, (this.#kept.get(this.#device)?.card.time ?? -1) + 1));
    const card: AddressCard = { device: this.#device, ...own, time };
    const kept = { card, sealed: sealCard(card, this.#self.keys, epoch, this.#self.random(16)) };
    this.#kept.set(this.#device, kept);
    this.#ownEpoch = epoch.id;
    return kept;
  }

  #setAside(sealed: Uint8Array): void {
    this.#unread.push(sealed);
    if (this.#unread.length > LIMITS.devices) this.#unread.shift();
  }
}
