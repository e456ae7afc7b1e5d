import type { Cbor } from '../../bytes/cbor.ts';
import type { Id } from '../../bytes/id.ts';
import { LIMITS } from '../../bytes/limits.ts';
import { accept, refuse, type Verdict } from '../../bytes/verdict.ts';
import type { ResponseKind } from '../../cell/actions.ts';
import { type Answer, currentVersion, type Proposal, type Version } from '../../cell/decision.ts';
import { canCarry } from '../../cell/decisions.ts';
import type { EffectJson, EffectTable } from '../../cell/effect.ts';
import { type Method, type MethodTerms, nameOf } from '../../cell/method.ts';
import { isDecidedByAll, type OutcomeState } from '../../cell/outcome.ts';
import type { Power } from '../../cell/power.ts';
import type { Entry } from '../../log/chain.ts';
import { WHOLE_CELL } from '../../log/lane.ts';
import { hasSeen } from '../../log/past.ts';

/** A title tells people in a list what is asked. */
export function aProposalNeedsATitle(title: string): Verdict<null> {
  return title.trim() === '' ? refuse('title-empty') : accept(null);
}

/** Every effect is one that this Moot can carry out. @param handedIn JSON as people or scripts give it. Refuses also what an effect's kind refuses */
export function anUnknownEffectIsRefused(handedIn: unknown, effects: EffectTable): Verdict<Cbor> {
  if (typeof handedIn !== 'object' || handedIn === null || Array.isArray(handedIn)) return refuse('effect-malformed');
  const { kind } = handedIn as Partial<EffectJson>;
  return typeof kind === 'string' ? effects.parse(handedIn as EffectJson) : refuse('effect-without-kind');
}

/** A proposal changes few things, so that people can consent to all of them. */
export function aProposalHasFewEffects(effects: readonly unknown[]): Verdict<null> {
  return effects.length <= LIMITS.effects ? accept(null) : refuse('too-many-effects');
}

/** Each change of power is decided by itself: the cell takes no proposal that makes several. */
export function oneChangeOfPowerAtATime(effects: readonly Cbor[], table: EffectTable): Verdict<null> {
  const changes = effects.map((effect) => table.read(effect)).filter((read) => read.ok && read.value.kind.isPower(read.value.content));
  return changes.length <= 1 ? accept(null) : refuse('several-changes-of-power');
}

/** Nobody takes time from the others: there is what the group has agreed on, or more, and it ends. @param seconds @param agreed seconds */
export function thereIsTimeToRespond(seconds: number, agreed: number): Verdict<null> {
  if (seconds < agreed) return refuse('within-too-short');
  return seconds <= LIMITS.within ? accept(null) : refuse('within-too-long');
}

/** How a group decides, it has agreed on. @param agreed names of methods */
export function aMethodIsAgreedOn(method: Method, agreed: string): Verdict<null> {
  return agreed.split(' ').includes(nameOf(method)) ? accept(null) : refuse('method-not-agreed');
}

/** What outvotes people, what silence passes and what one person decides changes nothing by itself: see design/deciding.md. */
export function onlyWhatAnObjectionHoldsUpHasEffects(method: Method, effects: readonly Cbor[], table: EffectTable): Verdict<null> {
  return canCarry(method, effects, table) ? accept(null) : refuse('method-without-effects');
}

/** To consent people respond; by other methods they vote. Questions can always be asked. */
export function consentIsRespondedTo({ content }: Version, response: ResponseKind): Verdict<null> {
  return content.method === 'consent' || response === 'question' ? accept(null) : refuse('response-by-another-method');
}

/** To consent people respond; by other methods they vote. */
export function votesAreForOtherMethodsThanConsent({ content: { method } }: Version): Verdict<MethodTerms> {
  return method === 'consent' ? refuse('vote-by-consent') : accept(method);
}

/** Others respond to a proposal and make their own: they do not rewrite it. */
export function onlyTheProposerMayAmend({ proposer }: Proposal, member: Id): Verdict<null> {
  return proposer === member ? accept(null) : refuse('only-the-proposer-amends');
}

/** Others object to a proposal: they do not take it back. */
export function onlyTheProposerMayWithdraw({ proposer }: Proposal, member: Id): Verdict<null> {
  return proposer === member ? accept(null) : refuse('only-the-proposer-withdraws');
}

/** What the group has decided, the group changes: by another decision. */
export function aDecisionInEffectIsNotAmended(proposal: Proposal, state: OutcomeState, power: Power): Verdict<null> {
  return isDecided(proposal, state, power) ? refuse('already-decided') : accept(null);
}

/** What the group has decided, nobody takes back alone. */
export function aDecisionInEffectIsNotWithdrawn(proposal: Proposal, state: OutcomeState, power: Power): Verdict<null> {
  return isDecided(proposal, state, power) ? refuse('already-decided') : accept(null);
}

/**
 * A late objection opens a review. Where the decision has a certificate, or was counted once everybody had voted, another one replaces it; else its
 * proposer can integrate the objection.
 */
function isDecided(proposal: Proposal, state: OutcomeState, power: Power): boolean {
  const isCertified = proposal.versions.some(({ id }) => power.certificates(id).length > 0);
  return state === 'in-effect' || state === 'passed' || isCertified || isDecidedByAll(currentVersion(proposal), power);
}

/** An amendment asks everybody again, so it changes something. */
export function anAmendmentChangesSomething(isSame: boolean): Verdict<null> {
  return isSame ? refuse('nothing-changed') : accept(null);
}

/** Others can work with an objection when they know its reason. */
export function anObjectionNeedsAReason(response: ResponseKind, reason: string): Verdict<null> {
  return response === 'object' && reason.trim() === '' ? refuse('objection-without-reason') : accept(null);
}

/** A question asks something. */
export function aQuestionNeedsWords(response: ResponseKind, reason: string): Verdict<null> {
  return response === 'question' && reason.trim() === '' ? refuse('question-without-words') : accept(null);
}

/** What its proposer has taken back asks nobody. */
export function aWithdrawnProposalTakesNoResponse({ withdrawn }: Proposal): Verdict<null> {
  return withdrawn === null ? accept(null) : refuse('proposal-withdrawn');
}

/** What its proposer has taken back is proposed anew, not amended. */
export function aWithdrawnProposalStaysSo({ withdrawn }: Proposal): Verdict<null> {
  return withdrawn === null ? accept(null) : refuse('proposal-withdrawn');
}

/** An answer says something. */
export function anAnswerNeedsWords(text: string): Verdict<null> {
  return text.trim() === '' ? refuse('answer-empty') : accept(null);
}

/** Whoever answers has read the question, and answers it where it was asked. */
export function anAnswerFollowsItsQuestion(entry: Entry, version: Version | undefined, question: Id): Verdict<Answer> {
  const asked = version?.everyQuestion.find((one) => one.entry.id === question);
  return asked !== undefined && hasSeen(entry, asked.entry) ? accept(asked) : refuse('question-unknown');
}

/** All of a decision stands in the record, for the whole cell. */
export function decisionsStandInTheRecord({ chain, circle }: Entry): Verdict<null> {
  return chain.opening.lane === 'record' && circle === WHOLE_CELL ? accept(null) : refuse('decision-outside-record');
}
