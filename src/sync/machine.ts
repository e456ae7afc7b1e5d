import type { Id } from '../bytes/id.ts';
import { isSame } from './comparing.ts';
import type { Claim, LinkStatus, SyncCell, SyncEffect, SyncEvent, SyncSelf } from './events.ts';
import { Giving } from './giving.ts';
import { LackingKeysAsked } from './lacking-keys.ts';
import { SYNC } from './limits.ts';
import type { LinkState } from './link.ts';
import { Links } from './links.ts';
import { decodeMessage, type Message } from './messages.ts';
import { Outbox } from './outbox.ts';
import { OwnTime } from './own-time.ts';
import { Shelf } from './shelf.ts';
import { Spreading } from './spreading.ts';
import { Taking } from './taking.ts';

type Event<T extends SyncEvent['type']> = Extract<SyncEvent, { type: T }>;

/**
 * One device's side of the conversation with all other devices of one cell (design/sync.md). It has no clock and no wires: each event is answered
 * with effects, to be carried out in order. `handle` is never called from within an effect.
 */
export class SyncMachine {
  readonly #cell: SyncCell;
  readonly #shelf: Shelf;
  readonly #outbox = new Outbox();
  readonly #time = new OwnTime();
  readonly #links: Links;
  readonly #taking: Taking;
  readonly #giving: Giving;
  readonly #spreading: Spreading;
  readonly #lackingKeys: LackingKeysAsked;
  #charter: Id;

  /**
   * @param cell with a record that has been restored from the disk, signatures included
   * @param options.announceDelay milliseconds in which changes are gathered before they are told
   */
  constructor(cell: SyncCell, self: SyncSelf, options: { readonly announceDelay?: number } = {}) {
    const { record } = cell;
    this.#cell = cell;
    this.#charter = cell.charter();
    this.#shelf = new Shelf(record);
    this.#links = new Links(cell, self, this.#shelf, this.#outbox, this.#time, (link) => this.#taking.release(link));
    this.#taking = new Taking(record, this.#shelf, this.#links, this.#outbox, this.#time);
    this.#giving = new Giving(record, this.#shelf, this.#links, this.#outbox, this.#time, options.announceDelay ?? SYNC.announceDelay);
    this.#spreading = new Spreading(cell, self, this.#links, this.#outbox, this.#time);
    this.#lackingKeys = new LackingKeysAsked(cell, self, this.#links, this.#outbox, this.#time);
  }

  /** Takes an event and says what is to be done. @param clock milliseconds since 1970 by our own clock, which may be wrong and may jump */
  handle(event: SyncEvent, clock: number): SyncEffect[] {
    this.#time.advance(clock, () => this.wait ?? 0);
    if (event.type !== 'tick') this.#taking.stir();
    this.#take(event);
    this.#taking.ask();
    this.#lackingKeys.ask();
    return this.#outbox.take();
  }

  /** In how many milliseconds from the last event a tick is wanted; null when none is. To be asked after each event. */
  get wait(): number | null {
    const { now } = this.#time;
    const planned = Math.min(this.#giving.due, this.#taking.due, this.#spreading.due, this.#lackingKeys.due) - now;
    // While somebody else is waited for, no step may be so long that a sleep counts as their silence.
    const deadline = Math.min(this.#links.due, this.#taking.deadline) - now;
    const wait = deadline === Number.POSITIVE_INFINITY ? planned : Math.min(planned, deadline, SYNC.longestStep);
    return wait === Number.POSITIVE_INFINITY ? null : Math.max(0, wait);
  }

  /** How each link stands. */
  links(): LinkStatus[] {
    return this.#links.all().map((link) => ({
      link: link.id,
      device: link.other?.device ?? null,
      standing: link.other?.standing ?? null,
      hasTold: link.asking.heard,
      inSync: link.isMember && link.asking.heard && isSame(link, this.#cell.record, this.#shelf),
    }));
  }

  /** What members' devices that are linked now say to hold of a log. */
  claims(log: Id): Claim[] {
    return this.#links.all().flatMap(({ other, asking }) => {
      const count = asking.theirs.get(log) ?? 0;
      if (other?.standing !== 'member' || count === 0) return [];
      return [{ device: other.device, count, isWithheld: asking.isWithheld(log), isSilent: asking.stalled }];
    });
  }

  #take(event: SyncEvent): void {
    switch (event.type) {
      case 'linked':
        this.#links.begin(event);
        break;
      case 'accepted':
        this.#giving.stored(event.entries, event.from === null);
        this.#lackingKeys.look();
        if (this.#cell.charter() !== this.#charter) this.#changed();
        break;
      case 'answer':
        this.#giving.answer(event);
        break;
      case 'lacking':
        this.#taking.lacking(event.places);
        break;
      case 'erased':
        this.#taking.erased(event.logs);
        this.#giving.erased(event.logs);
        break;
      case 'forked':
        this.#spreading.forked(event.proof);
        this.#giving.tellStories();
        break;
      case 'addresses':
        this.#spreading.moved(event);
        break;
      case 'cards':
        this.#spreading.kept(event);
        break;
      case 'keys':
        this.#spreading.handOver(event);
        break;
      case 'changed':
        this.#changed();
        break;
      case 'tick':
        this.#links.tick();
        this.#taking.tick();
        this.#giving.tick();
        if (this.#spreading.tick()) this.#giving.tellStories();
        break;
      default: {
        const link = this.#links.get(event.link);
        if (link !== undefined) this.#takeOf(link, event);
      }
    }
  }

  /** What happens on one link. */
  #takeOf(link: LinkState, event: Event<'message' | 'received' | 'closed' | 'full' | 'drained'>): void {
    switch (event.type) {
      case 'message':
        this.#message(link, event.bytes);
        break;
      case 'received': {
        if (event.accepted === 0) this.#lackingKeys.look();
        const grown = this.#taking.received(link, event);
        if (grown !== null) this.#giving.grown(grown);
        break;
      }
      case 'closed':
        this.#links.forget(link);
        break;
      case 'full':
        link.full = true;
        break;
      case 'drained':
        link.full = false;
        this.#giving.drained(link);
    }
  }

  #message(link: LinkState, bytes: Uint8Array): void {
    const message = decodeMessage(bytes, link.hello?.version ?? 0);
    if (!message.ok) {
      this.#links.close(link, message.reason, true);
      return;
    }
    const { value } = message;
    if (value.type === 'hello') this.#links.greeted(link, value);
    else if (value.type === 'prove') this.#proved(link, value);
    else if (value.type === 'bye') this.#links.left(link, value.reason);
    else if (link.other === null) this.#links.close(link, 'message-out-of-place', true);
    else if (value.type !== 'unheard') this.#hear(link, value);
  }

  #hear(link: LinkState, message: Exclude<Message, { type: 'hello' | 'prove' | 'bye' }>): void {
    switch (message.type) {
      case 'have':
        this.#taking.have(link, message);
        if (this.#spreading.tellProofs(link)) this.#giving.tellStories();
        break;
      case 'want':
        this.#giving.want(link, message);
        break;
      case 'parts':
        this.#taking.parts(link, message);
        break;
      case 'sent':
        this.#taking.sent(link, message);
        break;
      case 'cards':
        this.#spreading.cards(link, message);
        break;
      case 'gone':
        this.#taking.gone(link, message);
        break;
      case 'proof':
        this.#spreading.proof(link, message);
        this.#giving.tellStories();
        break;
      case 'keys':
        this.#spreading.keys(link, message);
        break;
      case 'lacking-keys':
        this.#lackingKeys.asked(link, message);
    }
  }

  #proved(link: LinkState, message: Extract<Message, { type: 'prove' }>): void {
    if (this.#links.proved(link, message)) this.#open(link);
  }

  #open(link: LinkState): void {
    this.#giving.open(link);
    this.#spreading.open(link);
    this.#lackingKeys.look();
  }

  /** Charter or keys are new: standings are asked for again, and what was refused may count now. */
  #changed(): void {
    this.#charter = this.#cell.charter();
    for (const link of this.#links.all()) link.asking.mendAll();
    for (const link of this.#links.judgeAgain()) {
      this.#taking.judgedAgain(link);
      this.#open(link);
    }
    this.#spreading.changed();
    this.#lackingKeys.look();
  }
}
