import type { Id } from '../bytes/id.ts';
import { accept, type Verdict } from '../bytes/verdict.ts';
import { checkForkProof, type ForkProof } from '../log/fork.ts';
import type { Record } from '../log/record.ts';
import { SYNC } from './limits.ts';
import type { LinkState } from './link.ts';
import { encodeMessage, type Message } from './messages.ts';

/** The fork proofs that this device passes on: one for each log of the record that is proved to be forked. */
export class ForkProofs {
  readonly #record: Record;
  readonly #proofs = new Map<Id, Uint8Array>();

  constructor(record: Record) {
    this.#record = record;
  }

  /** Keeps a proof to pass on. Gives it, if it holds, is of a log that is here, and is the first of that log. */
  keep(bytes: Uint8Array): ForkProof | null {
    const proof = checkForkProof(bytes);
    if (!proof.ok || !this.#isNew(proof.value)) return null;
    this.#proofs.set(proof.value.log, bytes);
    return proof.value;
  }

  /** Messages with those proofs that the other end has not, of logs that it has told to hold: before that it could do nothing with them. */
  tell(link: LinkState): Uint8Array[] {
    const messages: Uint8Array[] = [];
    if (!link.isMember) return messages;
    for (const [log, bytes] of this.#proofs) {
      if (link.proofs.has(log) || !link.asking.theirs.has(log)) continue;
      link.proofs.add(log);
      messages.push(encodeMessage({ type: 'proof', bytes }));
    }
    return messages;
  }

  /** Takes a proof from a link. Gives it if it holds and is new here, else null. Refuses what no honest device sends: see `checkForkProof`. */
  take(
    link: LinkState,
    { bytes }: Extract<Message, { type: 'proof' }>,
    now: number,
  ): Verdict<{ proof: ForkProof; bytes: Uint8Array } | null> {
    if (!link.proofAllowance.take(now)) return accept(null);
    const proof = checkForkProof(bytes);
    if (!proof.ok) return proof;
    link.proofs.add(proof.value.log);
    if (!this.#isNew(proof.value)) return accept(null);
    this.#proofs.set(proof.value.log, bytes);
    return accept({ proof: proof.value, bytes });
  }

  /** Anybody can prove a fork of a key of their own making: only those of devices whose logs are here are worth a place. */
  #isNew(proof: ForkProof): boolean {
    if (this.#proofs.size >= SYNC.forkProofs || this.#proofs.has(proof.log)) return false;
    return this.#record.chain(proof.log)?.opening.device === proof.device;
  }
}
