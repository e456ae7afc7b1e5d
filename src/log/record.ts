import { bytesOf, ID_BYTES, type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { equalBytes } from '../bytes/octets.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import { aloneCandidate, type Candidate, candidatesOf, type Opened, openCandidate } from './admission.ts';
import type { Ahead } from './ahead.ts';
import { Bodyless } from './bodyless.ts';
import { Chain, type Entry } from './chain.ts';
import { Chains } from './chains.ts';
import { decodeEntry, NO_ENTRY } from './entry.ts';
import type { EpochKeys } from './epoch.ts';
import type { ForkProof } from './fork.ts';
import { GoneLogs } from './gone-logs.ts';
import { heldEntries } from './holding.ts';
import { LackingTags } from './lacking-tags.ts';
import { logIdOf, type Opening, openingFits, recordOpening, scopeOf } from './opening.ts';
import { type Accepted, type Received, refusal, type Standing } from './received.ts';
import { openBody, openHead } from './sealing.ts';
import { isErased, type LinkedEntry, linkEntries, linkEntry, roomInSegment, type Segment } from './segment.ts';
import { Sleep, type SleepingLog } from './sleep.ts';
import { Stories, type Story } from './stories.ts';
import { isTipSigned } from './tip-signature.ts';
import { WaitingRoom } from './waiting.ts';

export type { Accepted, Received, Standing } from './received.ts';

/**
 * All that one device knows of a cell's logs: checks what arrives, lets it wait for its past, and hands it on in causal order.
 * It knows nothing of cells: who may write is for `Standing` to say.
 */
export class Record {
  readonly keys: EpochKeys;
  /** Logs whose device told two stories: nobody names what stands in these any more. */
  readonly frozen = new Set<Id>();
  /** Stories by their key. */
  readonly #stories = new Stories();
  readonly #blind: Uint8Array;
  readonly #standing: Standing;
  readonly #chains = new Chains();
  readonly #entries = new Map<Id, Entry>();
  readonly #waiting = new WaitingRoom();
  readonly #tags = new LackingTags();
  readonly #gone: GoneLogs;
  readonly bodyless = new Bodyless();
  #arrivals = 0;
  /** What of the record sleeps (`fallAsleep`, `awaken`); null where all is awake. */
  sleep: Sleep | null = null;

  /** @param blind the cell's blinding secret, 32 bytes @param keys the epochs that this device holds; they may grow */
  constructor(blind: Uint8Array, keys: EpochKeys, standing: Standing) {
    this.#blind = blind;
    this.keys = keys;
    this.#standing = standing;
    this.#gone = new GoneLogs(standing, (opening) => idOf(this.logOf(opening)), this.#chains.ofDevices);
  }

  /** An accepted entry. */
  entry(id: Id): Entry | undefined {
    return this.#entries.get(id);
  }

  /** Number of accepted entries, those included that sleep. */
  get size(): number {
    return this.#entries.size + (this.sleep?.missing ?? 0);
  }

  /** Begins with logs of which the first entries sleep; only while nothing is here. @param order how many entries come before them in the order of arrival, and how many there are in all */
  fallAsleep(logs: readonly SleepingLog[], order: { readonly before: number; readonly all: number }): void {
    assert(this.#chains.size === 0, 'a record that is empty still');
    const judge = (entry: Entry) => this.#standing.judge(entry);
    this.sleep = new Sleep(logs, { entries: this.#entries, keys: this.keys, bodyless: this.bodyless, judge }, order.before);
    for (const chain of this.sleep.chains) this.#chains.begin(chain);
    this.#arrivals = order.all;
  }

  /** All that slept is awake: the logs are whole. Refuses as `Sleep.end` does, and changes nothing then. @returns these */
  awaken(): Verdict<readonly Chain[]> {
    assert(this.sleep !== null, 'a record that sleeps');
    const woken = this.sleep.end();
    if (woken.ok) this.sleep = null;
    return woken;
  }

  /** Whether a log has been erased here, or its time was over when it came: nothing of it is asked for, taken or handed on. */
  isGone(log: Id): boolean {
    return this.#gone.has(log);
  }

  /** Whether nothing of a log is taken, written or handed on any more, whether or not there was any of it. */
  isOver(opening: Opening): boolean {
    return this.#gone.isOver(opening);
  }

  /** How many logs a device may begin yet. */
  roomForLogs(device: Id): number {
    return LIMITS.logsOfDevice - (this.#chains.ofDevices.get(device) ?? 0);
  }

  /** Logs that are not to come back. */
  keepGone(logs: Iterable<Id>): void {
    this.#gone.add(logs);
  }

  /** The scopes of which there is anything here, accepted or waiting, each with an opening of a log in it. */
  scopes(): ReadonlyMap<string, Opening> {
    const found = new Map<string, Opening>();
    for (const [scope, [first]] of this.#chains.scopes) if (first !== undefined) found.set(scope, first.opening);
    for (const { opening } of this.#waiting.firsts()) found.set(scopeOf(opening), opening);
    return found;
  }

  /**
   * Forgets a scope outside of the record whole: entries, heads, signatures, stories, and what waits in it. Nothing that stays refers to it,
   * and nothing of it is taken again. @returns the logs that were erased, by their keys, and that of a device of the record; and their entries, which nobody is to hold on to
   */
  erase(scope: string): { readonly logs: readonly Uint8Array[]; readonly entries: readonly Entry[] } {
    assert(scope !== 'record', 'the record never to be erased');
    const chains = this.#chains.dropScope(scope);
    const entries: Entry[] = [];
    for (const chain of chains) {
      this.frozen.delete(chain.rootId);
      for (const [key, story] of this.#stories) if (story.log === chain.rootId) this.#drop(key);
      for (const entry of chain.entries) {
        this.#entries.delete(entry.id);
        this.bodyless.delete(entry.id);
      }
      entries.push(...chain.entries);
      this.#drop(chain.logId);
      this.#drop(chain.rootId);
    }
    for (const { log, opening } of [...this.#waiting.firsts()]) if (scopeOf(opening) === scope) this.#drop(log);
    return { logs: this.#gone.close(chains, this.scope('record')[0]), entries };
  }

  /** What was said in an entry has been taken back: its content is forgotten, and it stays as an entry whose hash holds. */
  eraseBody(id: Id): void {
    const entry = this.#entries.get(id);
    assert(entry?.chain.scope !== 'record', 'nothing in the record to be erased');
    // One entry is known to many, and all of them are to forget.
    entry?.take(refuse('erased'));
    if (entry !== undefined) this.bodyless.add(id);
  }

  /** Nothing of this log is to come any more. */
  #drop(log: Id): void {
    this.#waiting.drop(log);
    this.#stories.delete(log);
    this.keepGone([log]);
  }

  /** Tags of epochs that are not here, and that something which has come is sealed under; what can be waited for first. */
  get lackingTags(): readonly string[] {
    return [...new Set([...this.#waiting.tagsAwaited(), ...this.#tags.left(this.keys)])];
  }

  /** Number of entries that wait for their past or a key. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** A log with at least one accepted entry; by the key of a story, the chain that tells it here. */
  chain(log: Id): Chain | undefined {
    const chain = this.#chains.get(log);
    if (chain !== undefined || this.#stories.size === 0) return chain;
    const story = this.#stories.get(log);
    return story === undefined ? undefined : this.#chains.ofLog(story.log).find((one) => one.at(story.seq)?.id === story.first);
  }

  /** Keys of stories that this device has, under whatever name. */
  *stories(): Iterable<Id> {
    for (const key of this.#stories.keys()) if (this.chain(key) !== undefined) yield key;
  }

  /** The story of a key; undefined for what is none. */
  story(key: Id): Story | undefined {
    return this.#stories.get(key);
  }

  /** The newest entry of a chain that others may name: its tip or, where its device told two stories, the last before they part. */
  newestToName(chain: Chain): Entry | undefined {
    if (!this.frozen.has(chain.rootId)) return chain.tip;
    return chain.parting === null ? chain.at(Math.min(this.#stories.partingOf(chain.rootId), chain.length) - 1) : undefined;
  }

  /**
   * Whether a log has to be asked for by the keys of its stories: it is forked, and all before the parting is here. An earlier fork that is proved later opens
   * none again; where something that waited has had to make room, it is open again. @param here how much of it is: what waits counts as well, unless said
   */
  isClosed(log: Id, here = this.reach(log)): boolean {
    return this.frozen.has(log) && here >= this.#stories.partingOf(log);
  }

  /**
   * Learns of a fork: nothing more is taken of that log beyond it, and both stories can be taken, and handed on, by their own keys.
   * @param proof of a log that is this device's (`KeptProofs`) @returns the keys of both; none when this fork is known, or more stories have been told than are kept
   */
  learnFork(proof: ForkProof): Id[] {
    this.frozen.add(proof.log);
    return this.#stories.learn(proof, this.#recordOf(proof.device));
  }

  chains(): Iterable<Chain> {
    return this.#chains.values();
  }

  /** The chains of one scope (see `scopeOf`), by their place. */
  scope(scope: string): readonly Chain[] {
    return this.#chains.ofScope(scope);
  }

  /** The log id of an opening, whether that log exists yet or not. */
  logOf(opening: Opening): Uint8Array {
    return logIdOf(this.#blind, opening);
  }

  /** The record log of a device. */
  #recordOf(device: Id): Id {
    return idOf(this.logOf(recordOpening(bytesOf(device))));
  }

  /** How many entries of a log are here, those included that wait. It can shrink, when what waits has to make room. */
  reach(log: Id): number {
    const { key } = this.#targetOf(log);
    return this.#accepted(key) + this.#waiting.count(key);
  }

  /**
   * Takes a segment from anywhere. What overlaps is compared with what is here, so that a fork shows itself. Refuses, and changes nothing then,
   * what can never be right, and for now: `segment-has-a-gap`, and `key-unknown` for the first segment of a log whose key has not come.
   */
  receive(segment: Segment): Received {
    const asked = idOf(segment.log);
    if (this.isGone(asked)) return refusal('log-erased');
    const { key: log, root } = this.#targetOf(asked);
    const { entries, share } = heldEntries(segment.entries);
    const linked = this.#link(log, root ?? segment.log, segment.from, entries);
    if (!linked.ok) return refusal(linked.reason);
    const opening = this.#openingOf(log, segment.log, linked.value[0] as LinkedEntry);
    if (!opening.ok) return refusal(opening.reason);
    if (!this.#chains.has(log) && this.#gone.refuses(log, opening.value)) return refusal('log-erased');
    const last = linked.value[linked.value.length - 1] as LinkedEntry;
    const place = { log: root ?? segment.log, seq: last.seq, hash: last.hash };
    if (!isTipSigned(opening.value.device, place, segment.signature)) return refusal('signature-wrong');
    // What is said in talk can be taken back; what anything stands on cannot.
    if (opening.value.lane !== 'talk' && linked.value.some(isErased)) return refusal('body-missing');

    const reach = this.reach(log);
    const parting = linked.value.find(({ seq, id }) => seq < reach && this.#idAt(log, seq) !== id);
    if (parting !== undefined) {
      const isNext = parting.seq === this.#accepted(log);
      const instead = isNext
        ? this.#takeInstead(log, candidatesOf(linked.value.slice(parting.seq - segment.from), opening.value, segment.signature, share))
        : null;
      return instead ?? this.#freeze(log, parting.seq, linked.value, segment.signature);
    }
    this.bodyless.offer(linked.value, (seq) => this.#chains.get(log)?.at(seq));
    const fresh = linked.value.filter(({ seq }) => seq >= reach);
    if (fresh.length === 0) {
      const chain = this.#chains.get(log);
      const kept = chain?.signatures.get(last.seq);
      const isShorter = kept !== undefined && segment.signature.length < kept.length;
      if (isShorter || last.seq >= (chain?.signed ?? reach)) this.keepSignature(log, last.seq, segment.signature);
      return { accepted: [], refused: null, fork: null };
    }
    if (this.#isFrozen(asked, fresh)) return refusal('log-frozen');
    const candidates = candidatesOf(fresh, opening.value, segment.signature, share);
    if (!this.#waiting.enqueue(log, candidates)) return refusal('too-many-waiting');
    return this.#settle(this.#waiting.isIdle(log) ? [log] : [], log);
  }

  /**
   * Takes an entry from this device's own store, where it lies behind its past and its signature was checked when it came, or was made here just before.
   * Refuses `store-out-of-order` and what is wrong with it, and changes nothing then. @param arrival its place in the order of arrival @param ahead what is known of it already
   */
  restore(log: Uint8Array, seq: number, bytes: Uint8Array, arrival = this.#arrivals, ahead: Ahead | null = null): Verdict<Entry> {
    const { key: id, root } = this.#targetOf(idOf(log));
    if (seq !== this.#accepted(id) || this.#waiting.count(id) > 0) return refuse('store-out-of-order');
    const linked = linkEntry(root ?? log, seq, this.#hashBefore(id, seq), bytes, ahead);
    if (!linked.ok) return linked;
    const entry = linked.value;
    const opening = this.#openingOf(id, log, entry);
    if (!opening.ok) return opening;
    if (opening.value.lane === 'record' && isErased(entry)) return refuse('body-missing');
    const step = this.#tryNext(id, aloneCandidate(entry, opening.value, ahead), arrival);
    if (step.state === 'refused') return refuse(step.reason);
    return step.state === 'ready' ? accept(step.entry) : refuse('store-out-of-order');
  }

  /** Remembers the signature over an accepted entry, as it comes from this device's own store. */
  keepSignature(log: Id, seq: number, signature: Uint8Array): void {
    const chain = this.chain(log);
    if (chain !== undefined && seq < chain.length) chain.keepSignature(seq, signature);
  }

  /**
   * Opens the body of an accepted entry whose key has come since, in place. Whoever has folded it folds anew.
   * @param bytes its compact form, from this device's own store
   * @returns refuses as `openBody` does
   */
  openBody(entry: Entry, bytes: Uint8Array): Verdict<null> {
    const sealed = decodeEntry(bytes);
    if (!sealed.ok) return sealed;
    const head = openHead(entry.chain.root, sealed.value, this.keys);
    if (!head.ok) return head;
    const { device, lane } = entry.chain.opening;
    const body = openBody(sealed.value, head.value, { device, circle: entry.circle, lane }, this.keys);
    entry.take(body);
    if (body.ok) this.bodyless.delete(entry.id);
    return body.ok ? accept(null) : body;
  }

  /** Tries again what waits for a key; for keys that came otherwise than by an entry. */
  retry(): Received {
    return this.#settle(this.#waiting.takeForKey(), null);
  }

  /** Where what comes under this name belongs: the chain or the story, and the log id that its entries are linked for, where it is known. */
  #targetOf(log: Id): { readonly key: Id; readonly root: Uint8Array | null } {
    const chain = this.chain(log);
    if (chain !== undefined) return { key: chain.logId, root: chain.root };
    const story = this.#stories.get(log);
    return { key: log, root: story === undefined ? null : bytesOf(story.log) };
  }

  /** The chain from which a story parts, once that is here up to there; for one that parts at the beginning, any of its log. */
  #parentOf({ log, seq, previous }: Story): Chain | undefined {
    return this.#chains.ofLog(log).find((chain) => seq === 0 || chain.at(seq - 1)?.id === previous);
  }

  /** Under its own name nothing more of a log is taken beyond a fork: there nobody could tell the stories apart. What somebody's entry waits for is. */
  #isFrozen(asked: Id, fresh: readonly LinkedEntry[]): boolean {
    if (!this.frozen.has(asked) || fresh.some(({ id }) => this.#waiting.isAwaited(id))) return false;
    return fresh.every(({ seq }) => seq >= this.#stories.partingOf(asked));
  }

  /** The entry of a log at a seq, accepted or waiting; undefined where none is here. */
  idAt(log: Id, seq: number): Id | undefined {
    return this.#idAt(this.#targetOf(log).key, seq);
  }

  #accepted(key: Id): number {
    return this.#chains.get(key)?.length ?? this.#stories.get(key)?.seq ?? 0;
  }

  #idAt(key: Id, seq: number): Id | undefined {
    const accepted = this.#accepted(key);
    if (seq >= accepted) return this.#waiting.at(key, seq - accepted)?.id;
    const story = this.#stories.get(key);
    return this.#chains.get(key)?.at(seq)?.id ?? (seq + 1 === story?.seq ? story.previous : undefined);
  }

  #hashBefore(key: Id, seq: number): Uint8Array {
    const chain = this.#chains.get(key);
    if (chain !== undefined && seq === chain.length) return chain.tipHash;
    const id = seq === 0 ? undefined : this.#idAt(key, seq - 1);
    return id === undefined ? NO_ENTRY : bytesOf(id);
  }

  #link(log: Id, root: Uint8Array, from: number, entries: readonly Uint8Array[]): Verdict<LinkedEntry[]> {
    if (root.length !== ID_BYTES) return refuse('log-id-wrong');
    const begun = this.#chains.has(log) ? 0 : (this.#stories.get(log)?.seq ?? 0);
    if (from < begun) return refuse('segment-has-a-gap');
    if (!Number.isInteger(from) || from < 0 || from > this.reach(log)) return refuse('segment-has-a-gap');
    if (entries.length > roomInSegment(from)) return refuse('segment-crosses-seam');
    return linkEntries(root, from, this.#hashBefore(log, from), entries);
  }

  /** Whose log it is: known already, or told by its first entry, which must fit the log id. */
  #openingOf(key: Id, log: Uint8Array, first: LinkedEntry): Verdict<Opening> {
    const story = this.#stories.get(key);
    const known = this.#chains.get(key)?.opening ?? this.#chains.ofLog(story?.log ?? key)[0]?.opening ?? this.#waiting.at(key, 0)?.opening;
    if (known !== undefined) return accept(known);
    if (story !== undefined) return refuse('segment-has-a-gap');
    const opened = openHead(log, first.sealed, this.keys);
    if (!opened.ok) this.#tags.note(first.sealed.epoch, this.keys);
    if (!opened.ok) return opened;
    const { opening } = opened.value.head;
    if (opening === null || !openingFits(opening)) return refuse('opening-malformed');
    if (this.roomForLogs(opening.device) <= 0) return refuse('too-many-logs');
    return equalBytes(logIdOf(this.#blind, opening), log) ? accept(opening) : refuse('log-id-wrong');
  }

  /**
   * What waits, and may wait for ever, keeps nothing from being looked at that has its place in the log: where that counts now, it is taken instead, and the other is a
   * second story. Null where it does not, and then what waits stays.
   */
  #takeInstead(log: Id, candidates: readonly Candidate[]): Received | null {
    const waiters = this.#waiting.all(log);
    const seq = this.#accepted(log);
    this.#waiting.drop(log);
    const taken = this.#waiting.enqueue(log, candidates) ? this.#settle([log], log) : null;
    if (taken !== null && taken.accepted.length > 0) {
      const end = waiters.findIndex(({ signature }) => signature !== null);
      const { fork } = this.#freeze(log, seq, waiters.slice(0, end + 1), waiters[end]?.signature as Uint8Array);
      return { ...taken, fork };
    }
    this.#waiting.drop(log);
    if (this.#waiting.enqueue(log, waiters)) this.#settle([log], null);
    return null;
  }

  /** Between stories that wait, there is no telling yet which counts: the first stays, and the fork shows itself once one of them has been accepted. */
  #freeze(log: Id, seq: number, linked: readonly LinkedEntry[], signature: Uint8Array): Received {
    const chain = this.#chains.get(log);
    const theirs = linked.filter((entry) => entry.seq >= seq);
    if (chain === undefined || seq >= chain.length) return refusal('log-forked');
    this.frozen.add(chain.rootId);
    const first = theirs[0]?.id ?? '';
    const { device } = chain.opening;
    const isKnown = this.#stories.wasShown(first, { log: chain.rootId, device }, this.#recordOf(device));
    return refusal('log-forked', isKnown ? null : { chain, seq, theirs, signature });
  }

  /** Accepts what can be accepted in these logs, and in those that waited for it. @param told the log whose refusal is told */
  #settle(logs: readonly Id[], told: Id | null): Received {
    const accepted: Accepted[] = [];
    /** By log, where the last that was accepted of it stands, while something behind it waits. */
    const ends = new Map<Id, number>();
    let refused: string | null = null;
    const ready = [...logs];
    for (let log = ready.pop(); log !== undefined; log = ready.pop()) {
      for (let next = this.#waiting.at(log, 0); next !== undefined; next = this.#waiting.at(log, 0)) {
        const keys = this.keys.size;
        const step = this.#tryNext(log, next);
        if (step.state === 'refused') {
          if (step.reason === 'head-sealed-wrongly') this.#tags.note(next.sealed.epoch, this.keys);
          this.#signEnd(log, accepted, ends);
          this.#waiting.drop(log);
          if (log === told) refused ??= step.reason;
        }
        if (step.state === 'waits-for') this.#waiting.waitFor(log, step.id);
        if (step.state === 'waits-for-key') this.#waiting.waitForKey(log);
        if (step.state !== 'ready') break;
        this.#waiting.shift(log);
        if (next.signature === null) ends.set(log, accepted.length);
        else ends.delete(log);
        accepted.push({ entry: step.entry, bytes: next.bytes, signature: next.signature });
        for (const other of this.#waiting.takeFor(step.entry.id)) ready.push(other);
        if (this.keys.size > keys) ready.push(...this.#waiting.takeForKey());
      }
    }
    // Once for all, since a run of a first sync stops at nearly each of its entries until another log has gone on.
    for (const log of [...ends.keys()]) this.#signEnd(log, accepted, ends);
    return { accepted, refused, fork: null };
  }

  /** Lets the last that was accepted of a run be handed on, though the rest of the run waits or is refused: the rest leads to its signature. */
  #signEnd(log: Id, accepted: Accepted[], ends: Map<Id, number>): void {
    const at = ends.get(log);
    const last = at === undefined ? undefined : accepted[at];
    if (at === undefined || last === undefined) return;
    ends.delete(log);
    const signature = this.#waiting.signatureOf(log);
    last.entry.chain.keepSignature(last.entry.seq, signature);
    accepted[at] = { ...last, signature };
  }

  #tryNext(log: Id, candidate: Candidate, arrival = this.#arrivals): Opened {
    // It has come by another name of its story meanwhile.
    if (this.#stories.size > 0 && this.#entries.has(candidate.id)) return { state: 'refused', reason: 'log-frozen' };
    const known = this.#chains.get(log);
    const story = known === undefined ? this.#stories.get(log) : undefined;
    const parent = story === undefined ? undefined : this.#parentOf(story);
    if (story !== undefined && parent === undefined) return { state: 'waits-for', id: story.previous };
    const parting = story === undefined || parent === undefined ? null : { parent, base: story.seq };
    const chain = known ?? new Chain(bytesOf(log), candidate.opening, this.scope(scopeOf(candidate.opening)).length, parting);
    const step = openCandidate(chain, chain.tip, candidate, this.keys, (id) => this.#entries.get(id), arrival);
    if (step.state !== 'ready') return step;
    const verdict = this.#standing.judge(step.entry);
    if (!verdict.ok) return { state: 'refused', reason: verdict.reason };
    if (known === undefined) this.#chains.begin(chain);
    chain.append(step.entry, candidate.hash);
    if (candidate.signature !== null) chain.keepSignature(candidate.seq, candidate.signature);
    this.#entries.set(step.entry.id, step.entry);
    if (arrival === this.#arrivals) this.#arrivals++;
    if (isErased(candidate)) this.bodyless.add(step.entry.id);
    this.#standing.fold(step.entry);
    return step;
  }
}
