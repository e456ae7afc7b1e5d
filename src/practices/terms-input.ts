import * as v from 'valibot';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import { type Agreement, type Agreements, endedBy, termsOf } from '../cell/agreements.ts';
import { dayOf, isoDay, monthsLater, parseDay } from '../cell/day.ts';
import type { EffectJson, KnownEffect } from '../cell/effect.ts';
import { findMember } from '../cell/names.ts';
import { AFTER_REVIEW, end, register } from '../cell/register.ts';
import { agreementsOf, findAgreement } from './agreements-of.ts';
import { allHold } from './all-hold.ts';
import type { Desk } from './command.ts';
import { idLetters, nameLetters, writing } from './input.ts';

/** So far ahead a review date lies at most, in months. */
const LONGEST_MONTHS = 120;

const someIds = v.optional(
  v.union([idLetters, v.pipe(v.array(idLetters), v.maxLength(LIMITS.replaced, 'refused.too-many-agreements'))], 'input.no-text'),
);

/** The terms of an agreement as they are typed; what is left out stays as it was. */
export const ownTermsFields = {
  subject: v.optional(writing(LIMITS.nameBytes)),
  owner: v.optional(nameLetters),
  review: v.optional(writing(16)),
  afterwards: v.optional(v.picklist(AFTER_REVIEW, 'input.no-afterwards')),
};

/** What a proposal says of agreements. */
export const termsFields = {
  agreement: v.optional(v.boolean('input.no-yes-or-no')),
  ...ownTermsFields,
  replaces: someIds,
  ends: someIds,
};
const termsInput = v.object(termsFields);
/** What `termsFields` let through. */
export type TermsInput = v.InferOutput<typeof termsInput>;

/** The names of the fields above that are flags; `agreement` is a switch. */
export const OWN_TERMS_FLAGS: readonly string[] = Object.keys(ownTermsFields);
export const TERMS_FLAGS: readonly string[] = [...OWN_TERMS_FLAGS, 'replaces', 'ends'];

/**
 * The effects by which a proposal makes, changes or ends agreements. Null: nothing is said of it.
 * @param before the effects that stand there so far. Refuses as `findMember`, `findId` and `parseReview` do
 */
export function readTerms(input: TermsInput, before: readonly KnownEffect[], desk: Desk): Verdict<readonly EffectJson[] | null> {
  const { agreement, ends, replaces, ...own } = input;
  if (Object.values(input).every((value) => value === undefined)) return accept(null);
  const last = before.find(({ kind }) => kind === register);
  const lastEnd = before.find(({ kind }) => kind === end);
  const agreements = agreementsOf(desk);
  const ended = ends === undefined ? accept(null) : idsOf(ends, agreements);
  if (!ended.ok) return ended;
  const kept = lastEnd === undefined ? [] : [lastEnd.kind.describe(lastEnd.content)];
  const endings = ended.value === null ? kept : [{ kind: 'end', agreements: ended.value }];
  const isAgreement =
    agreement ?? (last !== undefined || replaces !== undefined || Object.values(own).some((value) => value !== undefined));
  if (!isAgreement) return accept(endings);
  const old = replaces === undefined ? accept(undefined) : idsOf(replaces, agreements);
  if (!old.ok) return old;
  const terms = readOwnTerms(own, last === undefined ? {} : last.kind.describe(last.content), desk);
  return terms.ok ? accept([{ ...terms.value, ...(old.value && { replaces: old.value }), kind: 'register' }, ...endings]) : terms;
}

/** The terms of one agreement. @param before what stays where nothing is typed. Refuses as `findMember` and `parseReview` do */
export function readOwnTerms(
  { subject, owner, review, afterwards }: Pick<TermsInput, 'subject' | 'owner' | 'review' | 'afterwards'>,
  before: Omit<EffectJson, 'kind'>,
  desk: Desk,
): Verdict<Omit<EffectJson, 'kind'>> {
  const { charter } = desk.cell;
  assert(charter !== null, 'commands to be run once the genesis is here');
  const carer = owner === undefined ? undefined : owner.trim() === 'nobody' ? accept(null) : findMember(charter, owner.trim());
  if (carer?.ok === false) return carer;
  const day = review === undefined ? undefined : parseReview(review.trim(), dayOf(desk.now));
  if (day?.ok === false) return day;
  return accept({
    ...before,
    ...(subject !== undefined && { subject: subject.trim() }),
    ...(carer !== undefined && { owner: carer.value }),
    ...(day !== undefined && { review: day.value === null ? null : isoDay(day.value) }),
    ...(day?.value === null && { afterwards: 'stay' }),
    ...(afterwards !== undefined && { afterwards }),
  });
}

/**
 * The day of a review: a date such as `2027-05-21`, or a length of time from today such as `6m` for six months, `2w`, `90d` or `1y`; `none` for
 * no day. Refuses `review-unclear`. @param today in days since 1970
 */
export function parseReview(typed: string, today: number): Verdict<number | null> {
  if (typed === 'none') return accept(null);
  const day = parseDay(typed);
  if (day.ok) return day;
  const [, count = '', unit = ''] = /^(\d{1,3})([dwmy])$/.exec(typed) ?? [];
  const [many, months] = [Number(count), { m: 1, y: 12 }[unit]];
  if (unit === '' || many === 0) return refuse('review-unclear');
  if (months !== undefined) return accept(monthsLater(today, many * months));
  return accept(today + many * (unit === 'w' ? 7 : 1));
}

/**
 * Whether what a proposal says of agreements can come about, as far as its proposer can know: the review lies ahead, the owner is a member,
 * and what it changes, renews or ends is there and still the last word. Refuses `review-…`, `agreement-…`, `member-unknown`
 */
export function termsHold(effects: readonly KnownEffect[], desk: Desk): Verdict<null> {
  const terms = effects.filter(({ kind }) => kind === register || kind === end);
  if (terms.length === 0) return accept(null);
  const version = { effects: accept(effects) } as Parameters<typeof termsOf>[0];
  const [made, ended] = [termsOf(version), endedBy(version)];
  if (terms.filter(({ kind }) => kind === register).length > 1) return refuse('agreements-several');
  const today = dayOf(desk.now);
  const review = made?.review ?? null;
  return allHold(
    review !== null && review <= today ? refuse('review-not-ahead') : accept(null),
    review !== null && review > monthsLater(today, LONGEST_MONTHS) ? refuse('review-too-far') : accept(null),
    made !== null && made.owner !== null && desk.cell.charter?.members.has(made.owner) !== true ? refuse('member-unknown') : accept(null),
    ...[...(made?.replaces ?? []), ...ended].map((id) => anAgreementIsTheLastWord(agreementsOf(desk).get(id))),
  );
}

/** What was replaced or ended is not changed: people change what took its place, or agree on something new. */
export function anAgreementIsTheLastWord(agreement: Agreement | undefined): Verdict<null> {
  if (agreement === undefined) return refuse('agreement-unknown');
  if (agreement.after.length > 0) return refuse('agreement-replaced');
  return agreement.endings.length > 0 ? refuse('agreement-ended') : accept(null);
}

function idsOf(typed: string | readonly string[], agreements: Agreements): Verdict<readonly Id[]> {
  const ids: Id[] = [];
  for (const one of [typed].flat()) {
    const agreement = findAgreement(agreements, one);
    if (!agreement.ok) return agreement;
    ids.push(agreement.value.id);
  }
  return accept(ids);
}
