import { type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { equalBytes } from '../bytes/octets.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import { type Candidate, type Opened, openCandidate } from './admission.ts';
import { Chain, type Entry } from './chain.ts';
import { NO_ENTRY } from './entry.ts';
import type { EpochKeys } from './epoch.ts';
import { logIdOf, type Opening, openingFits, scopeOf } from './opening.ts';
import { openHead } from './sealing.ts';
import { isTipSigned, type LinkedEntry, linkEntries, type Segment } from './segment.ts';

/** What the record asks about who may write: the cell answers. */
export interface Standing {
  /** Whether an entry counts, judged by what stands in its own past. A bad verdict refuses the entry and what follows it. */
  judge(entry: Entry): Verdict<null>;
  /** Takes an entry that counts. It may add epoch keys: what waits for them is tried at once. */
  fold(entry: Entry): void;
}

/** An accepted entry with the bytes to store and, where it is the last of a segment, its signature. */
export interface Accepted {
  readonly entry: Entry;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array | null;
}

/** A device has signed a second story: from `seq` on, `theirs` differs from what is here. */
export interface Fork {
  readonly chain: Chain;
  readonly seq: number;
  readonly theirs: readonly LinkedEntry[];
  readonly signature: Uint8Array;
}

/** What came of a segment. */
export interface Received {
  /** Entries that count from now on, each after its past. Of other logs too, where they waited for this one. */
  readonly accepted: readonly Accepted[];
  /** Why something was refused; null where nothing was wrong. Waiting is nothing wrong. */
  readonly refused: string | null;
  readonly fork: Fork | null;
}

function refusal(reason: string, fork: Fork | null = null): Received {
  return { accepted: [], refused: reason, fork };
}

/**
 * All that one device knows of a cell's logs: checks what arrives, lets it wait for its past, and hands it on in causal order.
 * It knows nothing of cells: who may write is for `Standing` to say.
 */
export class Record {
  readonly keys: EpochKeys;
  /** Logs whose device told two stories: nothing more is taken from them. */
  readonly frozen = new Set<Id>();
  readonly #blind: Uint8Array;
  readonly #standing: Standing;
  readonly #chains = new Map<Id, Chain>();
  readonly #scopes = new Map<string, Chain[]>();
  readonly #entries = new Map<Id, Entry>();
  /** By log: entries that are linked and signed, and wait for their past or a key. */
  readonly #queues = new Map<Id, Candidate[]>();
  readonly #waitingForEntry = new Map<Id, Id[]>();
  readonly #waitingForKey = new Set<Id>();
  #waiting = 0;

  /** @param blind the cell's blinding secret, 32 bytes @param keys the epochs that this device holds; they may grow */
  constructor(blind: Uint8Array, keys: EpochKeys, standing: Standing) {
    this.#blind = blind;
    this.keys = keys;
    this.#standing = standing;
  }

  /** An accepted entry. */
  entry(id: Id): Entry | undefined {
    return this.#entries.get(id);
  }

  /** Number of accepted entries. */
  get size(): number {
    return this.#entries.size;
  }

  /** Number of entries that wait for their past or a key. */
  get waiting(): number {
    return this.#waiting;
  }

  /** A log with at least one accepted entry. */
  chain(log: Id): Chain | undefined {
    return this.#chains.get(log);
  }

  chains(): Iterable<Chain> {
    return this.#chains.values();
  }

  /** The chains of one scope (see `scopeOf`), by their place. */
  scope(scope: string): readonly Chain[] {
    return this.#scopes.get(scope) ?? [];
  }

  /** The log id of an opening, whether that log exists yet or not. */
  logOf(opening: Opening): Uint8Array {
    return logIdOf(this.#blind, opening);
  }

  /** How many entries of a log are here, those included that wait. */
  reach(log: Id): number {
    return (this.#chains.get(log)?.entries.length ?? 0) + (this.#queues.get(log)?.length ?? 0);
  }

  /**
   * Takes a segment from anywhere. What overlaps is compared with what is here, so that a fork shows itself.
   * Refuses what can never be right, and what does not join on (`segment-has-a-gap`), and changes nothing then.
   */
  receive(segment: Segment): Received {
    const log = idOf(segment.log);
    if (this.frozen.has(log)) return refusal('log-frozen');
    if (segment.from > this.reach(log)) return refusal('segment-has-a-gap');
    const linked = linkEntries(segment.log, segment.from, this.#hashBefore(log, segment.from), segment.entries);
    if (!linked.ok) return refusal(linked.reason);
    const opening = this.#openingOf(segment.log, linked.value);
    if (!opening.ok) return refusal(opening.reason);
    const last = linked.value[linked.value.length - 1];
    assert(last !== undefined, 'linkEntries to refuse an empty segment');
    if (!isTipSigned(opening.value.device, last.hash, segment.signature)) return refusal('signature-wrong');

    const parting = linked.value.find((entry) => entry.seq < this.reach(log) && this.#idAt(log, entry.seq) !== entry.id);
    if (parting !== undefined) return this.#freeze(log, parting.seq, linked.value, segment.signature);
    const fresh = linked.value.filter((entry) => entry.seq >= this.reach(log));
    if (this.#waiting + fresh.length > LIMITS.waiting) return refusal('too-many-waiting');
    if (fresh.length === 0) this.keepSignature(log, last.seq, segment.signature);
    this.#enqueue(
      log,
      fresh.map((entry) => ({ ...entry, opening: opening.value, signature: entry === last ? segment.signature : null })),
    );
    return this.#settle([log]);
  }

  /** Takes an entry back from this device's own store, where it lies behind its past. Refuses `store-out-of-order` and what is wrong with it. */
  restore(log: Uint8Array, seq: number, bytes: Uint8Array): Verdict<Entry> {
    const id = idOf(log);
    if (seq !== this.reach(id)) return refuse('store-out-of-order');
    const linked = linkEntries(log, seq, this.#hashBefore(id, seq), [bytes]);
    if (!linked.ok) return linked;
    const opening = this.#openingOf(log, linked.value);
    if (!opening.ok) return opening;
    this.#enqueue(id, [{ ...(linked.value[0] as LinkedEntry), opening: opening.value, signature: null }]);
    const { accepted, refused } = this.#settle([id]);
    const own = accepted.find(({ entry }) => entry.chain.logId === id);
    return own === undefined ? refuse(refused ?? 'store-out-of-order') : accept(own.entry);
  }

  /** Remembers the signature over an accepted entry. */
  keepSignature(log: Id, seq: number, signature: Uint8Array): void {
    const chain = this.#chains.get(log);
    if (chain !== undefined && seq < chain.entries.length) chain.signatures.set(seq, signature);
  }

  /** Tries again what waits for a key; for keys that came otherwise than by an entry. */
  retry(): Received {
    return this.#settle(this.#takeWaitingForKey());
  }

  #idAt(log: Id, seq: number): Id | undefined {
    const entries = this.#chains.get(log)?.entries ?? [];
    return seq < entries.length ? entries[seq]?.id : this.#queues.get(log)?.[seq - entries.length]?.id;
  }

  #hashBefore(log: Id, seq: number): Uint8Array {
    const id = seq === 0 ? undefined : this.#idAt(log, seq - 1);
    return id === undefined ? NO_ENTRY : Uint8Array.fromHex(id);
  }

  /** Whose log it is: known already, or told by its first entry, which must fit the log id. */
  #openingOf(log: Uint8Array, linked: readonly LinkedEntry[]): Verdict<Opening> {
    const known = this.#chains.get(idOf(log))?.opening ?? this.#queues.get(idOf(log))?.[0]?.opening;
    if (known !== undefined) return accept(known);
    const first = linked[0];
    if (first === undefined || first.seq !== 0) return refuse('segment-has-a-gap');
    if (this.#chains.size + this.#queues.size >= LIMITS.logs) return refuse('too-many-logs');
    const head = openHead(log, first.sealed, this.keys);
    if (!head.ok) return head;
    const { opening } = head.value;
    if (opening === null || !openingFits(opening)) return refuse('opening-malformed');
    return equalBytes(logIdOf(this.#blind, opening), log) ? accept(opening) : refuse('log-id-wrong');
  }

  #freeze(log: Id, seq: number, linked: readonly LinkedEntry[], signature: Uint8Array): Received {
    const chain = this.#chains.get(log);
    this.frozen.add(log);
    if (chain === undefined || seq >= chain.entries.length) return refusal('log-forked');
    return refusal('log-forked', { chain, seq, theirs: linked.filter((entry) => entry.seq >= seq), signature });
  }

  #enqueue(log: Id, candidates: readonly Candidate[]): void {
    if (candidates.length === 0) return;
    this.#queues.set(log, [...(this.#queues.get(log) ?? []), ...candidates]);
    this.#waiting += candidates.length;
  }

  /** Accepts what can be accepted in these logs, and in those that waited for it. */
  #settle(logs: readonly Id[]): Received {
    const accepted: Accepted[] = [];
    let refused: string | null = null;
    const ready = [...logs];
    for (let log = ready.pop(); log !== undefined; log = ready.pop()) {
      const queue = this.#queues.get(log) ?? [];
      let gone = 0;
      for (const candidate of queue) {
        const step = this.#tryNext(log, candidate);
        if (step.state === 'waits-for') this.#waitingForEntry.set(step.id, [...(this.#waitingForEntry.get(step.id) ?? []), log]);
        if (step.state === 'waits-for-key') this.#waitingForKey.add(log);
        if (step.state === 'refused') {
          refused ??= step.reason;
          gone = queue.length;
        }
        if (step.state !== 'ready') break;
        gone++;
        accepted.push({ entry: step.entry, bytes: candidate.bytes, signature: candidate.signature });
        ready.push(...this.#wokenBy(step.entry.id));
      }
      this.#waiting -= gone;
      if (gone === queue.length) this.#queues.delete(log);
      else if (gone > 0) this.#queues.set(log, queue.slice(gone));
    }
    return { accepted, refused, fork: null };
  }

  #tryNext(log: Id, candidate: Candidate): Opened {
    const known = this.#chains.get(log);
    const scope = this.#scopes.get(scopeOf(candidate.opening)) ?? [];
    const chain = known ?? new Chain(Uint8Array.fromHex(log), candidate.opening, scope.length);
    const step = openCandidate(chain, candidate, this.keys, (id) => this.#entries.get(id), this.#entries.size);
    if (step.state !== 'ready') return step;
    const verdict = this.#standing.judge(step.entry);
    if (!verdict.ok) return { state: 'refused', reason: verdict.reason };
    if (known === undefined) {
      this.#chains.set(log, chain);
      this.#scopes.set(chain.scope, [...scope, chain]);
    }
    chain.entries.push(step.entry);
    if (candidate.signature !== null) chain.signatures.set(candidate.seq, candidate.signature);
    this.#entries.set(step.entry.id, step.entry);
    this.#standing.fold(step.entry);
    return step;
  }

  /** Logs to try again now that an entry has been accepted: those that waited for it and, where it brought keys, for those. */
  #wokenBy(id: Id): Id[] {
    const woken = this.#waitingForEntry.get(id) ?? [];
    this.#waitingForEntry.delete(id);
    return this.#waitingForKey.size > 0 ? [...woken, ...this.#takeWaitingForKey()] : woken;
  }

  #takeWaitingForKey(): Id[] {
    const logs = [...this.#waitingForKey];
    this.#waitingForKey.clear();
    return logs;
  }
}
