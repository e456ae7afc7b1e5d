import type { Id } from '../bytes/id.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Entry } from '../log/chain.ts';
import { SYNC } from './limits.ts';
import type { Message } from './messages.ts';
import { PartPacker } from './parts.ts';
import { SendingOrder } from './sending-order.ts';
import type { Run, Shelf } from './shelf.ts';

/** What is to be read from the store next. */
export interface Reading {
  readonly run: Run;
  readonly from: number;
}

interface Want {
  readonly bytes: number;
  readonly behind: boolean;
  readonly logs: Map<Id, number>;
}

/** A run whose entries are being read; they are sent in the order of the runs. */
interface Reaching {
  readonly run: Run;
  /** Up to where it has been packed, and up to where it has been read. */
  packed: number;
  read: number;
  entries: Uint8Array[];
}

/** A guess at an entry's size, to stop reading when a want is nearly served. */
const LIKELY_ENTRY = 400;

/**
 * Answers the wants of one link. Runs go out in an order in which the past of each first entry goes before it (`SendingOrder`): so what the other end has to
 * keep waiting is never more than one run of each log.
 */
export class Serving {
  readonly #shelf: Shelf;
  readonly #gives: (log: Id) => boolean;
  readonly #wants: Want[] = [];
  #gathering = new Map<Id, number>();
  #order: SendingOrder | null = null;
  readonly #turns = new Map<Id, number>();
  #packer = new PartPacker();
  #reaching: Reaching[] = [];
  readonly #gone = new Map<Id, number>();
  #spent = 0;

  /** @param gives whether the other end may have a log */
  constructor(shelf: Shelf, gives: (log: Id) => boolean) {
    this.#shelf = shelf;
    this.#gives = gives;
  }

  /** Whether something of these logs is being read, or has gone out in part. */
  isAmong(logs: ReadonlySet<Id>): boolean {
    return this.#reaching.some(({ run }) => logs.has(run.chain.logId));
  }

  /** Up to where each log has gone out, for the want in work and those that it stands behind: on its way when the want is answered. */
  get gone(): ReadonlyMap<Id, number> {
    return this.#gone;
  }

  /** Takes a want, of which there may be two. Refuses `too-many-wants`. */
  want(message: Extract<Message, { type: 'want' }>): Verdict<null> {
    if (this.#wants.length >= SYNC.wants) return refuse('too-many-wants');
    // What cannot be given is not even remembered: so this stays as small as our own record, whatever is asked.
    for (const { log, from } of message.logs) if (this.#gives(log) && from < this.#shelf.count(log)) this.#gathering.set(log, from);
    if (message.more) return accept(null);
    this.#wants.push({ bytes: message.bytes, behind: message.behind, logs: this.#gathering });
    this.#gathering = new Map();
    return accept(null);
  }

  /** Takes what the store gave for a reading. Refuses `store-lacks-entries`. */
  answer(reading: Reading, entries: readonly Uint8Array[]): Verdict<null> {
    const reaching = this.#reaching.find(({ run }) => run === reading.run);
    if (reaching === undefined || reaching.read !== reading.from || entries.length === 0) return refuse('store-lacks-entries');
    const fitting = entries.slice(0, reaching.run.end - reading.from);
    reaching.entries.push(...fitting);
    reaching.read += fitting.length;
    for (const entry of fitting) this.#spent += entry.length;
    return accept(null);
  }

  /** Goes on as far as it can: what to read, and what to send. Called again after each answer, and when the link is drained. */
  work(): { readings: Reading[]; messages: Uint8Array[]; sent: boolean[] } {
    const done = { readings: [] as Reading[], messages: [] as Uint8Array[], sent: [] as boolean[] };
    for (const reaching of this.#reaching) if (reaching.read > reaching.packed) this.#pack(reaching, done.readings);
    this.#reaching = this.#reaching.filter(({ run, packed }) => packed < run.end);
    done.messages.push(...this.#packer.take());
    const want = this.#wants[0];
    if (want === undefined) return done;
    this.#order ??= this.#begin(want);
    const order = this.#order;
    while (this.#reaching.length < SYNC.reads && this.#expected() < want.bytes) {
      const run = this.#nextRun(order);
      if (run === null) break;
      this.#reaching.push({ run, packed: run.from, read: run.from, entries: [] });
      done.readings.push({ run, from: run.from });
    }
    if (this.#reaching.length > 0) return done;
    done.messages.push(...this.#packer.finish());
    done.sent.push(order.size > 0);
    this.#end();
    return done;
  }

  /** Packs what has been read of a run, unless an earlier one is not finished; reads on where a run is larger than one reading. */
  #pack(reaching: Reaching, readings: Reading[]): void {
    const { run } = reaching;
    const first = this.#reaching.find(({ run: other, packed }) => packed < other.end);
    if (first !== reaching) return;
    this.#packer.add(run.log, reaching.packed, reaching.entries, reaching.read === run.end ? run.signature : null);
    reaching.packed = reaching.read;
    reaching.entries = [];
    if (reaching.read < run.end) readings.push({ run, from: reaching.read });
  }

  #begin(want: Want): SendingOrder {
    const order = new SendingOrder(this.#turns);
    if (!want.behind) this.#gone.clear();
    // What went out for the former want is on its way, and is not sent twice.
    for (const [log, from] of want.logs) this.#seek(order, log, Math.max(from, this.#gone.get(log) ?? 0));
    this.#spent = 0;
    return order;
  }

  #end(): void {
    this.#wants.shift();
    this.#order = null;
  }

  #seek(order: SendingOrder, log: Id, from: number): void {
    const run = this.#gives(log) ? this.#shelf.run(log, from) : null;
    if (run !== null) order.push({ log, from, arrival: (run.chain.at(from) as Entry).arrival }, run.chain.opening);
  }

  #nextRun(order: SendingOrder): Run | null {
    for (let next = order.pop(); next !== undefined; next = order.pop()) {
      const run = this.#gives(next.log) ? this.#shelf.run(next.log, next.from) : null;
      if (run === null) continue;
      this.#gone.set(next.log, run.end);
      this.#seek(order, next.log, run.end);
      return run;
    }
    return null;
  }

  #expected(): number {
    let expected = this.#spent;
    for (const { run, read } of this.#reaching) expected += (run.end - read) * LIKELY_ENTRY;
    return expected;
  }
}
