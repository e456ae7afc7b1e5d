import type { Cbor } from '../bytes/cbor.ts';
import { bytesOf, type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { assert, type Verdict } from '../bytes/verdict.ts';
import type { Past } from './counts.ts';
import { NO_ENTRY } from './entry.ts';
import type { CircleId } from './lane.ts';
import { type Opening, scopeOf } from './opening.ts';
import { talkCircleOf } from './talk-circle.ts';

/** An entry that has been checked and opened, with its whole causal past at hand. */
export interface Entry {
  readonly id: Id;
  readonly chain: Chain;
  readonly seq: number;
  readonly lamport: number;
  readonly past: Past;
  /** The charter that its author stood on. */
  readonly charter: Id;
  readonly circle: CircleId;
  /** Claimed time, in seconds since 1970. */
  readonly time: number;
  /** What it does: `[kind, …]`; null when this device cannot read it or it has been erased. Outside of the record it may be opened only now. */
  readonly action: Cbor;
  /** Why its body is not open here: see `openBody`. Null where it is. */
  readonly shut: string | null;
  /** What it does is known only now, or is to be known no more. */
  take(body: Verdict<Cbor>): void;
  /** Place in the order in which this device accepted entries: differs from device to device, and is for sending alone. */
  readonly arrival: number;
}

/** Where a second story of a log parts from the one that came here first. */
export interface Parting {
  readonly parent: Chain;
  /** The seq of its first entry. */
  readonly base: number;
}

/** The first entries of a log, where they sleep (`sleep.ts`). */
export interface Ground {
  /** How many there are. */
  readonly base: number;
  /** The last of them: no more is known of it than what follows needs. */
  readonly last: Entry;
  /** Those that have been read by now, from the first on. */
  readonly woken: Entry[];
}

/**
 * A device's own append-only, hash-linked log: its accepted entries, and the signatures that are kept. Where a device told two stories, the
 * one that came second here is a chain of its own, which begins where they part (see stories.ts).
 */
export class Chain {
  /** What it is asked for, sent and stored by: its log id, or the key of the story. */
  readonly log: Uint8Array;
  readonly logId: Id;
  /** The log id that its entries are linked and sealed for. */
  readonly root: Uint8Array;
  readonly rootId: Id;
  readonly parting: Parting | null;
  /** Null where it is here whole. */
  #ground: Ground | null = null;
  readonly opening: Opening;
  readonly scope: string;
  /** The epochs of its week, by the name in a circle's place; null where it is sealed under the cell's. */
  readonly talkCircle: CircleId | null;
  /** Number of this chain among those of its scope, on this device. */
  readonly place: number;
  /** Of a story, those from where it parts; of a log that sleeps, those that are awake. */
  readonly entries: Entry[] = [];
  readonly #signatures = new Map<number, Uint8Array>();
  #hashed: { readonly entry: Entry; readonly hash: Uint8Array } | null = null;
  #signed: number;
  #pruned: number;

  constructor(log: Uint8Array, opening: Opening, place: number, parting: Parting | null = null) {
    this.log = log;
    this.logId = idOf(log);
    this.root = parting?.parent.root ?? log;
    this.rootId = parting?.parent.rootId ?? this.logId;
    this.parting = parting;
    this.#signed = this.base;
    this.#pruned = this.base;
    this.opening = opening;
    this.scope = scopeOf(opening);
    this.talkCircle = talkCircleOf(opening);
    this.place = place;
  }

  /** The seq with which it begins. */
  get base(): number {
    return this.parting?.base ?? this.#ground?.base ?? 0;
  }

  /** How many entries are its own, awake or asleep: of a story, those from where it parts. */
  get count(): number {
    return this.length - (this.parting?.base ?? 0);
  }

  /** The first entries are not here yet. Only for a chain that is empty. */
  sleepOn(ground: Ground): void {
    assert(this.entries.length === 0 && this.parting === null, 'a chain that is empty, and no story, to sleep');
    this.#ground = ground;
    this.#pruned = ground.base;
  }

  /** The entries that slept, all of them, are here. */
  awaken(): void {
    assert(this.#ground !== null && this.#ground.woken.length === this.#ground.base, 'a chain to awaken whole');
    const awake = this.entries.splice(0);
    for (const entries of [this.#ground.woken, awake]) for (const entry of entries) this.entries.push(entry);
    this.#ground = null;
  }

  /** The seq of the next entry. */
  get length(): number {
    return this.base + this.entries.length;
  }

  /** An entry by its seq; before the parting that of the other story. Of those that sleep only the last, and what has been read by now. */
  at(seq: number): Entry | undefined {
    if (this.#ground !== null && seq < this.#ground.base)
      return this.#ground.woken[seq] ?? (seq === this.#ground.base - 1 ? this.#ground.last : undefined);
    return this.parting !== null && seq < this.parting.base ? this.parting.parent.at(seq) : this.entries[seq - this.base];
  }

  get tip(): Entry | undefined {
    return this.entries[this.entries.length - 1] ?? this.at(this.base - 1);
  }

  /** Hash of the newest entry, or `NO_ENTRY`. */
  get tipHash(): Uint8Array {
    const tip = this.tip;
    if (tip === undefined) return NO_ENTRY;
    return tip === this.#hashed?.entry ? this.#hashed.hash : bytesOf(tip.id);
  }

  /** Takes the next entry. @param hash its id in bytes, at hand when the one behind it is linked */
  append(entry: Entry, hash: Uint8Array): void {
    this.entries.push(entry);
    this.#hashed = { entry, hash };
  }

  /** How many entries, from the first on, can be handed on: those up to the last kept signature. */
  get signed(): number {
    return this.#signed;
  }

  /** Signatures that are kept, by seq: every seam's for ever, and all of the two newest blocks, so that what is being stored can still be handed on. */
  get signatures(): ReadonlyMap<number, Uint8Array> {
    return this.#signatures;
  }

  /** Keeps the signature over an entry that is here. Reaching a seam lets go of those that are needed no more. */
  keepSignature(seq: number, signature: Uint8Array): void {
    assert(seq < this.length, 'a signature over an entry that is here');
    this.#signatures.set(seq, signature);
    this.#signed = Math.max(this.#signed, seq + 1);
    const block = this.#signed - (this.#signed % LIMITS.signedEvery) - LIMITS.signedEvery;
    for (; this.#pruned < block; this.#pruned++) {
      const seam = this.#pruned - (this.#pruned % LIMITS.signedEvery) + LIMITS.signedEvery - 1;
      if (this.#pruned !== seam && this.#signatures.has(seam)) this.#signatures.delete(this.#pruned);
    }
  }
}

/** Whether the signature at this seq is kept for ever, so that a part of the log can be checked without the rest. */
export function isSeam(seq: number): boolean {
  return (seq + 1) % LIMITS.signedEvery === 0;
}
