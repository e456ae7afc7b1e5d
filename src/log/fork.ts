import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { bytesOf, type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { bytes, bytesUpTo, id, list, record, type Shape, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Entry } from './chain.ts';
import { NO_ENTRY } from './entry.ts';
import { eraseBody } from './erasure.ts';
import type { Fork } from './record.ts';
import { isTipSigned, linkEntries } from './segment.ts';

/** One of two stories that a device told: a run of entries, bodies erased, from the seq where they part to a signed tip. */
export interface Branch {
  readonly entries: readonly Uint8Array[];
  readonly signature: Uint8Array;
}

/** Two signed, different entries of one device at one seq. It convinces anybody who knows the device's log. */
export interface ForkProof {
  readonly log: Id;
  readonly device: Id;
  /** Where the two part. */
  readonly seq: number;
  /** Hash of the last entry that they share, `NO_ENTRY` at seq 0. */
  readonly previous: Id;
  readonly branches: readonly Branch[];
}

const branch: Shape<Branch> = record({ entries: list(bytesUpTo(LIMITS.headBytes + 256), LIMITS.signedEvery), signature: bytes(64) });
const shape: Shape<ForkProof> = record({ log: id, device: id, seq: uint(), previous: id, branches: list(branch, 2) });

/** A fork proof that holds. Refuses `not-canonical`, `fork-proof-malformed`, `fork-proof-proves-nothing`. */
export function checkForkProof(octets: Uint8Array): Verdict<ForkProof> {
  const value = decodeCbor(octets);
  if (!value.ok) return value;
  const proof = shape.read(value.value);
  if (proof === undefined || proof.branches.length !== 2) return refuse('fork-proof-malformed');
  const firsts: Id[] = [];
  for (const { entries, signature } of proof.branches) {
    const linked = linkEntries(bytesOf(proof.log), proof.seq, bytesOf(proof.previous), entries);
    if (!linked.ok) return linked;
    const [first, last] = [linked.value[0], linked.value[linked.value.length - 1]];
    if (first === undefined || last === undefined || !isTipSigned(proof.device, last.hash, signature))
      return refuse('fork-proof-proves-nothing');
    firsts.push(idOf(first.hash));
  }
  return firsts[0] === firsts[1] ? refuse('fork-proof-proves-nothing') : accept(proof);
}

/**
 * The proof of a fork, or null when no kept signature ends our own story: then another device, which holds one, makes it.
 * @param ours compact forms of our entries of that log from `fork.seq` on, at least up to the next kept signature
 */
export function proveFork(fork: Fork, ours: readonly Uint8Array[]): Uint8Array | null {
  const { chain, seq } = fork;
  const end = Math.min(...[...chain.signatures.keys()].filter((at) => at >= seq));
  const signature = chain.signatures.get(end);
  if (signature === undefined || ours.length < end - seq + 1) return null;
  return encodeCbor(
    shape.write({
      log: chain.logId,
      device: chain.opening.device,
      seq,
      previous: seq === 0 ? idOf(NO_ENTRY) : (chain.entries[seq - 1] as Entry).id,
      branches: [
        { entries: ours.slice(0, end - seq + 1).map(eraseBody), signature },
        { entries: fork.theirs.map((entry) => eraseBody(entry.bytes)), signature: fork.signature },
      ],
    }),
  );
}
