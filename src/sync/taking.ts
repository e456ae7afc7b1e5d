import { type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import type { Record } from '../log/record.ts';
import type { Segment } from '../log/segment.ts';
import type { SyncEvent } from './events.ts';
import { Fetching } from './fetching.ts';
import { SYNC } from './limits.ts';
import type { LinkState } from './link.ts';
import type { Links } from './links.ts';
import type { Message, Told } from './messages.ts';
import type { Outbox } from './outbox.ts';
import type { OwnTime } from './own-time.ts';
import { isLie } from './refusals.ts';
import { blockStart, type Shelf } from './shelf.ts';

type Of<T extends Message['type']> = Extract<Message, { type: T }>;

/** What comes in: what others tell of their logs, what we ask for, the segments that arrive, and what the record says of them. */
export class Taking {
  readonly #record: Record;
  readonly #shelf: Shelf;
  readonly #links: Links;
  readonly #outbox: Outbox;
  readonly #time: OwnTime;
  readonly #fetching: Fetching;
  /** When logs that wait here were last looked at again: they may have had to make room. */
  #rechecked = 0;
  /** Whether anything has happened since: while nothing does, nothing makes room. */
  #stirred = false;

  constructor(record: Record, shelf: Shelf, links: Links, outbox: Outbox, time: OwnTime) {
    this.#record = record;
    this.#shelf = shelf;
    this.#links = links;
    this.#outbox = outbox;
    this.#time = time;
    this.#fetching = new Fetching(record);
  }

  /** Somebody tells how far they have got. */
  have(link: LinkState, { logs, more }: Of<'have'>): void {
    const { asking } = link;
    const changes: [Id, number][] = [];
    const gone: Id[] = [];
    for (const told of logs) {
      if (told.count === 0 || told.count > LIMITS.lamport) {
        this.#links.close(link, 'message-malformed', true);
        return;
      }
      if (this.#record.isGone(told.log)) {
        gone.push(told.log);
        continue;
      }
      if (asking.tells(told.log, told.count)) changes.push([told.log, told.count]);
      this.#compare(link, told);
    }
    if (asking.theirs.size > (link.isMember ? SYNC.toldLogs : SYNC.toldLogsOfUnknown)) {
      this.#links.close(link, 'too-many-logs', true);
      return;
    }
    if (!more) asking.heard = true;
    this.#tellGone(link, gone);
    this.#reach(link, changes);
  }

  /** The other end counts as something else now: all that it has told of is looked at again. */
  judgedAgain(link: LinkState): void {
    link.asking.reconsider();
    this.#reach(link, [...link.asking.theirs]);
  }

  /** The other end has erased logs: it is asked for them no more, and does not lack what is left of them here. */
  gone(link: LinkState, { logs }: Of<'gone'>): void {
    for (const log of logs) {
      link.asking.forgets(log);
      if (this.#record.chain(log) !== undefined) link.gone.add(log);
    }
  }

  /** Of these logs something is here without its words: whoever has these entries is asked for them, each link once. */
  lacking(places: ReadonlyMap<Id, number>): void {
    for (const { asking, isMember } of this.#links.all()) {
      for (const [log, seq] of places) if (isMember && (asking.theirs.get(log) ?? 0) > seq) asking.wantsAgain(log, blockStart(seq));
    }
  }

  /** Logs have been erased here. */
  erased(logs: Iterable<Id>): void {
    for (const log of logs) for (const { asking } of this.#links.all()) asking.forgets(log);
  }

  /** Entries arrive. */
  parts(link: LinkState, { parts }: Of<'parts'>): void {
    link.asking.progress = this.#time.now;
    for (const part of parts) {
      for (const entry of part.entries) link.asking.arrived += entry.length;
      const segment = link.joiner.add(part);
      if (!segment.ok) {
        this.#links.close(link, segment.reason, true);
        return;
      }
      if (segment.value === null) continue;
      link.receiving.push({ segment: segment.value, reach: this.#record.reach(part.log) });
      this.#outbox.push({ type: 'receive', link: link.id, segment: segment.value });
    }
  }

  /** The record has looked at a segment. @returns the log, if more of it can be handed on now by a signature that is new */
  received(link: LinkState, { segment, refused, accepted }: Extract<SyncEvent, { type: 'received' }>): Id | null {
    const at = link.receiving.findIndex((receiving) => receiving.segment === segment);
    const [receiving] = at < 0 ? [] : link.receiving.splice(at, 1);
    if (receiving === undefined) return null;
    const log = idOf(segment.log);
    const end = segment.from + segment.entries.length;
    // Who sends what is erased here has a clock that is behind, or has not looked yet. That it is may show by its opening alone, after others have told of it.
    if (refused === 'log-erased') {
      for (const one of this.#links.all()) {
        if (one !== link && !one.asking.theirs.has(log)) continue;
        one.asking.forgets(log);
        this.#tellGone(one, [log]);
      }
      return null;
    }
    const { asking } = link;
    // Whoever sends it has it; so a piece that came too early is asked for with what stands before it.
    if (asking.tells(log, end)) this.#reach(link, [[log, end]]);
    asking.gave.add(log);
    asking.fruit += accepted;
    asking.due = true;
    if (refused !== null) this.#refused(link, segment, refused);
    else asking.mend(log, segment.from);
    if (accepted > 0 || (refused === null && end > receiving.reach)) link.idle = Math.max(0, link.idle - 2);
    else if (++link.idle > SYNC.idleSegments) this.#links.close(link, 'nothing-new', true);
    return this.#shelf.refresh(log) ? log : null;
  }

  /** The end of what was asked for. */
  sent(link: LinkState, { more }: Of<'sent'>): void {
    if (!this.#fetching.sent(link, more, this.#time.now)) this.#links.close(link, 'sent-unasked', true);
    else if (link.asking.failures >= SYNC.failures) this.#links.close(link, 'withholds', true);
  }

  /** Asks for what is lacking, the most reliable and fruitful links first. To be called after each event. */
  ask(): void {
    if (this.#fetching.takeReleased()) this.#recheck();
    const links = this.#links.all().filter((link) => link.other !== null && link.asking.due);
    if (links.length === 0) return;
    const unstored = this.#record.size - this.#shelf.stored;
    links.sort((a, b) => a.asking.failures - b.asking.failures || a.asking.barren - b.asking.barren || a.id - b.id);
    for (const link of links) for (const message of this.#fetching.plan(link, this.#time.now, unstored)) this.#outbox.send(link, message);
  }

  /** These logs the other end holds, and they are erased here: it need not take this device for one that lacks them. */
  #tellGone(link: LinkState, logs: readonly Id[]): void {
    if (link.isMember && logs.length > 0) this.#outbox.send(link, { type: 'gone', logs });
  }

  /** A link is gone. */
  release(link: LinkState): void {
    this.#fetching.release(link.id);
  }

  /** Something has happened, whatever it is, besides time passing. */
  stir(): void {
    this.#stirred = true;
  }

  /** Time has passed. */
  tick(): void {
    if (this.#time.now >= this.#rechecked + SYNC.recheckTime) {
      this.#rechecked = this.#time.now;
      this.#stirred = false;
      this.#recheck();
    }
    for (const link of this.#links.all()) {
      link.asking.wake(this.#time.now);
      if (this.#fetching.stall(link, this.#time.now) && link.asking.failures >= SYNC.failures) this.#links.close(link, 'too-slow');
    }
  }

  /** When a tick is wanted, whatever others do; infinity when none is. */
  get due(): number {
    let at = Number.POSITIVE_INFINITY;
    for (const { asking } of this.#links.all()) {
      if (this.#stirred && asking.lacks.size > 0) at = Math.min(at, this.#rechecked + SYNC.recheckTime);
      at = Math.min(at, asking.pausedUntil);
    }
    return at;
  }

  /** When a link has let a want lie too long; infinity when nothing is wanted of any. */
  get deadline(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...this.#links.all().map(({ asking }) => this.#fetching.deadline(asking)));
  }

  #recheck(): void {
    for (const { asking } of this.#links.all()) if (asking.lacks.size > 0) asking.due = true;
  }

  /** How far members' devices have got is kept for ever: of any other, whose key anybody who knows the cell can make up, it is not told. */
  #reach({ other, isMember }: LinkState, changes: readonly (readonly [Id, number])[]): void {
    if (other !== null && isMember && changes.length > 0) this.#outbox.push({ type: 'reach', device: other.device, changes });
  }

  /** If we hold another entry where they say their log ends, one of us has been told another story: we ask for theirs. */
  #compare({ asking }: LinkState, { log, count, tip }: Told): void {
    const ours = this.#record.idAt(log, count - 1);
    if (ours === undefined || ours === tip || this.#record.frozen.has(log)) return;
    asking.probes.set(log, blockStart(count - 1));
    asking.lacks.add(log);
    asking.due = true;
  }

  #refused(link: LinkState, segment: Segment, reason: string): void {
    const log = idOf(segment.log);
    if (reason === 'segment-has-a-gap') return;
    // Of a log that told two stories, what others' entries stand on still counts; of what does not join our story there is no more to learn.
    if (this.#record.frozen.has(log)) {
      link.asking.endProbe(log);
      link.asking.pause(log, this.#time.now);
      return;
    }
    // Something else waits here in its place, and may wait for what never comes: later this may count, though as much is here as they have.
    if (reason === 'log-forked') link.asking.probes.set(log, blockStart(segment.from));
    if (reason === 'signature-wrong' && link.asking.probe(log, segment.from)) return;
    if (isLie(reason)) this.#links.close(link, reason, true);
    else link.asking.pause(log, this.#time.now);
  }
}
