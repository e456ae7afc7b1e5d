import type { Id } from '../bytes/id.ts';
import type { Accepted, Record } from '../log/record.ts';
import type { SyncEvent } from './events.ts';
import { SYNC } from './limits.ts';
import type { LinkState } from './link.ts';
import type { Links } from './links.ts';
import type { Message } from './messages.ts';
import type { Outbox } from './outbox.ts';
import type { OwnTime } from './own-time.ts';
import type { Reading } from './serving.ts';
import type { Shelf } from './shelf.ts';
import { pushesOf, pushTo, tellOf } from './telling.ts';

/** What goes out: what we tell of our logs, own new entries unasked, and what others ask for. */
export class Giving {
  readonly #record: Record;
  readonly #shelf: Shelf;
  readonly #links: Links;
  readonly #outbox: Outbox;
  readonly #time: OwnTime;
  readonly #delay: number;
  readonly #readings = new Map<number, { readonly link: LinkState; readonly reading: Reading }>();
  #requests = 0;
  /** When gathered changes are told. */
  #announceAt: number | null = null;

  /** @param delay milliseconds in which changes are gathered before they are told */
  constructor(record: Record, shelf: Shelf, links: Links, outbox: Outbox, time: OwnTime, delay: number) {
    this.#record = record;
    this.#shelf = shelf;
    this.#links = links;
    this.#outbox = outbox;
    this.#time = time;
    this.#delay = delay;
  }

  /** Begins to tell, as far as the other end's standing allows. */
  open(link: LinkState): void {
    if (link.other === null) return;
    link.told.clear();
    for (const log of this.#shelf.logs()) link.untold.add(log);
    const messages = tellOf(link, this.#record, this.#shelf);
    if (messages.length === 0) this.#outbox.send(link, { type: 'have', logs: [], more: false });
    this.#outbox.sendAll(link, messages);
  }

  /** Somebody asks for entries. */
  want(link: LinkState, message: Extract<Message, { type: 'want' }>): void {
    const taken = link.serving.want(message);
    if (!taken.ok) this.#links.close(link, taken.reason, true);
    else if (!message.more) this.#serve(link);
  }

  /** The store has answered. */
  answer({ request, entries }: Extract<SyncEvent, { type: 'answer' }>): void {
    const open = this.#readings.get(request);
    this.#readings.delete(request);
    if (open === undefined || this.#links.get(open.link.id) !== open.link) return;
    const taken = open.link.serving.answer(open.reading, entries);
    if (taken.ok) this.#serve(open.link);
    else this.#links.close(open.link, taken.reason);
  }

  /** The link takes more again. */
  drained(link: LinkState): void {
    this.#tell(link);
    this.#serve(link);
  }

  /** Entries are on the disk: our own are pushed at once, the others are told of soon. */
  stored(entries: readonly Accepted[], own: boolean): void {
    const grown = this.#shelf.store(entries.map(({ entry }) => entry));
    if (own) {
      const pushes = pushesOf(entries);
      for (const link of this.#links.all()) if (!link.full) this.#outbox.sendAll(link, pushTo(link, pushes));
    }
    for (const log of grown) this.grown(log);
  }

  /** Logs have been erased: whoever was told of them is told so. */
  erased(logs: ReadonlySet<Id>): void {
    this.#shelf.drop(logs);
    for (const link of this.#links.all()) {
      // A segment that is half sent cannot be ended any more.
      if (link.serving.isAmong(logs)) this.#links.close(link, 'log-erased');
      const told = [...logs].filter((log) => link.told.delete(log));
      for (const log of logs) {
        link.untold.delete(log);
        link.sent.delete(log);
      }
      for (let i = 0; link.isMember && i < told.length; i += SYNC.logsPerMessage)
        this.#outbox.send(link, { type: 'gone', logs: told.slice(i, i + SYNC.logsPerMessage) });
    }
  }

  /** Stories have become known to some links. */
  tellStories(): void {
    this.#announceAt ??= this.#time.now + this.#delay;
  }

  /** More of a log can be handed on. */
  grown(log: Id): void {
    // Of a log that told two stories, this one goes by its key as well.
    for (const key of this.#record.stories()) if (key !== log && this.#record.chain(key) === this.#record.chain(log)) this.#grown(key);
    this.#grown(log);
    for (const { asking } of this.#links.all()) asking.uncompared.add(log);
  }

  #grown(log: Id): void {
    for (const link of this.#links.all()) {
      if (!link.gives(log) || (link.told.get(log) ?? 0) >= this.#shelf.count(log)) continue;
      link.untold.add(log);
      this.#announceAt ??= this.#time.now + this.#delay;
    }
  }

  /** Time has passed. */
  tick(): void {
    if (this.#announceAt === null || this.#announceAt > this.#time.now) return;
    this.#announceAt = null;
    for (const link of this.#links.all()) this.#tell(link);
  }

  /** When a tick is wanted; infinity when none is. */
  get due(): number {
    return this.#announceAt ?? Number.POSITIVE_INFINITY;
  }

  #tell(link: LinkState): void {
    if (!link.full && link.other !== null && link.untold.size > 0) this.#outbox.sendAll(link, tellOf(link, this.#record, this.#shelf));
  }

  #serve(link: LinkState): void {
    while (!link.full) {
      const { readings, messages, sent } = link.serving.work();
      this.#outbox.sendAll(link, messages);
      for (const more of sent) this.#outbox.send(link, { type: 'sent', more });
      // What follows can be pushed, though the other end has not told yet that this has come: else it would lag behind by one for as long as somebody writes.
      if (sent.length > 0) for (const [log, end] of link.serving.gone) link.sent.set(log, Math.max(link.sent.get(log) ?? 0, end));
      for (const reading of readings) this.#read(link, reading);
      if (sent.length === 0) return;
    }
  }

  #read(link: LinkState, reading: Reading): void {
    const { run, from } = reading;
    const request = ++this.#requests;
    this.#readings.set(request, { link, reading });
    this.#outbox.push({ type: 'read', request, log: run.chain.log, from, count: run.end - from, bytes: SYNC.readBytes });
  }
}
