import type { Id } from '../../../bytes/id.ts';
import { accept, refuse, type Verdict } from '../../../bytes/verdict.ts';
import type { Answer, Proposal, Version } from '../../../cell/decision.ts';
import { checkTerms, type MethodName, usualTerms } from '../../../cell/method.ts';
import type { OutcomeState } from '../../../cell/outcome.ts';
import type { Entry } from '../../../log/chain.ts';
import { hasSeen } from '../../../log/past.ts';
import type { AskWayOut, Qualify } from '../actions.ts';

/** What is said about a version, its author had read. */
export function whatIsSaidFollowsItsVersion(entry: Entry, version: Version | undefined): Verdict<Version> {
  return version !== undefined && hasSeen(entry, version.entry) ? accept(version) : refuse('version-unknown');
}

/** A round is held of a proposal that one knows. @param first its first version */
export function aRoundFollowsItsProposal(entry: Entry, first: Version | undefined): Verdict<Version> {
  return first !== undefined && first.proposal === first.id && hasSeen(entry, first.entry) ? accept(first) : refuse('proposal-unknown');
}

/** Somebody else's round nobody gives back. @param holder who held it in the past of what is said */
export function onlyWhoHoldsTheRoundGivesItBack(holder: Id | null, member: Id): Verdict<null> {
  return holder === member ? accept(null) : refuse('round-not-held');
}

/** Steps are noted by one person at a time, whom all see. @param holder who held the round in the past of what is said */
export function onlyWhoHoldsTheRoundNotesAStep(holder: Id | null, member: Id): Verdict<null> {
  return holder === member ? accept(null) : refuse('round-not-held');
}

/** Whether it names a harm is asked of an objection, whose author had given it before. */
export function anObjectionIsQualified(entry: Entry, version: Version, objection: Id): Verdict<Answer> {
  const answers = [...version.everyAnswer.values()].flat();
  const said = answers.find((answer) => answer.entry.id === objection && answer.response === 'object');
  return said !== undefined && hasSeen(entry, said.entry) ? accept(said) : refuse('objection-unknown');
}

/** Qualifying is a step of its own: somebody asks, then people say. @param isAsked whether somebody had asked in the past of what is said */
export function qualifyingIsAskedForFirst(says: Qualify['says'], isAsked: boolean): Verdict<null> {
  return says === 'ask' || isAsked ? accept(null) : refuse('qualifying-not-asked');
}

/** Whoever says that an objection names nothing says why, so that its author can answer. */
export function aNoNeedsAReason({ says, text }: Pick<Qualify, 'says' | 'text'>): Verdict<null> {
  return says === 'no' && text.trim() === '' ? refuse('no-without-reason') : accept(null);
}

/** A helping circle is a few, mediation is one or more others: who is asked for help is named, and was a member. @param wasMember judged from the past of what is said */
export function helpIsAskedOfSomebody({ way, who }: AskWayOut, member: Id, wasMember: (one: Id) => boolean): Verdict<null> {
  if (way !== 'helping-circle' && way !== 'mediation') return who.length === 0 ? accept(null) : refuse('way-out-asks-nobody');
  if (new Set(who).size < who.length || !who.every(wasMember)) return refuse('way-out-asks-strangers');
  return who.some((one) => one !== member) ? accept(null) : refuse('way-out-without-others');
}

/** A trial ends. */
export function aTrialHasAnEnd({ way, until }: AskWayOut): Verdict<null> {
  return (way === 'trial') === (until !== null) ? accept(null) : refuse('trial-without-end');
}

/** Whoever wants another method says which. */
export function anotherMethodIsNamed({ way, method }: AskWayOut): Verdict<null> {
  return (way === 'another-method') === (method !== null) ? accept(null) : refuse('way-out-without-method');
}

/** What could be chosen is said where there is something to choose, in the form in which a proposal says it. */
export function optionsAreOfTheMethod({ method, options }: AskWayOut): Verdict<null> {
  if (options.length === 0) return accept(null);
  return method === null || method === 'consent' ? refuse('method-without-options') : checkTerms({ ...usualTerms(method), options });
}

/** Whoever wants people to choose says among what, so that the others know what they are asked. */
export function aChoiceIsAmongOptions({ method, options }: AskWayOut): Verdict<null> {
  return method === null || method === 'consent' ? accept(null) : checkTerms({ ...usualTerms(method), options });
}

/** What is asked by another method is asked by one that the cell has agreed on, and that can carry what it changes. @param methods those */
export function aMethodCanCarryIt({ method }: AskWayOut, methods: readonly MethodName[]): Verdict<null> {
  return method === null || methods.includes(method) ? accept(null) : refuse('method-cannot-carry-it');
}

/** Which ways out there are, the cell has agreed on. @param agreed names of ways out */
export function aWayOutIsAgreedOn({ way }: AskWayOut, agreed: string): Verdict<null> {
  return agreed.split(' ').includes(way) ? accept(null) : refuse('way-out-not-agreed');
}

/** A way out leads out of an objection. @param objections those that nobody has resolved */
export function aWayOutLeadsOutOfAnObjection(objections: readonly unknown[]): Verdict<null> {
  return objections.length > 0 ? accept(null) : refuse('nothing-objected');
}

/** What is decided needs no way out, nor does what was taken back. */
export function whatIsOverHasNoRound({ withdrawn }: Proposal, state: OutcomeState): Verdict<null> {
  if (withdrawn !== null) return refuse('proposal-withdrawn');
  return state === 'in-effect' || state === 'passed' ? refuse('already-decided') : accept(null);
}

/** Only those answer who are asked. */
export function onlyWhoIsAskedTakesPart({ who }: Pick<AskWayOut, 'who'>, member: Id): Verdict<null> {
  return who.includes(member) ? accept(null) : refuse('not-asked-for-help');
}

/** Whoever has not been heard can come later. @param unheard those whose response is awaited */
export function onlyWhoIsAwaitedComesLater(unheard: readonly Id[], member: Id): Verdict<null> {
  return unheard.includes(member) ? accept(null) : refuse('not-awaited');
}
