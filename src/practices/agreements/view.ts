import type { Id } from '../../bytes/id.ts';
import { assert } from '../../bytes/verdict.ts';
import type { ResponseKind } from '../../cell/actions.ts';
import {
  type Agreement,
  type AgreementState,
  agreementState,
  clashOf,
  type Ended,
  endedBy,
  historyOf,
  isOverdue,
  termsOf,
} from '../../cell/agreements.ts';
import { isoDay } from '../../cell/day.ts';
import { type Answer, currentVersion, type Proposal, standingAnswer, type Version } from '../../cell/decision.ts';
import type { EffectJson } from '../../cell/effect.ts';
import { type MethodName, nameOf, type Stance } from '../../cell/method.ts';
import { hearing, reviewObjections } from '../../cell/outcome.ts';
import type { Power } from '../../cell/power.ts';
import type { AfterReview } from '../../cell/register.ts';

import { compareEntries } from '../../log/order.ts';
import { agreementsOf } from '../agreements-of.ts';
import type { Desk } from '../command.ts';
import { decidedAt } from '../decided-at.ts';
import { isoTime } from '../moment.ts';
import { type AgreementsState, beginAgreements } from './fold.ts';
import { type Found, type Searched, search, wordsOf } from './register/search.ts';

/** A member, by name and id. */
interface MemberView {
  readonly member: string;
  readonly memberId: Id;
}

/** What somebody said to an agreement, or noticed. Times are ISO 8601, by the clocks of those who wrote. */
export interface SaidView extends MemberView {
  readonly id: Id;
  readonly text: string;
  readonly time: string;
}

/** An agreement in the register. */
export interface AgreementLine {
  /** Of its decision, which people also call it by. */
  readonly id: Id;
  readonly title: string;
  /** What it is about; empty where nobody has said. */
  readonly subject: string;
  readonly state: AgreementState;
  /** The day of its review is over, and it goes on all the same. */
  readonly overdue: boolean;
  /** Who looks after it; null: nobody. */
  readonly owner: MemberView | null;
  /** Who was to look after it and is no member any more. */
  readonly formerOwner: string | null;
  /** The day of its review, such as `2027-05-21`; null where none is set. */
  readonly review: string | null;
  readonly afterwards: AfterReview;
  /** When it was decided, by the clocks of those who attested or voted. */
  readonly decided: string;
  readonly heard: { readonly count: number; readonly of: number };
  /** How often it was changed or renewed. */
  readonly changes: number;
  readonly concerns: number;
  /** How many other decisions clash with it. */
  readonly clashes: number;
  /** Where it was found; null where nothing was looked for. */
  readonly found: Found | null;
}

/** What became of an agreement, one decision after the other. */
export interface StepView {
  /** Of the decision. */
  readonly id: Id;
  readonly kind: 'agreed' | 'changed' | 'renewed' | 'ended';
  readonly title: string;
  readonly text: string;
  readonly proposer: string;
  readonly proposerId: Id;
  readonly decided: string;
  readonly heard: AgreementLine['heard'];
  readonly review: string | null;
  readonly concerns: readonly SaidView[];
}

/** A proposal or decision about an agreement. */
export interface AboutView {
  readonly id: Id;
  readonly kind: 'change' | 'renew' | 'end';
  readonly title: string;
  readonly text: string;
}

/** An agreement with all that belongs to it. */
export interface AgreementView extends AgreementLine {
  readonly text: string;
  readonly proposer: string;
  readonly proposerId: Id;
  /** The id of the version that was agreed on: these words and no others. */
  readonly hash: Id;
  readonly method: MethodName;
  /** What it changed in Moot, by this decision and those before it. */
  readonly effects: readonly EffectJson[];
  /** Whose devices certified it; null where it was counted. */
  readonly attested: readonly MemberView[] | null;
  /** What people said to it, where they gave words. */
  readonly said: readonly (SaidView & { readonly response: ResponseKind | Stance | 'ballot' })[];
  /** Concerns that stay with it and come up at its review. */
  readonly concernsSaid: readonly SaidView[];
  /** Late objections, which opened a review. */
  readonly objections: readonly SaidView[];
  /** What was noticed since. */
  readonly notes: readonly SaidView[];
  /** Oldest first, itself last, and then what ended it. */
  readonly history: readonly StepView[];
  /** Open proposals about it. */
  readonly reviews: readonly AboutView[];
  /** What took its place. */
  readonly replacedBy: readonly AboutView[];
  /** Decisions that were made at once with it about the same, and say otherwise. */
  readonly clash: readonly AboutView[];
}

function powerOf({ cell }: Desk): Power {
  assert(cell.power !== null, 'commands to be run once the genesis is here');
  return cell.power;
}

/** Which agreements are wanted. */
export interface Wanted {
  readonly search?: string | undefined;
  readonly state?: AgreementState | undefined;
  /** Those too whose place others took. */
  readonly all?: boolean | undefined;
  /** Of those that ask for no look so many, the newest; unless given, all. */
  readonly rest?: number | undefined;
}

/** The register, the newest first. What others took the place of is in their history. Whatever asks for a look is among them, however old. */
export function listAgreements(
  desk: Desk,
  { search: looked = '', state, all = false, rest = Number.POSITIVE_INFINITY }: Wanted,
): AgreementLine[] {
  const words = wordsOf(looked);
  let left = rest;
  return [...agreementsOf(desk).values()].reverse().flatMap((agreement) => {
    const is = agreementState(agreement, desk.now);
    if (state === undefined ? is === 'replaced' && !all : is !== state) return [];
    const isAsked = asksForALook(agreement, is, desk.now);
    if (left <= 0 && !isAsked) return [];
    const found = words.length === 0 ? null : search(words, searchedOf(desk, agreement));
    if (words.length > 0 && found === null) return [];
    if (!isAsked) left--;
    return [viewLine(desk, agreement, found)];
  });
}

function asksForALook(agreement: Agreement, is: AgreementState, now: number): boolean {
  if (is === 'due' || is === 'in-review') return true;
  const { agreements, endings } = clashOf(agreement, now);
  return agreements.length + endings.length > 0;
}

/** All words that belong to an agreement, in the order in which they are looked through. */
function searchedOf(desk: Desk, { version, terms, id }: Agreement): Searched[] {
  const reasons = answersTo(version).map(({ reason }) => ({ where: 'reason' as const, text: reason }));
  const notes = notesOf(desk, id).map(({ text }) => ({ where: 'note' as const, text }));
  const { title, text } = version.content;
  return [{ where: 'title', text: title }, { where: 'subject', text: terms.subject }, { where: 'text', text }, ...reasons, ...notes];
}

function viewLine(desk: Desk, agreement: Agreement, found: Found | null): AgreementLine {
  const { id, version, terms } = agreement;
  const isHere = terms.owner !== null && desk.cell.charter?.members.has(terms.owner) === true;
  const owner = terms.owner === null ? null : viewMember(desk, terms.owner);
  const clash = clashOf(agreement, desk.now);
  return {
    id,
    title: version.content.title,
    subject: terms.subject,
    state: agreementState(agreement, desk.now),
    overdue: isOverdue(agreement, desk.now),
    owner: isHere ? owner : null,
    formerOwner: isHere || owner === null ? null : owner.member,
    review: terms.review === null ? null : isoDay(terms.review),
    afterwards: terms.afterwards,
    ...viewDecided(desk, version),
    changes: historyOf(agreement).length - 1,
    concerns: concernsTo(version).length,
    clashes: clash.agreements.length + clash.endings.length,
    found,
  };
}

/** When a version was decided, and how many were heard. */
function viewDecided(desk: Desk, version: Version): Pick<AgreementLine, 'decided' | 'heard'> {
  const power = powerOf(desk);
  const certificate = power.certificates(version.id)[0];
  const { asked, unheard, needed } = hearing(version, certificate?.charter ?? power.newest, power);
  const last = answersTo(version).at(-1)?.entry ?? version.entry;
  return {
    decided: certificate === undefined ? isoTime(last.time) : decidedAt(certificate, needed),
    heard: { count: asked.length - unheard.length, of: asked.length },
  };
}

/** What each member stands by, in order; what came after the end is left out. */
function answersTo(version: Version): Answer[] {
  const standing = [...version.answers.keys()].map((member) => standingAnswer(version, member, null));
  return standing.filter((answer) => answer !== undefined).sort((a, b) => compareEntries(a.entry, b.entry));
}

/** What people put on record without holding it up: concerns, and what they voted against it with words. */
function concernsTo(version: Version): Answer[] {
  return answersTo(version).filter(({ response, said, reason }) =>
    said === null ? response === 'concern' : reason.trim() !== '' && (said === 'disagree' || said === 'no' || said === 'object'),
  );
}

/** An agreement as it stands at this moment. */
export function viewAgreement(desk: Desk, agreement: Agreement): AgreementView {
  const { version, proposal, after, reviews, isObjectedTo } = agreement;
  const power = powerOf(desk);
  const certificate = power.certificates(version.id)[0];
  const history = historyOf(agreement);
  const clash = clashOf(agreement, desk.now);
  const late = isObjectedTo ? (certificate === undefined ? answersTo(version).filter(isObjecting) : reviewObjections(version, power)) : [];
  return {
    ...viewLine(desk, agreement, null),
    text: version.content.text,
    proposer: desk.nameOf(proposal.proposer),
    proposerId: proposal.proposer,
    hash: version.id,
    method: nameOf(version.content.method),
    effects: effectsOf(history),
    attested: certificate?.attestations.map(({ member }) => viewMember(desk, member)) ?? null,
    said: answersTo(version)
      .filter(({ reason }) => reason.trim() !== '')
      .map((answer) => ({ ...viewSaid(desk, answer), response: responseOf(answer) })),
    concernsSaid: concernsTo(version).map((answer) => viewSaid(desk, answer)),
    objections: late.map((answer) => viewSaid(desk, answer)),
    notes: history.flatMap(({ id }) => notesOf(desk, id)),
    history: [...history.map((step) => viewStep(desk, step)), ...agreement.endings.map((ending) => viewEnding(desk, ending))],
    reviews: reviews.map((review) => viewAbout(agreement, review, currentVersion(review))),
    replacedBy: after.map((other) => viewAbout(agreement, other.proposal, other.version)),
    clash: [...clash.agreements, ...clash.endings].map((other) => viewAbout(agreement, other.proposal, other.version)),
  };
}

function isObjecting({ response }: Answer): boolean {
  return response === 'object';
}

function responseOf({ said, response }: Answer): ResponseKind | Stance | 'ballot' {
  if (said === null) return response;
  return typeof said === 'string' ? said : 'ballot';
}

function viewMember(desk: Desk, member: Id): MemberView {
  return { member: desk.nameOf(member), memberId: member };
}

function viewSaid(desk: Desk, { entry, member, reason }: Answer): SaidView {
  return { ...viewMember(desk, member), id: entry.id, text: reason, time: isoTime(entry.time) };
}

function notesOf(desk: Desk, id: Id): SaidView[] {
  const { notes } = desk.state<AgreementsState>({ name: 'agreements', begin: beginAgreements });
  return (notes.get(id) ?? []).map(({ entry, member, text }) => ({
    ...viewMember(desk, member),
    id: entry.id,
    text,
    time: isoTime(entry.time),
  }));
}

/** What these decisions changed in Moot, each kind of thing by the last of them. */
function effectsOf(history: readonly Agreement[]): EffectJson[] {
  const changed = new Map<string, EffectJson>();
  for (const { version } of history) {
    for (const { kind, content } of version.effects.ok ? version.effects.value : []) {
      const described = kind.describe(content);
      if (kind.isOnlyWritten !== true) changed.set(`${described.kind} ${String(described.setting)}`, described);
    }
  }
  return [...changed.values()];
}

function viewStep(desk: Desk, { version, proposal, before, terms }: Agreement): StepView {
  const { title, text } = version.content;
  return {
    id: proposal.id,
    kind: before.length === 0 ? 'agreed' : isRenewal(version, before) ? 'renewed' : 'changed',
    title,
    text,
    ...viewProposer(desk, proposal),
    ...viewDecided(desk, version),
    review: terms.review === null ? null : isoDay(terms.review),
    concerns: concernsTo(version).map((answer) => viewSaid(desk, answer)),
  };
}

function viewEnding(desk: Desk, { proposal, version }: Ended): StepView {
  const { title, text } = version.content;
  const nothing = { review: null, concerns: [] };
  return { id: proposal.id, kind: 'ended', title, text, ...viewProposer(desk, proposal), ...viewDecided(desk, version), ...nothing };
}

function viewProposer(desk: Desk, { proposer }: Proposal): Pick<StepView, 'proposer' | 'proposerId'> {
  return { proposer: desk.nameOf(proposer), proposerId: proposer };
}

function viewAbout(agreement: Agreement, proposal: Proposal, version: Version): AboutView {
  const isEnd = termsOf(version) === null || endedBy(version).includes(agreement.id);
  const { title, text } = version.content;
  return { id: proposal.id, kind: isEnd ? 'end' : isRenewal(version, [agreement]) ? 'renew' : 'change', title, text };
}

/** Whether a version has the words of all that it replaces. */
function isRenewal({ content }: Version, before: readonly Agreement[]): boolean {
  return before.every(({ version }) => version.content.title === content.title && version.content.text === content.text);
}
