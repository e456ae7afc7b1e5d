import type { Id } from '../bytes/id.ts';
import type { Verdict } from '../bytes/verdict.ts';
import type { Entry } from '../log/chain.ts';
import type { Counts } from '../log/counts.ts';
import { compareEntries } from '../log/order.ts';
import { hasSeen, holds } from '../log/past.ts';
import type { ProposalText, ResponseKind } from './actions.ts';
import type { GivenVoice } from './delegations.ts';
import type { Drawing } from './drawing.ts';
import type { KnownEffect } from './effect.ts';
import type { Said } from './vote.ts';

/** What one member said to one version, once. */
export interface Answer {
  readonly entry: Entry;
  readonly member: Id;
  /** A vote by another method than consent stands here as an objection or as consent: more the rules of power do not ask. */
  readonly response: ResponseKind;
  readonly reason: string;
  /** What was voted, by a method beside consent. */
  readonly said: Said | null;
  /** A vote that came after the end: it is shown, and does not count (design/deciding.md). */
  readonly isLate: boolean;
}

/** One version of a proposal: what is responded to, attested and certified. */
export interface Version {
  /** Id of the entry that brought it. */
  readonly id: Id;
  readonly proposal: Id;
  readonly proposer: Id;
  readonly entry: Entry;
  readonly content: ProposalText;
  /** Why nothing can be decided by its method as it stands; null where it can. */
  readonly methodFault: string | null;
  /** How long there is to respond, in seconds: what the proposer gives, and no less than the cell had agreed on when it was opened. */
  readonly within: number;
  /** Its effects, or why it can never take effect on this device. */
  readonly effects: Verdict<readonly KnownEffect[]>;
  /** Where it is a recovery: all versions that would give this member this device, itself among them. Else empty. */
  readonly claims: readonly Version[];
  /** What has been put into it where it is a draw; else null. */
  readonly drawing: Drawing | null;
  /** By member: consent, concern, stand aside and objections, in order. What is set aside is left out. */
  readonly answers: Map<Id, Answer[]>;
  readonly questions: Answer[];
  /** The same with what is set aside among it: pasts are judged by these. */
  readonly everyAnswer: Map<Id, Answer[]>;
  readonly everyQuestion: Answer[];
  /** Whether an answer lies beyond the cut of its device in a part of the record, so that it does not count there. */
  isCutIn(entry: Entry, seen: Counts): boolean;
  /** For how many others one person can speak in it, judged from its past; 0 where nobody can, or where by its method everybody speaks for themselves. */
  readonly mostVoices: number;
  /** The voices that are given in it, by their owners, as far as is known. @param asked members who have a vote */
  voicesGiven(asked: readonly Id[]): ReadonlyMap<Id, GivenVoice>;
}

/** A proposal with all its versions. */
export interface Proposal {
  readonly id: Id;
  readonly proposer: Id;
  /** In order; the last is the one that counts. What is set aside is left out. */
  readonly versions: Version[];
  /** The entry by which it was taken back. */
  withdrawn: Entry | null;
  /** The same with what is set aside among it. */
  readonly everyVersion: Version[];
  readonly everyWithdrawal: Entry[];
}

/** The version that is asked about now. */
export function currentVersion(proposal: Proposal): Version {
  return proposal.versions[proposal.versions.length - 1] as Version;
}

/** The version by which it is drawn: the last for which parts are fixed, whatever became of the proposal meanwhile. Undefined where there is none. */
export function drawnVersion({ versions }: Proposal): Version | undefined {
  return versions.findLast(({ drawing }) => Array.isArray(drawing?.fixedIn(null)));
}

/** Whether a version changes who has power. */
export function isPowerVersion(version: Version): boolean {
  return version.effects.ok && version.effects.value.some(({ kind, content }) => kind.isPower(content));
}

/** The member whom a version would remove, if it is a removal. */
export function removedBy(version: Version): Id | null {
  if (!version.effects.ok) return null;
  for (const { kind, content } of version.effects.value) {
    const member = kind.removes?.(content) ?? null;
    if (member !== null) return member;
  }
  return null;
}

/** The member to whom a version would give a new device, if it is a recovery. */
export function recoveredBy(version: Version): Id | null {
  return version.effects.ok ? (recoveryIn(version.effects.value)?.member ?? null) : null;
}

/** What recovery these effects hold; null where they hold none. */
export function recoveryIn(effects: readonly KnownEffect[]): { readonly member: Id; readonly applicant: Id } | null {
  for (const { kind, content } of effects) {
    const recovery = kind.recovers?.(content) ?? null;
    if (recovery !== null) return recovery;
  }
  return null;
}

/**
 * Objections by devices of whoever is to be given a new one, in the part of the record that is `seen`. Who knocked at several doors is proposed several times, so an
 * objection to one of these proposals is one to all.
 */
export function objectionsOfRecovered(version: Version, seen: Counts | null): Answer[] {
  const member = recoveredBy(version);
  return member === null ? [] : version.claims.flatMap((claim) => standingObjections(claim, [member], seen));
}

/** The member whom a version would remove, or give a new device: they are not asked, and do not attest. */
export function concernedBy(version: Version): Id | null {
  return removedBy(version) ?? recoveredBy(version);
}

/** The member of whom a device would speak again by a version, if it is a reinstatement. */
export function reinstatedBy(version: Version): Id | null {
  if (!version.effects.ok) return null;
  for (const { kind, content } of version.effects.value) {
    const member = kind.reinstates?.(content) ?? null;
    if (member !== null) return member;
  }
  return null;
}

/** The entries that a version would readmit. */
export function readmittedBy(version: Version): readonly Id[] {
  return version.effects.ok ? version.effects.value.flatMap(({ kind, content }) => kind.readmits?.(content) ?? []) : [];
}

/**
 * Where a member stands on a version: the newest of what they said, an earlier answer being replaced by one that had seen it.
 * A member's devices that contradict each other without having seen each other count as the objection.
 * @param seen only what lies in this part of the record; null for all that is known @param late whether votes after the end count too
 */
export function standingAnswer(
  version: Version,
  member: Id,
  seen: Counts | null,
  late: 'late-too' | 'in-time' = 'in-time',
): Answer | undefined {
  const all =
    seen === null
      ? (version.answers.get(member) ?? [])
      : (version.everyAnswer.get(member) ?? []).filter(({ entry }) => holds(seen, entry) && !version.isCutIn(entry, seen));
  // Nearly always one thing or nothing; and among thousands of decisions this is asked of each member.
  if (all.length === 0) return undefined;
  const said = late === 'late-too' ? all : all.filter(({ isLate }) => !isLate);
  if (said.length < 2) return said[0];
  const newest = said.filter(({ entry }) => !said.some((other) => hasSeen(other.entry, entry)));
  return newest.find(({ response }) => response === 'object') ?? newest.sort((a, b) => compareEntries(a.entry, b.entry))[newest.length - 1];
}

/**
 * Objections to earlier versions whose authors have said nothing to a later one. New words resolve an objection once its author can live with them, and
 * not by themselves: else whoever proposes something could wait until the other is away.
 */
export function unresolvedObjections(proposal: Proposal, members: Iterable<Id>): Answer[] {
  if (proposal.versions.length < 2) return [];
  const unresolved: Answer[] = [];
  for (const member of members) {
    const said = proposal.versions.map((version) => standingAnswer(version, member, null));
    const last = said.findLastIndex((answer) => answer !== undefined);
    const answer = said[last];
    if (answer?.response === 'object' && last < said.length - 1) unresolved.push(answer);
  }
  return unresolved;
}

/** Objections by these members that stand, in the part of the record that is `seen`. */
export function standingObjections(version: Version, members: Iterable<Id>, seen: Counts | null): Answer[] {
  const objections: Answer[] = [];
  for (const member of members) {
    const answer = standingAnswer(version, member, seen);
    if (answer?.response === 'object') objections.push(answer);
  }
  return objections;
}
