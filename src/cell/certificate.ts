import type { Id } from '../bytes/id.ts';
import type { Entry } from '../log/chain.ts';
import { type Counts, holds, mergeCounts, NO_COUNTS, recordSeen } from '../log/past.ts';
import type { Charter } from './charter.ts';
import { removedBy, standingAnswer, standingObjections, type Version } from './decision.ts';
import { quorum } from './quorum.ts';

/** One device's signed statement that a version passes, on the charter that its entry names. */
export interface Attestation {
  readonly entry: Entry;
  readonly member: Id;
  readonly device: Id;
  readonly version: Id;
  readonly round: number;
}

/** Charter and version are what a certificate is; the attestations are its evidence (power.md, rule 1). */
export interface Certificate {
  readonly charter: Charter;
  readonly version: Version;
  /** At least a quorum, by distinct members, together without a standing objection in their past. */
  readonly attestations: readonly Attestation[];
}

/** Members whose attestation of this version on this charter counts: all but the one to be removed (power.md, rule 5). */
export function eligible(charter: Charter, version: Version): Id[] {
  const removed = removedBy(version);
  return [...charter.members.keys()].filter((member) => member !== removed);
}

/** How many members must attest this version on this charter (power.md, rule 6). */
export function quorumFor(charter: Charter, version: Version): number {
  return quorum(charter.quorum, charter.members.size, eligible(charter, version).length);
}

/** Whether a removal can be certified here at all: not in a cell of two, where people can only part (power.md, rule 6). */
function onlyThreeOrMoreCanRemove(charter: Charter, version: Version): boolean {
  return removedBy(version) === null || charter.members.size > 2;
}

/** Everything that these entries had seen of the record, themselves included. */
export function seenBy(entries: readonly Entry[]): Counts {
  return entries.reduce((seen, entry) => mergeCounts(seen, recordSeen(entry)), NO_COUNTS);
}

/**
 * The certificate that these attestations make, or null (power.md, rules 4 to 9).
 * It is judged from the charter and from the pasts of the attestations alone: nothing that comes later makes it fail.
 * @param attestations of this version on this charter, in order
 * @param within only those in this part of the record count; null for all
 * @param carried whether these attesters carry on from the charters before (power.md, rule 7); more attesters never make it fail
 */
export function certify(
  charter: Charter,
  version: Version,
  attestations: readonly Attestation[],
  within: Counts | null,
  carried: (attesters: readonly Id[]) => boolean,
): Certificate | null {
  if (!version.effects.ok || charter.changes.has(version.id) || !onlyThreeOrMoreCanRemove(charter, version)) return null;
  const voters = eligible(charter, version);
  const needed = quorumFor(charter, version);
  const clean = new Map<Id, Attestation>();
  for (const attestation of attestations) {
    if (!voters.includes(attestation.member)) continue;
    if (within !== null && !holds(within, attestation.entry)) continue;
    if (standingObjections(version, voters, recordSeen(attestation.entry)).length > 0) continue;
    // Several devices of one member are one attester.
    if (!clean.has(attestation.member)) clean.set(attestation.member, attestation);
  }
  // Nearly always all of them hold together, so the largest part is tried first.
  for (let size = clean.size; size >= needed; size--) {
    for (const some of combinations([...clean.values()], size)) {
      if (holdTogether(some, needed, version, voters) && carried(some.map(({ member }) => member)))
        return { charter, version, attestations: some };
    }
  }
  return null;
}

/** Whether no objection stands in the common past, and enough members said there that they can live with it (power.md, rule 9). */
function holdTogether(attestations: readonly Attestation[], needed: number, version: Version, voters: readonly Id[]): boolean {
  const seen = seenBy(attestations.map(({ entry }) => entry));
  const answers = voters.map((member) => standingAnswer(version, member, seen)?.response);
  return !answers.includes('object') && answers.filter((response) => response !== undefined).length >= needed;
}

/** All ways to choose `size` of `items`, in a fixed order. */
function* combinations<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (const [i, item] of items.entries()) {
    if (items.length - i < size) return;
    for (const rest of combinations(items.slice(i + 1), size - 1)) yield [item, ...rest];
  }
}
