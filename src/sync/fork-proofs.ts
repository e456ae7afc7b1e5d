import { idOf } from '../bytes/id.ts';
import { equalBytes } from '../bytes/octets.ts';
import { accept, type Verdict } from '../bytes/verdict.ts';
import { checkForkProof, type ForkProof } from '../log/fork.ts';
import { KeptProofs } from '../log/kept-proofs.ts';
import type { Record } from '../log/record.ts';
import { storiesOf } from '../log/stories.ts';
import { SYNC } from './limits.ts';
import type { LinkState } from './link.ts';
import { encodeMessage, type Message } from './messages.ts';

/** A fork proof that is new here. */
export interface FreshProof {
  readonly proof: ForkProof;
  readonly bytes: Uint8Array;
}

/** The fork proofs that this device passes on. From the moment one is kept, the record takes both stories. */
export class ForkProofs {
  readonly #record: Record;
  readonly #kept: KeptProofs;

  constructor(record: Record) {
    this.#record = record;
    this.#kept = new KeptProofs(record);
  }

  /** Keeps a proof to pass on. Gives it, if it holds, is of a log that is here, and tells of a story that no other does. */
  keep(bytes: Uint8Array): ForkProof | null {
    const proof = checkForkProof(bytes);
    return proof.ok && this.#kept.keep(proof.value, bytes) ? proof.value : null;
  }

  /**
   * Messages with those proofs that the other end has not, of logs that it has told to hold: before that it could do nothing with them.
   * From then on it can be told of their stories.
   */
  tell(link: LinkState): Uint8Array[] {
    const messages: Uint8Array[] = [];
    if (!link.isMember) return messages;
    for (const { log, stories, bytes } of this.#kept.all()) {
      if (stories.every((key) => link.stories.has(key)) || !link.asking.theirs.has(log)) continue;
      messages.push(encodeMessage({ type: 'proof', bytes }));
      for (const key of stories) link.knows(key);
    }
    return messages;
  }

  /**
   * Takes a proof from a link. Gives it if it holds and is new here, else null. Beyond the allowance it waits (`later`): one that is kept already costs
   * nothing. Refuses what no honest device sends: see `checkForkProof`.
   */
  take(link: LinkState, { bytes }: Extract<Message, { type: 'proof' }>, now: number): Verdict<FreshProof | null> {
    const known = this.#kept.all().find((kept) => equalBytes(kept.bytes, bytes));
    if (known !== undefined) {
      for (const key of known.stories) link.knows(key);
      return accept(null);
    }
    if (!link.proofAllowance.take(now)) {
      // Who is no member is not waited for, and nobody honest has nearly as many.
      if (link.isMember && link.proofsLater.length < SYNC.proofsLater) link.proofsLater.push(bytes);
      return accept(null);
    }
    const proof = checkForkProof(bytes);
    if (!proof.ok) return proof;
    const isNew = this.#kept.keep(proof.value, bytes);
    for (const { key } of storiesOf(proof.value)) if (this.#record.story(idOf(key)) !== undefined) link.knows(idOf(key));
    return accept(isNew ? { proof: proof.value, bytes } : null);
  }
}
