import { type Id, idOf } from '../bytes/id.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import { aloneCandidate, openCandidate } from './admission.ts';
import type { Ahead } from './ahead.ts';
import type { Bodyless } from './bodyless.ts';
import { Chain, type Entry } from './chain.ts';
import { NO_ENTRY } from './entry.ts';
import type { EpochKeys } from './epoch.ts';
import { type Opening, scopeOf } from './opening.ts';
import { isErased, linkEntry } from './segment.ts';

/** What is known of an entry that sleeps: all that another one needs which stands on it. */
export type Sleeper = Pick<Entry, 'id' | 'seq' | 'lamport' | 'past' | 'charter' | 'circle' | 'time' | 'arrival'>;

/** A log as it is before its entries are read: how many of the first ones sleep, and what is known of some of these, of the last in any case. */
export interface SleepingLog {
  readonly log: Uint8Array;
  readonly opening: Opening;
  readonly base: number;
  readonly known: readonly Sleeper[];
}

/** What of a record sleeping has to do with. */
interface Parts {
  /** All that is here, by id. */
  readonly entries: Map<Id, Entry>;
  readonly keys: EpochKeys;
  readonly bodyless: Bodyless;
  judge(entry: Entry): Verdict<null>;
}

/** A log of which the first entries sleep, and those among them that have been read by now. */
interface Bed {
  readonly chain: Chain;
  readonly last: Sleeper;
  readonly woken: Entry[];
  hash: Uint8Array;
}

/**
 * Entries of talk that lie on the disk and are not in memory yet: so a cell opens in the time that its newest talk takes. What stands behind them in their logs is
 * here, and nothing is taken from others meanwhile. They are read in the order in which they came, with all checks, and then the record is as if it
 * had been read from the beginning.
 */
export class Sleep {
  /** All logs of the record, in the order in which it came to know them. */
  readonly chains: readonly Chain[];
  readonly #beds = new Map<Id, Bed>();
  readonly #talk: ReadonlyMap<Id, Chain>;
  readonly #record: Parts;
  #arrival: number;
  #missing = 0;

  /** @param arrival the place of the first that sleeps in the order of arrival */
  constructor(logs: readonly SleepingLog[], record: Parts, arrival: number) {
    const { entries } = record;
    this.#record = record;
    this.#arrival = arrival;
    const places = new Map<string, number>();
    this.chains = logs.map(({ log, opening, base, known }) => {
      const place = places.get(scopeOf(opening)) ?? 0;
      places.set(scopeOf(opening), place + 1);
      const chain = new Chain(log, opening, place);
      const last = known.at(-1);
      if (base === 0 || last === undefined) return chain;
      for (const sleeper of known) entries.set(sleeper.id, asleep(chain, sleeper));
      const woken: Entry[] = [];
      chain.sleepOn({ base, last: entries.get(last.id) as Entry, woken });
      this.#beds.set(chain.logId, { chain, last, woken, hash: NO_ENTRY });
      this.#missing += base - known.length;
      return chain;
    });
    const talk = this.chains.filter(({ opening }) => opening.lane === 'talk');
    this.#talk = new Map(talk.map((chain) => [chain.logId, chain]));
  }

  /** How many entries sleep of which nothing is known. */
  get missing(): number {
    return this.#missing;
  }

  /** Reads an entry that lies in the store, where it sleeps. Refuses `store-out-of-order` and what is wrong with it. @returns it, also where it was awake before; null for what is no talk, or of a log that began since @param ahead what is known of it already */
  wake(log: Uint8Array, seq: number, bytes: Uint8Array, ahead: Ahead | null = null): Verdict<Entry | null> {
    const id = idOf(log);
    const bed = this.#beds.get(id);
    if (bed === undefined || seq > bed.last.seq) return accept(this.#talk.get(id)?.at(seq) ?? null);
    if (seq !== bed.woken.length) return refuse('store-out-of-order');
    const linked = linkEntry(log, seq, bed.hash, bytes, ahead);
    if (!linked.ok) return linked;
    const entry = linked.value;
    const { chain, woken } = bed;
    const { entries, keys, judge, bodyless } = this.#record;
    const candidate = aloneCandidate(entry, chain.opening, ahead);
    const step = openCandidate(chain, woken.at(-1), candidate, keys, (named) => entries.get(named), this.#arrival);
    if (step.state === 'refused') return refuse(step.reason);
    if (step.state !== 'ready') return refuse('store-out-of-order');
    const verdict = judge(step.entry);
    if (!verdict.ok) return verdict;
    if (!entries.has(entry.id)) this.#missing--;
    entries.set(entry.id, step.entry);
    if (isErased(entry)) bodyless.add(entry.id);
    this.#arrival++;
    woken.push(step.entry);
    bed.hash = entry.hash;
    return accept(step.entry);
  }

  /** Puts what has been read into its logs. Refuses `store-out-of-order` where that is not all, or not what stands behind it, and changes nothing then. */
  end(): Verdict<readonly Chain[]> {
    const beds = [...this.#beds.values()];
    if (beds.some(({ last, woken }) => woken.length !== last.seq + 1 || woken[last.seq]?.id !== last.id))
      return refuse('store-out-of-order');
    for (const { chain } of beds) chain.awaken();
    return accept(beds.map(({ chain }) => chain));
  }
}

/** An entry that sleeps, for those that stand on it. */
function asleep(chain: Chain, sleeper: Sleeper): Entry {
  return { ...sleeper, chain, action: null, shut: 'asleep', take: () => assert(false, 'an entry that is awake to be opened') };
}
