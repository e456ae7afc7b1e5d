import { type Id, idOf } from '../bytes/id.ts';
import type { ForkProof } from './fork.ts';
import type { Record } from './record.ts';
import { storiesOf } from './stories.ts';

/** A proof that is kept, and the keys of the two stories that it tells apart. */
export interface KeptProof {
  readonly log: Id;
  readonly stories: readonly Id[];
  readonly bytes: Uint8Array;
}

/** The fork proofs without which the stories that the record takes could not be told apart: each tells of one that no other does, so there are no more than stories. */
export class KeptProofs {
  readonly #record: Record;
  readonly #kept: KeptProof[] = [];
  /** The stories that they tell of. */
  readonly #told = new Set<Id>();

  constructor(record: Record) {
    this.#record = record;
  }

  all(): readonly KeptProof[] {
    return this.#kept;
  }

  /** Whether a proof is of a log that is here, and is its device's: anybody can prove a fork of a key of their own making, under the id of anybody's log. */
  isOfItsDevice({ log, device }: ForkProof): boolean {
    return this.#record.chain(log)?.opening.device === device;
  }

  /** Keeps a proof that holds, if it is of its device's log: from that moment on the record takes both stories. @returns whether it is kept, and was not before */
  keep(proof: ForkProof, bytes: Uint8Array): boolean {
    return this.isOfItsDevice(proof) && this.restore(proof, bytes);
  }

  /** As `keep`, for a proof that this device kept before: what it tells of is still to be read back. */
  restore(proof: ForkProof, bytes: Uint8Array): boolean {
    const stories = storiesOf(proof).map(({ key }) => idOf(key));
    if (stories.every((key) => this.#told.has(key))) return false;
    this.#record.learnFork(proof);
    if (!stories.every((key) => this.#record.story(key) !== undefined)) return false;
    // A copy, for what it came in is longer, and would stay with it.
    this.#kept.push({ log: proof.log, stories, bytes: bytes.slice() });
    for (const key of stories) this.#told.add(key);
    return true;
  }
}
