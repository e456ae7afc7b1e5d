import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import type { Attest } from './actions.ts';
import { type Attestation, eligible, quorumFor } from './certificate.ts';
import type { Charter } from './charter.ts';
import { currentVersion, isPowerVersion, type Version } from './decision.ts';
import type { Decisions } from './decisions.ts';
import { deadline, hearing, isConsented, obstacle } from './outcome.ts';
import type { Power } from './power.ts';

/** How long a device waits when several changes may already be certified elsewhere, in milliseconds (power.md, rule 14). */
export const PATIENCE = 86_400_000;

/** The times that a device goes by, all of its own clock, in milliseconds since 1970. */
export interface Times {
  readonly now: number;
  /** When this device first had a version. */
  firstSeen(version: Id): number;
  /** Since when several changes have been possible on the newest charter; null while that is not so. */
  readonly stuckSince: number | null;
}

/** What a device should attest now. */
export interface Due {
  readonly attestations: readonly Attest[];
  /** Several changes are possible: the device waits, and its patience has begun. */
  readonly stuck: boolean;
}

/**
 * What the device of this member attests by itself, without asking its person: on the newest charter that it knows, what passes over
 * what it has seen (power.md, rules 11 to 14 and 16). Changes of power one for each round; what is not power does not wait.
 */
export function dueAttestations(decisions: Decisions, power: Power, member: Id, times: Times): Due {
  const charter = power.newest;
  if (!charter.members.has(member)) return { attestations: [], stuck: false };
  const passing = [...decisions.proposals.values()]
    .filter((proposal) => proposal.withdrawn === null && !proposal.versions.some(({ id }) => power.certificates(id).length > 0))
    .map(currentVersion)
    .filter((version) => version.content.effects.length > 0 && doesPass(version, charter, power, times));
  const attested = (version: Version) => attestationsOf(power, charter, version).some((attestation) => attestation.member === member);
  const others = passing
    .filter((version) => !isPowerVersion(version) && !attested(version))
    .map((version) => ({ version: version.id, round: 0, cuts: [] }));
  const change = chooseChange(passing.filter(isPowerVersion), decisions, power, member, times);
  const stuck = change === 'several';
  if (stuck || change === null || attested(change.version)) return { attestations: others, stuck };
  return { attestations: [...others, { version: change.version.id, round: change.round, cuts: [] }], stuck };
}

function doesPass(version: Version, charter: Charter, power: Power, times: Times): boolean {
  const isTimeUp = times.now >= deadline(version, times.firstSeen(version.id));
  return obstacle(version, charter) === null && isConsented(hearing(version, charter, power), isTimeUp);
}

function attestationsOf(power: Power, charter: Charter, version: Version): readonly Attestation[] {
  return power.attestationsOn(charter.id).get(version.id) ?? [];
}

/** The change of power to attest in the round that the device is in, if it has not attested in it. */
function chooseChange(
  passing: readonly Version[],
  decisions: Decisions,
  power: Power,
  member: Id,
  times: Times,
): { readonly version: Version; readonly round: number } | 'several' | null {
  const charter = power.newest;
  const all = [...power.attestationsOn(charter.id).values()].flat().filter(({ round }) => round > 0);
  const round = roundOf(all, charter, member);
  if (round > LIMITS.rounds || all.some((attestation) => attestation.member === member && attestation.round === round)) return null;
  const lowest = [...passing].sort((a, b) => (a.proposal < b.proposal ? -1 : 1))[0];

  const shown = new Set(all.filter((attestation) => attestation.round >= round - 1).map((attestation) => attestation.member));
  const possible = [...new Set(all.map(({ version }) => version))]
    .map((id) => decisions.versions.get(id))
    .filter((version) => version !== undefined)
    .filter((version) => isPossible(version, charter, power, shown));
  if (possible.length === 1) {
    // In round 1 nothing can be certified behind our back that would have to wait for us, so a change that does not pass here holds nobody up.
    const only = passing.find((version) => version === possible[0]);
    if (only !== undefined) return { version: only, round };
    if (round > 1) return null;
  }
  if (possible.length > 1 && round > 1) return afterPatience(passing, charter, power, shown, round, times);
  return lowest === undefined ? null : { version: lowest, round };
}

/** The round that a member's device is in: it leaves one after more than half of all members attested in it, itself included (rule 12). */
function roundOf(all: readonly Attestation[], charter: Charter, member: Id): number {
  for (let round = 1; ; round++) {
    const present = new Set(all.filter((attestation) => attestation.round === round).map((attestation) => attestation.member));
    if (!present.has(member) || present.size * 2 <= charter.members.size) return round;
  }
}

/** Whether a change may be certified already, with the attestations that are known and those of members not heard from (rule 13). */
function isPossible(version: Version, charter: Charter, power: Power, shown: ReadonlySet<Id>): boolean {
  const attesters = new Set(attestationsOf(power, charter, version).map(({ member }) => member));
  const reach = eligible(charter, version).filter((member) => attesters.has(member) || !shown.has(member));
  return reach.length >= quorumFor(charter, version);
}

/** Cells of four and more do not wait for ever: after the patience, the lowest that passes and has enough members who answer (rule 14). */
function afterPatience(
  passing: readonly Version[],
  charter: Charter,
  power: Power,
  shown: ReadonlySet<Id>,
  round: number,
  { now, stuckSince }: Times,
): { readonly version: Version; readonly round: number } | 'several' {
  if (charter.members.size < 4 || stuckSince === null || now - stuckSince < PATIENCE) return 'several';
  const answering = passing
    .filter((version) => {
      const attesters = new Set(attestationsOf(power, charter, version).map(({ member }) => member));
      return (
        eligible(charter, version).filter((member) => attesters.has(member) || shown.has(member)).length >= quorumFor(charter, version)
      );
    })
    .sort((a, b) => (a.proposal < b.proposal ? -1 : 1))[0];
  return answering === undefined ? 'several' : { version: answering, round };
}
