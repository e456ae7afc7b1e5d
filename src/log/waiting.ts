import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { assert } from '../bytes/verdict.ts';
import type { Candidate } from './admission.ts';
import { reachingBack } from './tip-signature.ts';

/** The candidates of one log, in order; `gone` of them have left from the front. */
interface Queue {
  readonly device: Id;
  readonly candidates: Candidate[];
  gone: number;
  bytes: number;
  waitsFor: Id | null;
}

const NONE: readonly Id[] = [];

/** What one device has waiting. */
interface Share {
  count: number;
  bytes: number;
}

/**
 * Entries that are linked and signed, and wait for their past or a key. Who wrote them has not been judged yet, so that anybody who once
 * read with the cell could fill it: when it is full, devices with more than their share make room, first with the logs that wait longest. They are not lost,
 * for whoever sent them has them.
 */
export class WaitingRoom {
  readonly #queues = new Map<Id, Queue>();
  /** Logs by the entry that the first of each waits for: nearly always it is one. */
  readonly #forEntry = new Map<Id, Id | Set<Id>>();
  readonly #forKey = new Set<Id>();
  readonly #shares = new Map<Id, Share>();
  #size = 0;
  #bytes = 0;

  /** Number of entries that wait. */
  get size(): number {
    return this.#size;
  }

  /** Number of entries of a log that wait. */
  count(log: Id): number {
    const queue = this.#queues.get(log);
    return queue === undefined ? 0 : queue.candidates.length - queue.gone;
  }

  /** The entry of a log at a place in its queue. */
  at(log: Id, place: number): Candidate | undefined {
    const queue = this.#queues.get(log);
    return queue?.candidates[queue.gone + place];
  }

  /** All of a log that wait, in order. */
  all(log: Id): readonly Candidate[] {
    const queue = this.#queues.get(log);
    return queue === undefined ? [] : queue.candidates.slice(queue.gone);
  }

  /** What signs the entry before the first that waits of a log, which is part of the same run: it reaches back from the end of that. */
  signatureOf(log: Id): Uint8Array {
    const contents: Uint8Array[] = [];
    let end: Candidate | undefined;
    do {
      end = this.at(log, contents.length);
      assert(end !== undefined, 'a run that waits up to its signature');
      contents.push(end.content);
    } while (end.signature === null);
    return reachingBack(contents, end.signature);
  }

  /** The first of each log that waits. */
  *firsts(): Iterable<{ readonly log: Id; readonly opening: Candidate['opening'] }> {
    for (const [log, { candidates, gone }] of this.#queues) {
      const first = candidates[gone];
      if (first !== undefined) yield { log, opening: first.opening };
    }
  }

  /** Puts candidates behind those of their log. @returns false when there is no room for them, unless others who have less waiting would go */
  enqueue(log: Id, candidates: readonly Candidate[]): boolean {
    const device = candidates[0]?.opening.device ?? '';
    const queue = this.#queues.get(log) ?? { device, candidates: [], gone: 0, bytes: 0, waitsFor: null };
    let bytes = 0;
    for (const { weight } of candidates) bytes += weight;
    if (this.count(log) + candidates.length > LIMITS.waiting || queue.bytes + bytes > LIMITS.waitingBytes) return false;
    if (!this.#makeRoom(log, queue.device, candidates.length, bytes)) return false;
    queue.candidates.push(...candidates);
    queue.bytes += bytes;
    this.#queues.set(log, queue);
    this.#add(queue.device, candidates.length, bytes);
    return true;
  }

  /** Whether nothing is known that the first of a log's queue waits for, so that it is worth trying. */
  isIdle(log: Id): boolean {
    return this.#queues.get(log)?.waitsFor === null && !this.#forKey.has(log);
  }

  /** Whether some log waits for this entry. */
  isAwaited(id: Id): boolean {
    return this.#forEntry.has(id);
  }

  /** The first of a log has been accepted. */
  shift(log: Id): void {
    const queue = this.#queues.get(log);
    const first = this.at(log, 0);
    if (queue === undefined || first === undefined) return;
    queue.gone++;
    queue.bytes -= first.weight;
    this.#add(queue.device, -1, -first.weight);
    if (queue.gone === queue.candidates.length) this.#queues.delete(log);
    else if (queue.gone * 2 > queue.candidates.length) this.#compact(queue);
  }

  /** Lets go of what has left, once it is the greater part: so all of it costs no more than a second pass. */
  #compact(queue: Queue): void {
    queue.candidates.splice(0, queue.gone);
    queue.gone = 0;
  }

  /** Forgets all that waits of a log. */
  drop(log: Id): void {
    const queue = this.#queues.get(log);
    if (queue === undefined) return;
    this.#add(queue.device, -this.count(log), -queue.bytes);
    this.#queues.delete(log);
    this.#forKey.delete(log);
    if (queue.waitsFor === null) return;
    const logs = this.#forEntry.get(queue.waitsFor);
    if (logs instanceof Set) logs.delete(log);
    if (logs === log || (logs instanceof Set && logs.size === 0)) this.#forEntry.delete(queue.waitsFor);
  }

  /** The first of a log waits for this entry. */
  waitFor(log: Id, id: Id): void {
    const queue = this.#queues.get(log);
    if (queue === undefined) return;
    queue.waitsFor = id;
    const logs = this.#forEntry.get(id);
    if (logs === undefined) this.#forEntry.set(id, log);
    else if (logs instanceof Set) logs.add(log);
    else this.#forEntry.set(id, new Set([logs, log]));
  }

  /** The first of a log waits for a key. */
  waitForKey(log: Id): void {
    this.#forKey.add(log);
  }

  /** Logs to try again now that an entry has been accepted. */
  takeFor(id: Id): readonly Id[] {
    const found = this.#forEntry.get(id);
    if (found === undefined) return NONE;
    this.#forEntry.delete(id);
    const logs = found instanceof Set ? [...found] : [found];
    for (const log of logs) {
      const queue = this.#queues.get(log);
      if (queue !== undefined) queue.waitsFor = null;
    }
    return logs;
  }

  /** What shows in their frames of the epochs under which entries are that wait for a key; each once. */
  tagsAwaited(): ReadonlySet<string> {
    const firsts = [...this.#forKey].map((log) => this.at(log, 0));
    return new Set(firsts.flatMap((first) => (first === undefined ? [] : [first.sealed.epoch])));
  }

  /** Logs to try again now that a key has come. */
  takeForKey(): Id[] {
    const logs = [...this.#forKey];
    this.#forKey.clear();
    return logs;
  }

  /** Drops the longest waiting logs of devices with more than their share, never `log` itself, until so much more fits in. @returns whether it does */
  #makeRoom(log: Id, device: Id, count: number, bytes: number): boolean {
    const fits = () => this.#size + count <= LIMITS.waiting && this.#bytes + bytes <= LIMITS.waitingBytes;
    if (fits()) return true;
    const devices = this.#shares.size + (this.#shares.has(device) ? 0 : 1);
    const isMuch = (one: Id): boolean => {
      const share = this.#shares.get(one);
      const more = one === device ? { count, bytes } : { count: 0, bytes: 0 };
      const [all, allBytes] = [(share?.count ?? 0) + more.count, (share?.bytes ?? 0) + more.bytes];
      return all * devices > LIMITS.waiting || allBytes * devices > LIMITS.waitingBytes;
    };
    for (const [other, queue] of this.#queues) {
      if (other !== log && isMuch(queue.device)) this.drop(other);
      if (fits()) return true;
    }
    return false;
  }

  #add(device: Id, count: number, bytes: number): void {
    this.#size += count;
    this.#bytes += bytes;
    const share = this.#shares.get(device) ?? { count: 0, bytes: 0 };
    share.count += count;
    share.bytes += bytes;
    if (share.count === 0) this.#shares.delete(device);
    else this.#shares.set(device, share);
  }
}
