import { decodeCbor } from '../bytes/cbor.ts';
import { LIMITS } from '../bytes/limits.ts';
import { checkForkProof, type Fork, type ForkProof, proveFork } from '../log/fork.ts';
import { KeptProofs } from '../log/kept-proofs.ts';
import type { Record } from '../log/record.ts';
import type { Store } from '../ports/store.ts';
import type { Inbox } from './inbox.ts';
import type { Notes } from './notes.ts';

/** The note with the fork proofs that came with a backup, and with those of whoever kept all in one. */
export const FORKS_NOTE = 'forks';

/** Each other proof has a note of its own, so that one more costs no more than itself. */
const noteOf = (place: number): string => `fork/${place}`;

/**
 * The proofs that devices of a cell told two stories, as this device keeps them. From the moment one is here the record takes both stories; and without it
 * what the store has of the second one could not be read back.
 */
export class KeptForks {
  readonly #notes: Notes;
  readonly #store: Store;
  readonly #inbox: Inbox;
  readonly #proofs: KeptProofs;
  /** How many have a note of their own. */
  #count = 0;

  /** @param inbox what writes them to the disk before what is taken by them */
  constructor(record: Record, notes: Notes, store: Store, inbox: Inbox) {
    this.#notes = notes;
    this.#store = store;
    this.#inbox = inbox;
    this.#proofs = new KeptProofs(record);
  }

  /** All of them. */
  get proofs(): readonly Uint8Array[] {
    return this.#proofs.all().map(({ bytes }) => bytes);
  }

  /** Reads back those that were kept before: the store holds both stories of them. */
  async load(): Promise<void> {
    const kept = await this.#notes.read(FORKS_NOTE);
    const value = kept === null ? null : decodeCbor(kept);
    for (const octets of value?.ok && Array.isArray(value.value) ? value.value : [])
      if (octets instanceof Uint8Array) this.#restore(octets);
    for (;;) {
      const octets = await this.#notes.read(noteOf(this.#count));
      if (octets === null) return;
      this.#restore(octets);
      this.#count++;
    }
  }

  /**
   * Takes a proof, and keeps it if it is new. @returns null for one that does not hold, or is not of its device's log; else it, and a promise that it is on the
   * disk, which rejects with the store's error
   */
  take(octets: Uint8Array): { readonly proof: ForkProof; readonly kept: Promise<void> } | null {
    const proof = checkForkProof(octets);
    if (!proof.ok || !this.#proofs.isOfItsDevice(proof.value)) return null;
    const isNew = this.#proofs.keep(proof.value, octets);
    return {
      proof: proof.value,
      kept: isNew ? this.#inbox.keepNotes([this.#notes.sealed(noteOf(this.#count++), octets)]) : Promise.resolve(),
    };
  }

  /** The proof of a fork that has shown itself; null where there is none. What has come with it is on the disk by then. Rejects with the store's error. */
  async prove(fork: Fork): Promise<Uint8Array | null> {
    const ours = await this.#store.read(fork.chain.log, fork.seq, LIMITS.signedEvery, Number.MAX_SAFE_INTEGER);
    return proveFork(
      fork,
      ours.map(({ bytes }) => bytes),
    );
  }

  #restore(octets: Uint8Array): void {
    const proof = checkForkProof(octets);
    if (proof.ok) this.#proofs.restore(proof.value, octets);
  }
}
