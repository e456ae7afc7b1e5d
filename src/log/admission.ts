import type { Cbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import type { Verdict } from '../bytes/verdict.ts';
import type { Ahead } from './ahead.ts';
import { PlainBody, SealedBody } from './body.ts';
import type { Chain, Entry } from './chain.ts';
import type { Past } from './counts.ts';
import type { EpochKeys } from './epoch.ts';
import type { Head } from './head.ts';
import { type CircleId, WHOLE_CELL } from './lane.ts';
import type { Opening } from './opening.ts';
import { pastAfter } from './past.ts';
import { type BodyPlace, mayBeSealedUnder, type OpenedHead, openBody, openHead, readBody } from './sealing.ts';
import type { LinkedEntry } from './segment.ts';

/** An entry that is linked into its log and covered by a signature, and not yet opened. */
export interface Candidate extends LinkedEntry {
  readonly opening: Opening;
  /** The signature over it, where it is the last of a segment. */
  readonly signature: Uint8Array | null;
  /** Bytes of memory that it holds on to (`holding.ts`). */
  readonly weight: number;
  /** Its head, once it is open: what waits for several entries is looked at again for each of them. */
  opened: OpenedHead | null;
  /** Its plain body with the padding, where that is known already; only beside `opened`. */
  readonly body: Uint8Array | null;
}

/** The entries of a segment, or the end of one. @param share bytes of memory that each byte of them holds on to */
export function candidatesOf(linked: readonly LinkedEntry[], opening: Opening, signature: Uint8Array, share: number): Candidate[] {
  const last = linked[linked.length - 1];
  return linked.map((entry) => {
    const weight = Math.ceil(entry.bytes.length * share);
    return { ...entry, opening, signature: entry === last ? signature : null, weight, opened: null, body: null };
  });
}

/** An entry by itself, from this device's own store. @param ahead what is known of it already */
export function aloneCandidate(entry: LinkedEntry, opening: Opening, ahead: Ahead | null = null): Candidate {
  return { ...entry, opening, signature: null, weight: 0, opened: ahead?.opened ?? null, body: ahead?.body ?? null };
}

/** What can be said of a candidate now. */
export type Opened =
  | { readonly state: 'ready'; readonly entry: Entry }
  | { readonly state: 'waits-for'; readonly id: Id }
  | { readonly state: 'waits-for-key' }
  | { readonly state: 'refused'; readonly reason: string };

const refused = (reason: string): Opened => ({ state: 'refused', reason });

/** Opens an entry of a chain, if all that it stands on is here. @param previous the one before it, if any @param find an accepted entry by its id */
export function openCandidate(
  chain: Chain,
  previous: Entry | undefined,
  candidate: Candidate,
  keys: EpochKeys,
  find: (id: Id) => Entry | undefined,
  arrival: number,
): Opened {
  if (candidate.opened === null) {
    const opened = openHead(chain.root, candidate.sealed, keys);
    if (!opened.ok) return opened.reason === 'key-unknown' ? { state: 'waits-for-key' } : refused(opened.reason);
    candidate.opened = opened.value;
  }
  const { head, epoch } = candidate.opened;
  if (!mayBeSealedUnder(epoch, chain)) return refused('head-epoch-wrong');
  const deps = new Array<Entry>(head.deps.length);
  for (let i = 0; i < deps.length; i++) {
    const id = head.deps[i] as Id;
    const dep = find(id);
    if (dep === undefined) return { state: 'waits-for', id };
    deps[i] = dep;
  }
  const wrong = faultOf(chain, previous, candidate, head, deps);
  if (wrong !== null) return refused(wrong);
  return { state: 'ready', entry: new AcceptedEntry(chain, previous, candidate, candidate.opened, deps, keys, arrival) };
}

/** An entry as the record keeps it. */
class AcceptedEntry implements Entry {
  readonly id: Id;
  readonly chain: Chain;
  readonly seq: number;
  readonly lamport: number;
  readonly past: Past;
  readonly charter: Id;
  readonly circle: CircleId;
  readonly time: number;
  readonly arrival: number;
  #unread: SealedBody | PlainBody | null = null;
  #action: Cbor = null;
  #shut: string | null = null;

  constructor(
    chain: Chain,
    previous: Entry | undefined,
    { id, seq, sealed, body }: Candidate,
    opened: OpenedHead,
    deps: readonly Entry[],
    keys: EpochKeys,
    arrival: number,
  ) {
    const { head } = opened;
    this.id = id;
    this.chain = chain;
    this.seq = seq;
    this.lamport = head.lamport;
    this.past = pastAfter(chain.scope, previous, deps, previous?.chain !== chain);
    this.charter = head.charter ?? (previous as Entry).charter;
    this.circle = head.circle === WHOLE_CELL ? WHOLE_CELL : head.circle;
    this.time = head.time;
    this.arrival = arrival;
    // The record is folded at once. What is for a circle is opened by the keys that are here at this moment.
    const isForLater = chain.scope !== 'record' && head.circle === WHOLE_CELL;
    if (!isForLater || !(sealed.body instanceof Uint8Array)) {
      this.take(body === null ? openBody(sealed, opened, this.#place, keys) : readBody(body, sealed.head.length));
    } else if (body === null) {
      this.#unread = new SealedBody(sealed.salt, sealed.body, opened, sealed.head.length);
    } else {
      this.#unread = new PlainBody(body, sealed.head.length);
    }
  }

  get action(): Cbor {
    this.#open();
    return this.#action;
  }

  get shut(): string | null {
    this.#open();
    return this.#shut;
  }

  /** What nobody can read, or not this device, counts as an entry and does nothing. */
  take(body: Verdict<Cbor>): void {
    this.#unread = null;
    this.#action = body.ok ? body.value : null;
    this.#shut = body.ok ? null : body.reason;
  }

  #open(): void {
    if (this.#unread !== null) this.take(this.#unread.open(this.#place));
  }

  get #place(): BodyPlace {
    const { device, lane } = this.chain.opening;
    return { device, circle: this.circle, lane };
  }
}

/** What is wrong with a head, given the entries that it names; null when nothing is. */
function faultOf(chain: Chain, previous: Entry | undefined, candidate: Candidate, head: Head, deps: readonly Entry[]): string | null {
  if ((head.opening !== null) !== (candidate.seq === 0)) return 'opening-misplaced';
  if (head.charter === (previous?.charter ?? null)) return 'charter-repeated-or-missing';
  if (head.circle === WHOLE_CELL) {
    if (head.bodyEpoch !== candidate.sealed.epoch) return 'body-epoch-wrong';
  } else if (chain.scope === 'record') return 'circle-in-record';
  for (const dep of deps) {
    if (dep.chain.rootId === chain.rootId) return 'dep-on-own-log';
    if (dep.chain.scope !== chain.scope && dep.chain.scope !== 'record') return 'dep-outside-scope';
  }
  let lamport = previous?.lamport ?? 0;
  for (const dep of deps) lamport = Math.max(lamport, dep.lamport);
  if (head.lamport !== lamport + 1 || head.lamport > LIMITS.lamport) return 'lamport-wrong';
  return null;
}
