import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { bytesOf, type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { bytes, id, list, record, type Shape, uint } from '../bytes/shape.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Chain, Entry } from './chain.ts';
import { decodeEntry, hashContent, linkContent, NO_ENTRY } from './entry.ts';
import type { LinkedEntry } from './segment.ts';
import { isTipSigned, partsOfSignature } from './tip-signature.ts';

/** A device has signed a second story: from `seq` on, `theirs` differs from what is here. */
export interface Fork {
  readonly chain: Chain;
  readonly seq: number;
  readonly theirs: readonly LinkedEntry[];
  readonly signature: Uint8Array;
}

/** One of two stories that a device told: the content hashes of its entries, from the seq where they part to a signed one. */
export interface Branch {
  readonly contents: readonly Uint8Array[];
  readonly signature: Uint8Array;
}

/** Two different entries of one log at one seq, both signed. It convinces anybody who knows that the log is this device's. */
export interface ForkProof {
  readonly log: Id;
  readonly device: Id;
  /** Where the two part. */
  readonly seq: number;
  /** Hash of the last entry that they share, `NO_ENTRY` at seq 0. */
  readonly previous: Id;
  readonly branches: readonly Branch[];
}

const branch: Shape<Branch> = record({ contents: list(bytes(32), LIMITS.signedEvery), signature: bytes(64) });
const shape: Shape<ForkProof> = record({ log: id, device: id, seq: uint(), previous: id, branches: list(branch, 2) });

/** The longest proof, in bytes: it fits a message, and an action. */
export const FORK_PROOF_BYTES = 2 * (LIMITS.signedEvery * 34 + 70) + 3 * 34 + 16;

/**
 * A fork proof that holds. That the log is the device's is for the caller to compare with what it knows.
 * Refuses `fork-proof-too-large`, `not-canonical`, `fork-proof-malformed`, `fork-proof-proves-nothing`.
 */
export function checkForkProof(octets: Uint8Array): Verdict<ForkProof> {
  if (octets.length > FORK_PROOF_BYTES) return refuse('fork-proof-too-large');
  const value = decodeCbor(octets);
  if (!value.ok) return value;
  const proof = shape.read(value.value);
  const [one, other] = proof?.branches ?? [];
  const [first, second] = [one?.contents[0], other?.contents[0]];
  if (proof === undefined || one === undefined || other === undefined || first === undefined || second === undefined)
    return refuse('fork-proof-malformed');
  const holds = idOf(first) !== idOf(second) && isBranchSigned(proof, one) && isBranchSigned(proof, other);
  return holds ? accept(proof) : refuse('fork-proof-proves-nothing');
}

function isBranchSigned(proof: ForkProof, { contents, signature }: Branch): boolean {
  const log = bytesOf(proof.log);
  let hash = bytesOf(proof.previous);
  for (const [i, content] of contents.entries()) hash = linkContent(log, proof.seq + i, hash, content);
  return isTipSigned(proof.device, { log, seq: proof.seq + contents.length - 1, hash }, signature);
}

/**
 * The proof of a fork, or null when no kept signature ends our own story: then another device, which holds one, makes it.
 * @param ours compact forms of our entries of that log from `fork.seq` on, at least up to the next kept signature
 */
export function proveFork(fork: Fork, ours: readonly Uint8Array[]): Uint8Array | null {
  const { chain, seq } = fork;
  let end = seq;
  while (end < chain.signed && !chain.signatures.has(end)) end++;
  const signature = chain.signatures.get(end);
  if (signature === undefined || ours.length < end - seq + 1) return null;
  return encodeCbor(
    shape.write({
      log: chain.rootId,
      device: chain.opening.device,
      seq,
      previous: seq === 0 ? idOf(NO_ENTRY) : (chain.at(seq - 1) as Entry).id,
      branches: [
        branchOf(ours.slice(0, end - seq + 1).map(contentOf), signature),
        branchOf(
          fork.theirs.map(({ sealed }) => hashContent(sealed)),
          fork.signature,
        ),
      ],
    }),
  );
}

function branchOf(contents: readonly Uint8Array[], signature: Uint8Array): Branch {
  const parts = partsOfSignature(signature);
  return { contents: [...contents, ...parts.contents], signature: parts.signed };
}

function contentOf(octets: Uint8Array): Uint8Array {
  const entry = decodeEntry(octets);
  assert(entry.ok, 'an entry that was checked when it came in');
  return hashContent(entry.value);
}
