import type { Id } from '../bytes/id.ts';
import type { Record } from '../log/record.ts';
import type { Asking } from './asking.ts';
import type { LinkId } from './events.ts';
import { SYNC } from './limits.ts';
import type { Asked, Message } from './messages.ts';

/** A link as far as fetching cares. */
export interface Source {
  readonly id: LinkId;
  readonly asking: Asking;
  /** Whether it is a member's: of anybody else only the record is taken. */
  readonly isMember: boolean;
}

/**
 * Decides whom to ask for what. One log is asked of one link at a time, so nothing is fetched twice; and one link, the first, is asked for all
 * that it has, since what one device holds is whole: nothing in it waits long for its past. The others are asked for what it lacks, in small wants.
 */
export class Fetching {
  readonly #record: Record;
  readonly #assigned = new Map<Id, LinkId>();
  #first: LinkId | null = null;
  #released = false;

  constructor(record: Record) {
    this.#record = record;
  }

  /** Whether some link has let go of its logs since this was last asked: the others are looked at again. */
  takeReleased(): boolean {
    const released = this.#released;
    this.#released = false;
    return released;
  }

  /** What to ask a link for now: the messages of one want, or none. @param now milliseconds of the machine @param unstored accepted entries that wait for the disk */
  plan(source: Source, now: number, unstored: number): Message[] {
    const { asking } = source;
    if (!asking.due || !asking.heard || asking.stalled || unstored > SYNC.unstored) return [];
    const first = this.#first === null || this.#first === source.id;
    if (asking.wants.length >= (first ? SYNC.wants : 1)) return [];
    if (asking.wants.length > 0 && (asking.arrived < SYNC.wantBytes / 2 || asking.fruit === 0)) return [];
    if (!first && this.#record.waiting > SYNC.waitingForOne) return [];
    const logs = this.#lacking(source);
    if (logs.length === 0) {
      asking.due = false;
      return [];
    }
    if (first) this.#first = source.id;
    const behind = asking.wants.length > 0;
    asking.wants.push({ logs: new Map(logs.map(({ log, from }) => [log, { from, reach: this.#record.reach(log) }])), at: now });
    asking.arrived = 0;
    asking.fruit = 0;
    asking.progress = now;
    for (const { log } of logs) this.#assigned.set(log, source.id);
    const messages: Message[] = [];
    const bytes = first ? SYNC.wantBytes : SYNC.smallWantBytes;
    for (let i = 0; i < logs.length; i += SYNC.logsPerMessage) {
      messages.push({
        type: 'want',
        bytes,
        behind,
        logs: logs.slice(i, i + SYNC.logsPerMessage),
        more: i + SYNC.logsPerMessage < logs.length,
      });
    }
    return messages;
  }

  /** A want has been answered to the end. @param more whether the other end has still more of what was asked @returns false when it was not asked anything */
  sent(source: Source, more: boolean, now: number): boolean {
    const { asking } = source;
    const want = asking.wants.shift();
    if (want === undefined) return false;
    asking.stalled = false;
    let moved = false;
    const open: Id[] = [];
    for (const [log, before] of want.logs) {
      const reach = this.#record.reach(log);
      const probed = before.from < before.reach;
      if (reach > before.reach || (probed && asking.probes.get(log) !== before.from)) moved = true;
      else if ((probed || reach < (asking.theirs.get(log) ?? 0)) && !asking.gave.has(log)) open.push(log);
    }
    if (!more) {
      for (const log of open) {
        asking.endProbe(log);
        asking.withholds(log, now);
      }
    }
    if (moved) asking.failures = 0;
    else if (open.length > 0 && asking.wants.length === 0) asking.failures++;
    if (asking.wants.length > 0) return true;
    asking.gave.clear();
    asking.barren = asking.fruit > 0 ? 0 : asking.barren + 1;
    this.release(source.id);
    return true;
  }

  /** Gives up waiting for a link that brings nothing: others may be asked. @returns whether it did stall */
  stall(source: Source, now: number): boolean {
    const { asking } = source;
    if (asking.stalled || now < this.deadline(asking)) return false;
    asking.stalled = true;
    asking.failures++;
    this.release(source.id);
    return true;
  }

  /** When a link has let its want lie too long; never, when it has none or has stalled already. */
  deadline(asking: Asking): number {
    const want = asking.wants[0];
    if (want === undefined || asking.stalled) return Number.POSITIVE_INFINITY;
    return Math.min(asking.progress + SYNC.stallTime, want.at + SYNC.wantTime);
  }

  /** The link is gone, or done for now: what was asked of it may be asked of others. */
  release(link: LinkId): void {
    this.#released = true;
    for (const [log, assigned] of this.#assigned) if (assigned === link) this.#assigned.delete(log);
    if (this.#first === link) this.#first = null;
  }

  #lacking(source: Source): Asked[] {
    const { asking } = source;
    const logs: Asked[] = [];
    for (const log of asking.lacks) {
      const theirs = asking.theirs.get(log) ?? 0;
      const reach = this.#record.reach(log);
      const probe = asking.probes.get(log);
      // What only waits here may have to make room for others, and is lacking again then.
      const over = probe === undefined && theirs <= (this.#record.chain(log)?.length ?? 0);
      if (over || this.#record.isGone(log) || this.#record.isClosed(log) || asking.isWithheld(log) || !this.#takes(source, log))
        asking.lacks.delete(log);
      else if ((probe ?? reach) < theirs && (this.#assigned.get(log) ?? source.id) === source.id) logs.push({ log, from: probe ?? reach });
    }
    return logs;
  }

  #takes(source: Source, log: Id): boolean {
    const lane = this.#record.chain(log)?.opening.lane;
    return source.isMember || lane === undefined || lane === 'record';
  }
}
