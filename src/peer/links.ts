import type { Id } from '../bytes/id.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import type { Accepted } from '../log/record.ts';
import type { Clock } from '../ports/clock.ts';
import type { Link, Via } from '../ports/network.ts';
import type { Random } from '../ports/random.ts';
import type { AddressCard } from '../sync/card.ts';
import type { Claim, DeviceStanding, LackingKeys, LinkId, LinkStatus, SyncEffect, SyncEvent } from '../sync/events.ts';
import { SyncMachine } from '../sync/machine.ts';
import { cardNoteOf } from './kept-cards.ts';
import { lackingKeys } from './lacking-keys.ts';
import type { Seat } from './seat.ts';
import { openWelcome } from './welcome.ts';

/** What the links of a seat tell. */
export interface LinksUser {
  /** The other end of a link has proved which device it is. */
  proved(device: Id, standing: DeviceStanding): void;
  /** A device was last to be reached there. */
  card(card: AddressCard): void;
  /** Epochs were handed over to this device. */
  handed(): void;
  /** A member's device lacks epochs. */
  asked(device: Id, asked: LackingKeys): void;
  /** A link has gone; `calmly`: it is not to be dialled again soon. */
  gone(peer: string, calmly: boolean): void;
  /** Links, or what is known of others' progress, have changed. */
  changed(): void;
}

/** A link as people see it. */
export interface LinkView extends LinkStatus {
  readonly via: Via;
  readonly peer: string;
}

/** Carries out what the sync machine wants, over the links that there are, and tells it what happens. */
export class Links {
  readonly #seat: Seat;
  readonly #clock: Clock;
  readonly #user: LinksUser;
  readonly #machine: SyncMachine;
  readonly #links = new Map<LinkId, Link>();
  readonly #events: SyncEvent[] = [];
  #working = false;
  #last = 0;
  #callOff: (() => void) | null = null;
  #closed = false;

  constructor(seat: Seat, clock: Clock, random: Random, user: LinksUser) {
    this.#seat = seat;
    this.#clock = clock;
    this.#user = user;
    const { cell, record, keys } = seat;
    this.#machine = new SyncMachine(
      {
        id: cell.id,
        blind: (keys.welcome as NonNullable<typeof keys.welcome>).blind,
        record,
        // Whoever has just been welcomed knows no charter yet: the id of no charter stands for that.
        charter: () => cell.charter?.id ?? '0'.repeat(64),
        standing: (device) => standingOf(seat, device),
        epoch: () => cell.latestEpoch(WHOLE_CELL),
        lackingKeys: () => lackingKeys(seat),
      },
      { keys: seat.signing, random: (size) => random.bytes(size) },
    );
  }

  /** Takes a link of purpose 'cell'. */
  add(link: Link, self: string): void {
    if (this.#closed) {
      link.close();
      return;
    }
    const id = ++this.#last;
    this.#links.set(id, link);
    this.tell({ type: 'linked', link: id, self, peer: link.peer, dialled: link.dialled });
    link.open({
      message: (bytes) => this.tell({ type: 'message', link: id, bytes }),
      closed: () => this.#gone(id, false),
    });
  }

  /** Tells the machine what has happened and carries out what follows. */
  tell(event: SyncEvent): void {
    this.#events.push(event);
    if (this.#working || this.#closed) return;
    this.#working = true;
    for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) {
      for (const effect of this.#machine.handle(next, this.#clock.now())) this.#carryOut(effect);
    }
    this.#working = false;
    this.#seat.ownPast.look();
    this.#schedule();
  }

  /** These entries are on the disk now. */
  stored(entries: readonly Accepted[], from: number | null): void {
    this.tell({ type: 'accepted', entries, from });
  }

  /** How each link stands. */
  views(): LinkView[] {
    return this.#machine.links().flatMap((status) => {
      const link = this.#links.get(status.link);
      return link === undefined ? [] : [{ ...status, via: link.via, peer: link.peer }];
    });
  }

  /** What others say to hold of a log: see `SyncMachine.claims`. */
  claims(log: Id): Claim[] {
    return this.#machine.claims(log);
  }

  close(): void {
    this.#closed = true;
    this.#callOff?.();
    for (const link of this.#links.values()) link.close();
    this.#links.clear();
  }

  #schedule(): void {
    this.#callOff?.();
    const { wait } = this.#machine;
    this.#callOff = wait === null || this.#closed ? null : this.#clock.after(wait, () => this.tell({ type: 'tick' }));
  }

  #carryOut(effect: SyncEffect): void {
    const seat = this.#seat;
    if (effect.type === 'send') this.#send(effect.link, effect.message);
    if (effect.type === 'close') this.#gone(effect.link, effect.calmly);
    if (effect.type === 'read') this.#read(effect);
    if (effect.type === 'receive') {
      const { refused, accepted } = seat.receive(effect.segment, effect.link);
      this.#events.push({ type: 'received', link: effect.link, segment: effect.segment, refused, accepted: accepted.length });
    }
    if (effect.type === 'proved') {
      this.#user.proved(effect.device, effect.standing);
      this.#user.changed();
    }
    if (effect.type === 'reach') {
      seat.reach.tell(effect.device, effect.changes);
      this.#user.changed();
    }
    if (effect.type === 'card') this.#user.card(effect.card);
    if (effect.type === 'card') void seat.notes.write(cardNoteOf(effect.card.device), effect.sealed).catch(() => {});
    if (effect.type === 'keys') {
      const { bundle } = seat;
      const handed = bundle === null ? null : openWelcome(seat.keys, bundle, effect.sealed);
      if (handed?.ok)
        void seat.takeEpochs(handed.value.epochs, effect.link, effect.standing === 'member').then((isNew) => {
          // With other keys what was refused may count: who hands over the same again and again has nothing asked for again.
          if (!isNew) return;
          this.tell({ type: 'changed' });
          this.#user.handed();
        });
    }
    if (effect.type === 'keys-asked') this.#user.asked(effect.device, effect.asked);
    if (effect.type === 'fork-proof') {
      seat.showFork(effect.bytes);
    }
  }

  #send(id: LinkId, message: Uint8Array): void {
    const link = this.#links.get(id);
    if (link === undefined || link.send(message)) return;
    this.#events.push({ type: 'full', link: id });
    void link.drained().then(() => this.tell({ type: 'drained', link: id }));
  }

  #read({ request, log, from, count, bytes }: Extract<SyncEffect, { type: 'read' }>): void {
    this.#seat.store.read(log, from, count, bytes).then(
      (entries) => this.tell({ type: 'answer', request, entries: entries.map((entry) => entry.bytes) }),
      // A store that cannot be read answers with nothing; the write that fails next says what is wrong.
      () => this.tell({ type: 'answer', request, entries: [] }),
    );
  }

  #gone(id: LinkId, calmly: boolean): void {
    const link = this.#links.get(id);
    if (link === undefined) return;
    this.#links.delete(id);
    link.close();
    this.tell({ type: 'closed', link: id });
    this.#user.gone(link.peer, calmly);
    this.#user.changed();
  }
}

function standingOf({ cell }: Seat, device: Id): DeviceStanding {
  if (cell.currentDevices().has(device)) return 'member';
  const wasOnce = cell.charter !== null && cell.devices.ownerEver(device, cell.charter) !== undefined;
  return wasOnce ? 'removed' : 'unknown';
}
