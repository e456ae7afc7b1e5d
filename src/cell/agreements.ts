import type { Id } from '../bytes/id.ts';
import { compareEntries } from '../log/order.ts';
import { hasSeen } from '../log/past.ts';
import { dayOf } from './day.ts';
import { currentVersion, drawnVersion, type Proposal, type Version } from './decision.ts';
import { needsCertificate } from './method.ts';
import { outcome } from './outcome.ts';
import type { Power } from './power.ts';
import { type Ending, end, register, type Terms } from './register.ts';

/** By which clock the register is read. Times in milliseconds since 1970. */
export interface Moment {
  readonly now: number;
  /** When this device first had a version. */
  firstSeen(version: Id): number;
}

/** A decision that brought an agreement about, or ended some. */
interface Decided {
  readonly proposal: Proposal;
  /** The version that was decided. */
  readonly version: Version;
}

/** A decision that ended agreements. */
export type Ended = Decided;

/** An agreement, as it stands in the register. */
export interface Agreement extends Decided {
  /** Its proposal's. */
  readonly id: Id;
  readonly terms: Terms;
  /** Whether somebody objected late, so that people look at it again. */
  readonly isObjectedTo: boolean;
  /** Agreements that this one took the place of. */
  readonly before: readonly Agreement[];
  /** Agreements that took its place. */
  readonly after: readonly Agreement[];
  /** Decisions that ended it. */
  readonly endings: readonly Ended[];
  /** Open proposals that would change, renew or end it. */
  readonly reviews: readonly Proposal[];
}

/** What the cell has agreed on, by the agreements' proposals, in the order in which they were proposed. */
export type Agreements = ReadonlyMap<Id, Agreement>;

/** So many days before its review date an agreement is due. */
const DUE_DAYS = 14;

/** How an agreement stands on a day. `due`: its review is near, or overdue. */
export const AGREEMENT_STATES = ['in-force', 'in-review', 'due', 'lapsed', 'replaced', 'ended'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

/** How an agreement stands. @param now milliseconds since 1970, by the own clock: it lapses on each device when the day is over there */
export function agreementState(
  { terms: { review, afterwards }, after, endings, reviews, isObjectedTo }: Agreement,
  now: number,
): AgreementState {
  if (after.length > 0) return 'replaced';
  if (endings.length > 0) return 'ended';
  const today = dayOf(now);
  if (review !== null && afterwards === 'lapse' && today > review) return 'lapsed';
  if (isObjectedTo || reviews.length > 0) return 'in-review';
  return review !== null && today >= review - DUE_DAYS ? 'due' : 'in-force';
}

/** Whether the day of its review is over, and it goes on all the same. */
export function isOverdue(agreement: Agreement, now: number): boolean {
  const { review, afterwards } = agreement.terms;
  const isOver = agreement.after.length > 0 || agreement.endings.length > 0;
  return !isOver && review !== null && afterwards === 'stay' && dayOf(now) > review;
}

/**
 * The register of agreements: a function of the set of entries and, for what is counted and not certified, of the clock. One that names another takes
 * its place when its proposer had seen the words that it replaces; so two that replace one agreement unknowingly both stand, and the clash is shown.
 * @param proposals all of the cell
 */
export function readAgreements(proposals: Iterable<Proposal>, power: Power, moment: Moment): Agreements {
  const found: (Agreement & { readonly replaces: readonly Id[] })[] = [];
  const endings: (Ended & { readonly ends: readonly Id[] })[] = [];
  const reviews = new Map<Id, Proposal[]>();
  for (const proposal of proposals) {
    if (!proposal.versions.some(isAboutAgreements)) continue;
    const decided = decidedVersion(proposal, power, moment);
    if (decided === null) {
      const current = currentVersion(proposal);
      if (outcome(proposal, power, moment.now, moment.firstSeen(current.id)) !== 'open') continue;
      for (const id of namedBy(current)) reviews.set(id, [...(reviews.get(id) ?? []), proposal]);
      continue;
    }
    const [terms, ended] = [termsOf(decided.version), endedBy(decided.version)];
    if (ended.length > 0) endings.push({ proposal, version: decided.version, ends: ended });
    if (terms === null) continue;
    const lists = { before: [], after: [], endings: [], reviews: [] };
    found.push({ id: proposal.id, proposal, ...decided, terms, replaces: terms.replaces, ...lists });
  }
  found.sort((a, b) => compareEntries(a.version.entry, b.version.entry));
  const agreements = new Map<Id, Agreement>(found.map((agreement) => [agreement.id, agreement]));
  for (const agreement of found) {
    (agreement.reviews as Proposal[]).push(...(reviews.get(agreement.id) ?? []));
    for (const old of seenOf(agreement.replaces, agreement.version, agreements)) {
      (agreement.before as Agreement[]).push(old);
      (old.after as Agreement[]).push(agreement);
    }
  }
  for (const { ends, ...ending } of endings.sort((a, b) => compareEntries(a.version.entry, b.version.entry)))
    for (const old of seenOf(ends, ending.version, agreements)) (old.endings as Ended[]).push(ending);
  return agreements;
}

/** Of the agreements that a version names, those whose words were in its past. So nothing replaces itself in a circle, nor words that its proposer never read. */
function seenOf(named: readonly Id[], { entry }: Version, agreements: Agreements): Agreement[] {
  return named.map((id) => agreements.get(id)).filter((old) => old !== undefined && hasSeen(entry, old.version.entry)) as Agreement[];
}

/** The version of a proposal that was decided; null where none is. Of several that were certified at once the last counts. */
function decidedVersion(proposal: Proposal, power: Power, moment: Moment): Pick<Agreement, 'version' | 'isObjectedTo'> | null {
  const certified = proposal.versions.findLast(({ id }) => power.certificates(id).length > 0);
  const current = currentVersion(proposal);
  if (certified === undefined && needsCertificate(current.content)) return null;
  const state = outcome(proposal, power, moment.now, moment.firstSeen(current.id));
  if (certified === undefined && state !== 'passed' && state !== 'in-review') return null;
  return { version: certified ?? drawnVersion(proposal) ?? current, isObjectedTo: state === 'in-review' };
}

function isAboutAgreements(version: Version): boolean {
  return termsOf(version) !== null || endedBy(version).length > 0;
}

/** The terms of the agreement that a version makes; null where it makes none. Of several the first counts. */
export function termsOf(version: Version): Terms | null {
  return contentsOf<Terms>(version, register.action.kind)[0] ?? null;
}

/** The agreements that a version ends, by their proposals. */
export function endedBy(version: Version): readonly Id[] {
  return contentsOf<Ending>(version, end.action.kind).flatMap(({ agreements }) => agreements);
}

/** All agreements that a version would change, renew or end. */
function namedBy(version: Version): ReadonlySet<Id> {
  return new Set([...(termsOf(version)?.replaces ?? []), ...endedBy(version)]);
}

function contentsOf<T>({ effects }: Version, named: string): T[] {
  return effects.ok ? effects.value.filter(({ kind }) => kind.action.kind === named).map(({ content }) => content as T) : [];
}

/** All that an agreement came from, oldest first, and itself last. */
export function historyOf(agreement: Agreement): Agreement[] {
  return [...reachable(agreement, ({ before }) => before)].sort((a, b) => compareEntries(a.version.entry, b.version.entry));
}

/** What stands against an agreement: others that took the place of what it came from, unknown to it, or decisions that ended that. */
export interface Clash {
  readonly agreements: readonly Agreement[];
  readonly endings: readonly Ended[];
}

/** The clash in which an agreement stands; nothing where it stands alone. @param now milliseconds since 1970: what has lapsed clashes with nothing */
export function clashOf(agreement: Agreement, now: number): Clash {
  if (isOver(agreement, now)) return { agreements: [], endings: [] };
  const roots = [...reachable(agreement, ({ before }) => before)].filter((one) => one !== agreement);
  const last = new Set(roots.flatMap((root) => [...reachable(root, ({ after }) => after)]));
  return {
    agreements: [...last].filter((other) => other !== agreement && !isOver(other, now)),
    endings: [...new Set(roots.flatMap(({ endings }) => endings))],
  };
}

function isOver(agreement: Agreement, now: number): boolean {
  return ['replaced', 'ended', 'lapsed'].includes(agreementState(agreement, now));
}

function reachable(from: Agreement, next: (agreement: Agreement) => readonly Agreement[]): Set<Agreement> {
  const found = new Set([from]);
  for (const one of found) for (const another of next(one)) found.add(another);
  return found;
}
