import type { Id } from '../bytes/id.ts';
import type { Entry } from '../log/chain.ts';
import type { Counts } from '../log/counts.ts';
import { hasSeen, seenBefore } from '../log/past.ts';
import type { Charter } from './charter.ts';
import { type Count, countVotes } from './count.ts';
import {
  type Answer,
  concernedBy,
  currentVersion,
  drawnVersion,
  objectionsOfRecovered,
  type Proposal,
  recoveredBy,
  reinstatedBy,
  removedBy,
  standingAnswer,
  standingObjections,
  unresolvedObjections,
  type Version,
} from './decision.ts';
import { ALREADY_SO } from './effect.ts';
import { carriesEffects, needsCertificate } from './method.ts';
import type { Power } from './power.ts';
import { quorum } from './quorum.ts';

/** Who has said what to a version, as far as it matters for its passing on a charter. */
export interface Hearing {
  /** Members when this version was opened, as far as they still are; the one to be removed, or to be given a new device, is not asked. */
  readonly asked: readonly Id[];
  /** All members but the one to be removed or to be given a new device. */
  readonly voters: readonly Id[];
  readonly unheard: readonly Id[];
  /** Members who said that they can live with it. */
  readonly agreeing: readonly Id[];
  /** By voters, and by devices of the one to be given a new device. */
  readonly objections: readonly Answer[];
  /** How many have to agree. */
  readonly needed: number;
}

/** The hearing of a version. @param charter the newest @param seen only this part of the record; null for all that is known */
export function hearing(version: Version, charter: Charter, power: Power, seen: Counts | null = null): Hearing {
  const concerned = concernedBy(version);
  const voters = [...charter.members.keys()].filter((member) => member !== concerned);
  const atOpening = power.charterOf(version.entry)?.members;
  const voiceless = reinstatedBy(version);
  const asked = voters.filter((member) => member !== voiceless && atOpening?.has(member) && isAsked(version, member));
  const { method } = version.content;
  return {
    asked,
    voters,
    unheard: asked.filter((member) => standingAnswer(version, member, seen) === undefined),
    agreeing: voters.filter((member) => {
      const answer = standingAnswer(version, member, seen);
      // By consensus nobody carries a decision who abstains from it or disagrees.
      return method === 'consent' ? (answer?.response ?? 'object') !== 'object' : answer?.said === 'agree' || answer?.said === 'yes';
    }),
    objections: [...standingObjections(version, voters, seen), ...objectionsOfRecovered(version, seen)],
    needed: quorum(charter.quorum, charter.members.size, voters.length),
  };
}

/** Whether consent is reached: no objection stands, enough agree, and everybody asked has been heard or had the time. */
export function isConsented({ unheard, agreeing, objections, needed }: Hearing, isTimeUp: boolean): boolean {
  return objections.length === 0 && agreeing.length >= needed && (unheard.length === 0 || isTimeUp);
}

/** Whose advice is asked, where it is not that of everybody; and always whoever decides. */
function isAsked({ content: { method }, proposer }: Version, member: Id): boolean {
  return method === 'consent' || method.name !== 'advice' || method.ask.length === 0 || member === proposer || method.ask.includes(member);
}

/** The count of a version that is decided by votes; null where it is not. @param late whether votes after the end count too */
export function countOf(
  version: Version,
  heard: Hearing,
  seen: Counts | null,
  isTimeUp: boolean,
  late: 'late-too' | 'in-time' = 'in-time',
): Count | null {
  const { method } = version.content;
  if (method === 'consent' || method.name === 'consensus') return null;
  return countVotes(version, method, { asked: heard.asked, voters: heard.voters, seen, isTimeUp, late });
}

/** Whether a version passes by its method. */
function passes(version: Version, heard: Hearing, seen: Counts | null, isTimeUp: boolean): boolean {
  // What is not sound decides nothing, for ever; a fault of the method is one of these.
  if (!version.effects.ok) return false;
  if (version.drawing !== null) return Array.isArray(version.drawing.fixedIn(seen));
  return countOf(version, heard, seen, isTimeUp)?.passes ?? isConsented(heard, isTimeUp);
}

const DAY = 86_400_000;

/**
 * When the time to respond ends for this device, by its own clock, in milliseconds since 1970. The author's claimed time is taken
 * where it can be true; neither a backdated nor a postdated clock can take the time away from people or stretch it without end.
 * @param firstSeen when this device first had the version
 */
export function deadline(version: Version, firstSeen: number): number {
  const within = version.within * 1000;
  const claimed = version.entry.time * 1000 + within;
  return Math.min(Math.max(claimed, firstSeen + Math.min(within, DAY)), firstSeen + within);
}

/** What keeps a version from taking effect on a charter; null when nothing does. */
export function obstacle(version: Version, charter: Charter): string | null {
  if (version.methodFault !== null) return version.methodFault;
  if (!version.effects.ok) return version.effects.reason;
  for (const { kind, content } of version.effects.value) {
    const found = kind.obstacle?.(content, charter) ?? null;
    if (found !== null) return found;
  }
  return null;
}

/**
 * Whether a version was decided in the past of an entry: certified or, where it has no effect, passed once everybody asked had been heard.
 * What passed there because the time was up does not count: whose clock would tell?
 */
export function isDecidedBefore(version: Version, power: Power, entry: Entry): boolean {
  const seen = seenBefore(entry);
  if (needsCertificate(version.content)) return power.wasCertifiedIn(version.id, seen);
  const charter = power.charterOf(entry);
  return charter !== undefined && passes(version, hearing(version, charter, power, seen), seen, false);
}

/** Whether a version that goes by no certificate has passed, by all that is known, because everybody asked was heard: then nothing new comes of other words. */
export function isDecidedByAll(version: Version, power: Power): boolean {
  return !needsCertificate(version.content) && passes(version, hearing(version, power.newest, power), null, false);
}

/** Objections to a decision in effect by members who had not seen it take effect: they open a review and undo nothing (power.md, rule 17). */
export function reviewObjections(version: Version, power: Power): readonly Answer[] {
  if (power.certificates(version.id).length === 0) return [];
  const concerned = concernedBy(version);
  const members = [...power.newest.members.keys()].filter((member) => member !== concerned);
  const objections = [...standingObjections(version, members, null), ...lateObjectionsOf(recoveredBy(version), version)];
  return objections.filter(({ entry }) => !power.wasCertifiedIn(version.id, seenBefore(entry)));
}

/** What somebody's devices say against their recovery, also beyond the cut that it makes: nobody else would learn that they are not lost. */
function lateObjectionsOf(member: Id | null, { claims }: Version): Answer[] {
  if (member === null) return [];
  return claims.flatMap(({ everyAnswer }) => {
    const said = everyAnswer.get(member) ?? [];
    const newest = said.filter(({ entry }) => !said.some((other) => hasSeen(other.entry, entry)));
    return newest.filter(({ response }) => response === 'object');
  });
}

export type OutcomeState = 'open' | 'passed' | 'in-effect' | 'not-passed' | 'withdrawn' | 'in-review';

/**
 * How a decision stands at this moment, for people; power goes by certificates alone.
 * @param now @param firstSeen milliseconds since 1970, by this device's clock
 */
export function outcome(proposal: Proposal, power: Power, now: number, firstSeen: number): OutcomeState {
  for (const version of proposal.versions) {
    if (power.certificates(version.id).length > 0) return reviewObjections(version, power).length > 0 ? 'in-review' : 'in-effect';
  }
  // Once it is fixed from what is drawn, nobody can stop it, the proposer least of all.
  if (drawnVersion(proposal) !== undefined) return 'passed';
  const version = currentVersion(proposal);
  if (proposal.withdrawn !== null) return 'withdrawn';
  const hindered = obstacle(version, power.newest);
  if (hindered === ALREADY_SO) return 'in-effect';
  const heard = hearing(version, power.newest, power);
  const end = deadline(version, firstSeen);
  if (hindered === null && passes(version, heard, null, now >= end) && formerObjections(proposal, power.newest).length === 0)
    return isAnotherByLateVotes(version, heard, now >= end) ? 'in-review' : 'passed';
  if (version.content.effects.length === 0 && carriesEffects(version.content.method) && isOnlyLate(version, heard, power, end))
    return 'in-review';
  // Whoever objects holds a draw up until the time is over; else it goes on until enough people's devices have been there.
  const fixed = version.drawing?.fixedIn(null);
  if (fixed === null && heard.objections.length === 0) return 'open';
  if (fixed === 'clash') return 'not-passed';
  return now >= end ? 'not-passed' : 'open';
}

/** Objections of a charter's members to earlier versions that are not resolved. What outvotes people does not ask for them. */
export function formerObjections(proposal: Proposal, { members }: Charter): readonly Answer[] {
  const version = currentVersion(proposal);
  if (!carriesEffects(version.content.method)) return [];
  const removed = removedBy(version);
  return unresolvedObjections(
    proposal,
    [...members.keys()].filter((member) => member !== removed),
  );
}

/** Whether votes that came after the end would have made it another decision: then people look at it again. */
function isAnotherByLateVotes(version: Version, heard: Hearing, isTimeUp: boolean): boolean {
  const counted = countOf(version, heard, null, isTimeUp);
  const late = [...version.answers.values()].some((answers) => answers.some(({ isLate }) => isLate));
  if (counted === null || !late) return false;
  const withLate = countOf(version, heard, null, isTimeUp, 'late-too');
  return !withLate?.passes || String(withLate.result?.winners) !== String(counted.result?.winners);
}

/** Whether a decision without effect had passed before each objection to it was made, over what its author had seen. */
function isOnlyLate(version: Version, { objections }: Hearing, power: Power, end: number): boolean {
  // The author's clock decides nothing here but how the page puts it.
  return (
    objections.length > 0 &&
    objections.every(({ entry }) => isConsented(hearing(version, power.newest, power, seenBefore(entry)), entry.time * 1000 >= end))
  );
}
