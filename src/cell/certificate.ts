import type { Id } from '../bytes/id.ts';
import type { Entry } from '../log/chain.ts';
import { type Counts, mergeCounts, NO_COUNTS } from '../log/counts.ts';
import { recordSeen } from '../log/past.ts';
import type { Cut } from './actions.ts';
import type { Charter } from './charter.ts';
import { concernedBy, objectionsOfRecovered, standingAnswer, type Version } from './decision.ts';
import { quorum } from './quorum.ts';

/** One device's signed statement that a version passes, on the charter that its entry names. */
export interface Attestation {
  readonly entry: Entry;
  readonly member: Id;
  readonly device: Id;
  readonly version: Id;
  /** From 1 on for changes of power; 0 for what is not power. */
  readonly round: number;
  /** In a removal: where logs of the one to be removed end that are not of the record. */
  readonly cuts: readonly Cut[];
}

/** Charter and version are what a certificate is; the attestations are its evidence (power.md, rule 1). */
export interface Certificate {
  readonly charter: Charter;
  readonly version: Version;
  /** All that count, one for each member, in order: at least a quorum. */
  readonly attestations: readonly Attestation[];
  /** All that count, of each device its first. */
  readonly evidence: readonly Attestation[];
}

/** Members whose attestation of this version on this charter counts: all but the one to be removed, or to be given a new device (power.md, rule 5). */
export function eligible(charter: Charter, version: Version): Id[] {
  const concerned = concernedBy(version);
  return [...charter.members.keys()].filter((member) => member !== concerned);
}

/** How many members must attest this version on this charter (power.md, rule 6). */
export function quorumFor(charter: Charter, version: Version): number {
  return quorum(charter.quorum, charter.members.size, eligible(charter, version).length);
}

/**
 * Whether a version can be certified on a charter at all: its effects are sound, it is not in that charter already (power.md, rule 8),
 * and nobody is removed from a cell of two, where people can only part, nor given a new device by the other alone (rule 6).
 */
function isCertifiable(charter: Charter, version: Version): boolean {
  if (!version.effects.ok || charter.changes.has(version.id)) return false;
  return concernedBy(version) === null || charter.members.size > 2;
}

/**
 * Whether an attestation counts: its author is eligible, and in its past no objection of an eligible member stands and a quorum of them
 * agree (power.md, rules 5 and 9), and no device of whoever is to be given a new one objects: it may be theirs who has lost none. It is judged from its own past alone, so whether it counts never changes, and any that count hold
 * together: an objection that stands in their common past stands in the past of one of them.
 */
export function doesCount(attestation: Attestation, charter: Charter, version: Version): boolean {
  const voters = eligible(charter, version);
  if (!isCertifiable(charter, version) || !voters.includes(attestation.member)) return false;
  const seen = recordSeen(attestation.entry);
  const answers = voters.map((member) => standingAnswer(version, member, seen)?.response);
  if (answers.includes('object')) return false;
  if (objectionsOfRecovered(version, seen).length > 0) return false;
  return answers.filter((response) => response !== undefined).length >= quorumFor(charter, version);
}

/** The first attestation of each member: several devices of one member are one attester (power.md, rule 5). @param attestations in order */
export function oneForEachMember(attestations: readonly Attestation[]): Attestation[] {
  const first = new Map<Id, Attestation>();
  for (const attestation of attestations) if (!first.has(attestation.member)) first.set(attestation.member, attestation);
  return [...first.values()];
}

/** Everything that these entries had seen of the record, themselves included. */
export function seenBy(entries: readonly Entry[]): Counts {
  return entries.reduce((seen, entry) => mergeCounts(seen, recordSeen(entry)), NO_COUNTS);
}
