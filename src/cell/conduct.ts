import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import type { Attest } from './actions.ts';
import { type Attestation, eligible, quorumFor } from './certificate.ts';
import type { Charter } from './charter.ts';
import { concernedBy, currentVersion, isPowerVersion, removedBy, type Version } from './decision.ts';
import type { Decisions } from './decisions.ts';
import { needsCertificate } from './method.ts';
import { deadline, formerObjections, hearing, isConsented, obstacle } from './outcome.ts';
import type { Power } from './power.ts';

/** How long a device waits when several changes may already be certified elsewhere, in milliseconds (power.md, rule 14). */
export const PATIENCE = 86_400_000;

/** The times that a device goes by, all of its own clock, in milliseconds since 1970. */
export interface Times {
  readonly now: number;
  /** When this device first had a version. */
  firstSeen(version: Id): number;
  /** Since when this device has been told to wait (`Due.stuck`) on this charter; null while that is not so. */
  readonly stuckSince: number | null;
}

/** What a device should attest now. */
export interface Due {
  readonly attestations: readonly Attest[];
  /** Several changes may be certified elsewhere, or one that does not pass here: the device waits, and its patience has begun. */
  readonly stuck: boolean;
}

/**
 * What the device of this member attests by itself, without asking its person: on the newest charter that it knows, what passes over
 * what it has seen (power.md, rules 11 to 14 and 16). Changes of power one for each round; what is not power does not wait.
 * @param charter that the device's next entry stands on
 */
export function dueAttestations(decisions: Decisions, power: Power, member: Id, times: Times, charter: Charter = power.newest): Due {
  if (!charter.members.has(member)) return { attestations: [], stuck: false };
  const passing = [...decisions.proposals.values()]
    .filter((proposal) => proposal.withdrawn === null && !proposal.versions.some(({ id }) => power.certificates(id).length > 0))
    .filter((proposal) => needsCertificate(currentVersion(proposal).content))
    .filter((proposal) => formerObjections(proposal, charter).length === 0)
    .map(currentVersion)
    .filter((version) => doesPass(version, charter, power, times));
  const leavesTwo = (version: Version) => areTwoLeft(version, decisions, power, charter, member);
  const others = passing
    .filter((version) => !isPowerVersion(version) && !attestersOf(version, charter, power).has(member))
    .map((version) => ({ version: version.id, round: 0, cuts: [] }));
  // Whoever is to be removed or given a new device does not attest it, and nobody attests what could leave fewer than two (power.md, rules 5 and 15).
  const allowed = passing.filter((version) => concernedBy(version) !== member && (removedBy(version) === null || leavesTwo(version)));
  const change = chooseChange(allowed.filter(isPowerVersion), decisions, power, charter, member, times);
  if (change === 'wait' || change === null) return { attestations: others, stuck: change === 'wait' };
  return { attestations: [...others, { version: change.version.id, round: change.round, cuts: [] }], stuck: false };
}

function doesPass(version: Version, charter: Charter, power: Power, times: Times): boolean {
  const isTimeUp = times.now >= deadline(version, times.firstSeen(version.id));
  // Nearly all that is open fails here, and what hinders an effect takes longer to look up.
  return isConsented(hearing(version, charter, power), isTimeUp) && obstacle(version, charter) === null;
}

/** Members who have attested a version on a charter, in whatever round. */
function attestersOf(version: Version, charter: Charter, power: Power): Set<Id> {
  return new Set((power.attestationsOn(charter.id).get(version.id) ?? []).map(({ member }) => member));
}

/** What is known of the attestations of power on one charter, from where one member's device stands. */
interface View {
  readonly charter: Charter;
  readonly power: Power;
  readonly round: number;
  /** All, of any round. */
  readonly all: readonly Attestation[];
  /** Members who have attested in this round or the one before. */
  readonly shown: ReadonlySet<Id>;
}

function viewOf(power: Power, charter: Charter, member: Id): View {
  const all = [...power.attestationsOn(charter.id).values()].flat().filter((attestation) => attestation.round > 0);
  const round = roundOf(all, charter, member);
  const shown = new Set(all.filter((attestation) => attestation.round >= round - 1).map((attestation) => attestation.member));
  return { charter, power, round, all, shown };
}

/**
 * Whether two would remain if this removal were certified, and with it every other one that still can be: on this charter, where it passes
 * or somebody has attested it, or on an earlier one, for whose attestations those not heard from since could still come (rule 15).
 */
function areTwoLeft(version: Version, decisions: Decisions, power: Power, charter: Charter, member: Id): boolean {
  const out = new Set([removedBy(version)]);
  const earlier = power.attestedCharters().filter(({ changes }) => changes.isSubsetOf(charter.changes));
  for (const stoodOn of new Set([charter, ...earlier])) {
    const view = viewOf(power, stoodOn, member);
    // Whoever has attested on a later charter has left this one behind.
    const gone = earlier.filter(({ changes }) => changes.size > stoodOn.changes.size && stoodOn.changes.isSubsetOf(changes));
    const shown = new Set([...view.shown, ...gone.flatMap((later) => viewOf(power, later, member).all.map((one) => one.member))]);
    for (const other of decisions.versions.values()) {
      const removed = removedBy(other);
      if (removed === null || out.has(removed) || !charter.members.has(removed)) continue;
      const isBegun = view.all.some((attestation) => attestation.version === other.id);
      const mayPass = stoodOn === charter && isConsented(hearing(other, charter, power), true);
      if ((isBegun || mayPass) && isPossible(other, { ...view, shown })) out.add(removed);
    }
  }
  return [...charter.members.keys()].filter((one) => !out.has(one)).length >= 2;
}

/** The change of power to attest in the round that the device is in; null when there is none, or nothing to add to what it has attested. */
function chooseChange(
  passing: readonly Version[],
  decisions: Decisions,
  power: Power,
  charter: Charter,
  member: Id,
  times: Times,
): { readonly version: Version; readonly round: number } | 'wait' | null {
  const view = viewOf(power, charter, member);
  const { round } = view;
  const now = view.all.filter((attestation) => attestation.round === round);
  if (round > LIMITS.rounds || now.some((attestation) => attestation.member === member)) return null;
  const version = pick(passing, decisions, view, times);
  if (version === 'wait' || version === null) return version;
  // To say the same again helps only those who said otherwise in this round, and need it to leave the round.
  const isSaid = attestersOf(version, charter, power).has(member);
  return isSaid && now.every((attestation) => attestation.version === version.id) ? null : { version, round };
}

/** The change that rules 13 and 14 of power.md lead to. */
function pick(passing: readonly Version[], decisions: Decisions, view: View, times: Times): Version | 'wait' | null {
  const possible = [...new Set(view.all.map(({ version }) => version))]
    .map((id) => decisions.versions.get(id))
    .filter((version) => version !== undefined)
    .filter((version) => isPossible(version, view));
  // Nobody attests twice in round 1, so nothing can be decided there behind the back of whoever has not attested: joining what others began is best, and waiting needless.
  if (view.round === 1) return lowest(passing.filter((version) => possible.includes(version))) ?? lowest(passing);
  if (possible.length === 0) return lowest(passing);
  const only = possible.length === 1 ? passing.find((version) => version === possible[0]) : undefined;
  return only ?? afterPatience(passing, view, times);
}

/** The version whose proposal has the lowest id: all devices choose alike. */
function lowest(versions: readonly Version[]): Version | null {
  return versions.reduce<Version | null>((low, version) => (low === null || version.proposal < low.proposal ? version : low), null);
}

/** The round that a member's device is in: it leaves one after more than half of all members attested in it, itself included (rule 12). */
function roundOf(all: readonly Attestation[], charter: Charter, member: Id): number {
  for (let round = 1; ; round++) {
    const present = new Set(all.filter((attestation) => attestation.round === round).map((attestation) => attestation.member));
    if (!present.has(member) || present.size * 2 <= charter.members.size) return round;
  }
}

/** Whether a change may be certified already, with the attestations that are known and those of members not heard from (rule 13). */
function isPossible(version: Version, { charter, power, shown }: View): boolean {
  const attesters = attestersOf(version, charter, power);
  const reach = eligible(charter, version).filter((member) => attesters.has(member) || !shown.has(member));
  return reach.length >= quorumFor(charter, version);
}

/**
 * Several changes are possible, or one that does not pass here: the device waits for those not heard from. Cells of four and more do not
 * wait for ever: after the patience, the lowest that passes and has enough members who answer (rule 14).
 */
function afterPatience(passing: readonly Version[], { charter, power, shown }: View, { now, stuckSince }: Times): Version | 'wait' {
  if (charter.members.size < 4 || stuckSince === null || now - stuckSince < PATIENCE) return 'wait';
  const answered = passing.filter((version) => {
    const attesters = attestersOf(version, charter, power);
    return eligible(charter, version).filter((member) => attesters.has(member) || shown.has(member)).length >= quorumFor(charter, version);
  });
  return lowest(answered) ?? 'wait';
}
