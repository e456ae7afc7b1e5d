import { decodeEntry } from '../src/log/entry.ts';
import { eraseBody } from '../src/log/erasure.ts';
import type { StoreBatch } from '../src/ports/store.ts';
import { cardsIn, entriesIn, helloSaltIn, saltOfCard, saltOfEntry, saltOfKeyring } from './peek.ts';

/** Two different things where there must be one. */
export interface Clash {
  readonly what: string;
  readonly at: string;
}

/** Sees all that goes onto disks and over wires, and remembers what must never be seen twice in two forms. It believes nobody. */
export class Witness {
  /** Entries of which a second form was seen. */
  readonly equivocations: Clash[] = [];
  /** Salts under which two different things were sealed. */
  readonly reuses: Clash[] = [];
  /** First form of each entry, by log and seq. */
  readonly entries = new Map<string, Uint8Array>();
  /** When each entry was first seen on a disk or wire, by log and seq, in milliseconds of the world. */
  readonly times = new Map<string, number>();
  /** Bytes that went over wires. */
  carried = 0;
  #isResting = false;
  readonly #clock: () => number;
  readonly #salts = new Map<string, Uint8Array>();
  /** By place: entries that it wrote first, and that have gone over no wire. */
  readonly #unsent = new Map<number, Set<string>>();
  readonly #carriedEntries = new Set<string>();

  /** @param clock milliseconds of the world */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Looks at nothing from now on, and forgets what it saw: where nobody asks it, its memory is only in the way. */
  rest(): void {
    this.#isResting = true;
    for (const seen of [this.entries, this.times, this.#salts, this.#unsent, this.#carriedEntries]) seen.clear();
  }

  /** A message leaves a place. */
  wire(purpose: string, message: Uint8Array): void {
    this.carried += message.length;
    if (purpose !== 'cell' || this.#isResting) return;
    for (const { log, seq, bytes } of entriesIn(message)) {
      const key = `${log}:${seq}`;
      this.#entry(key, bytes);
      if (this.#carriedEntries.has(key)) continue;
      this.#carriedEntries.add(key);
      for (const unsent of this.#unsent.values()) unsent.delete(key);
    }
    for (const card of cardsIn(message)) this.#salt('card', saltOfCard(card), card);
    const greeting = helloSaltIn(message);
    if (greeting !== null) this.#once('greeting', greeting);
  }

  /** A batch gets onto the disk of a place. */
  disk(place: number, batch: StoreBatch): void {
    if (this.#isResting) return;
    for (const { log, seq, bytes } of batch.entries ?? []) {
      const key = `${log.toHex()}:${seq}`;
      if (this.#entry(key, bytes)) this.#unsentOf(place).add(key);
    }
    for (const [, value] of batch.notes ?? []) if (value !== null) this.#salt(`note of ${place}`, value.subarray(0, 16), value);
  }

  /** A keyring gets onto the disk of a place. */
  keyring(place: number, bytes: Uint8Array): void {
    if (!this.#isResting) this.#salt(`keyring of ${place}`, saltOfKeyring(bytes), bytes);
  }

  /** How many entries a place has written that have not gone over any wire. */
  unsent(place: number): number {
    return this.#unsentOf(place).size;
  }

  /** @returns whether it is new */
  #entry(key: string, bytes: Uint8Array): boolean {
    const known = this.entries.get(key);
    if (known !== undefined) {
      // Without the body it is the same entry: the body's hash stands there instead.
      if (!isSame(known, bytes) && !isSame(bodiless(known), bodiless(bytes))) this.equivocations.push({ what: 'entry', at: key });
      return false;
    }
    this.entries.set(key, bytes.slice());
    this.times.set(key, this.#clock());
    this.#salt('entry', saltOfEntry(bytes), bytes);
    return true;
  }

  #salt(key: string, salt: Uint8Array, sealed: Uint8Array): void {
    const name = `${key} ${salt.toHex()}`;
    const known = this.#salts.get(name);
    if (known === undefined) this.#salts.set(name, sealed.slice());
    else if (!isSame(known, sealed)) this.reuses.push({ what: key, at: salt.toHex() });
  }

  #once(key: string, salt: Uint8Array): void {
    const name = `${key} ${salt.toHex()}`;
    if (this.#salts.has(name)) this.reuses.push({ what: key, at: salt.toHex() });
    this.#salts.set(name, salt);
  }

  #unsentOf(place: number): Set<string> {
    const unsent = this.#unsent.get(place) ?? new Set<string>();
    this.#unsent.set(place, unsent);
    return unsent;
  }
}

function bodiless(bytes: Uint8Array): Uint8Array {
  return decodeEntry(bytes).ok ? eraseBody(bytes) : bytes;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
