import type { Input, Output } from '../../api/client.ts';
import type { Decision } from './standing.ts';

/** When the group looks again: in so many months or years, on a day, or on no day. */
export const REVIEWS = ['3m', '6m', '1y', 'day', 'none'] as const;
export const AFTERWARDS = ['stay', 'lapse'] as const;

/** What a proposal says of agreements, while it is written. */
export interface TermsDraft {
  readonly isAgreement: boolean;
  /** Whether the last version was one. */
  readonly was: boolean;
  readonly subject: string;
  /** Id of the member who looks after it; empty: nobody. */
  readonly owner: string;
  readonly review: (typeof REVIEWS)[number];
  /** Such as `2027-05-21`, where `review` is a day. */
  readonly day: string;
  readonly afterwards: (typeof AFTERWARDS)[number];
  /** Agreements whose place it takes, and that it ends, by their ids. */
  readonly replaces: readonly string[];
  readonly ends: readonly string[];
}

/** Nothing is said of agreements. */
export const NO_TERMS: TermsDraft = {
  isAgreement: false,
  was: false,
  subject: '',
  owner: '',
  review: '6m',
  day: '',
  afterwards: 'stay',
  replaces: [],
  ends: [],
};

type Effect = Decision['effects'][number];

/** Whether an effect is about agreements, and changes nothing else. */
export function isAboutAgreements({ kind }: Effect): boolean {
  return kind === 'register' || kind === 'end';
}

/** What a version says of agreements. */
export function termsOf(effects: readonly Effect[]): TermsDraft {
  const made = effects.find(({ kind }) => kind === 'register');
  const ends = effects.filter(({ kind }) => kind === 'end').flatMap(({ agreements }) => idsIn(agreements));
  if (made === undefined) return { ...NO_TERMS, ends };
  return {
    isAgreement: true,
    was: true,
    subject: textIn(made.subject),
    owner: textIn(made.owner),
    review: typeof made.review === 'string' ? 'day' : 'none',
    day: textIn(made.review),
    afterwards: made.afterwards === 'lapse' ? 'lapse' : 'stay',
    replaces: idsIn(made.replaces),
    ends,
  };
}

/** What a review of an agreement begins with: its own terms, and as much time again. @param today such as `2026-11-21` */
export function termsToReview(agreement: Output<'agreement'>, today: string): TermsDraft {
  const { id, subject, owner, review, afterwards } = agreement;
  const terms = { ...NO_TERMS, isAgreement: true, subject, owner: owner?.memberId ?? '', afterwards, replaces: [id] };
  if (review === null) return { ...terms, review: 'none', afterwards: 'stay' };
  return review > today ? { ...terms, review: 'day', day: review } : terms;
}

/** Terms that were kept, as the form writes them; what does not fit is as the form begins. */
export function readTerms(found: unknown, begun: TermsDraft): TermsDraft {
  if (typeof found !== 'object' || found === null) return begun;
  const kept = found as Partial<Record<keyof TermsDraft, unknown>>;
  return {
    ...begun,
    isAgreement: typeof kept.isAgreement === 'boolean' ? kept.isAgreement : begun.isAgreement,
    subject: textIn(kept.subject, begun.subject),
    owner: textIn(kept.owner, begun.owner),
    review: REVIEWS.find((one) => one === kept.review) ?? begun.review,
    day: textIn(kept.day, begun.day),
    afterwards: AFTERWARDS.find((one) => one === kept.afterwards) ?? begun.afterwards,
  };
}

/** Whether the day that is needed is not there, or is none that lies ahead. @param today such as `2026-11-21` */
export function isDayLacking({ isAgreement, review, day }: TermsDraft, today: string): boolean {
  return isAgreement && review === 'day' && !(/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && day > today);
}

/** The terms as `propose` and `amend` take them; nothing where nothing is said of agreements. */
export function termsInput(terms: TermsDraft): Partial<Input<'propose'>> {
  const { isAgreement, was, subject, owner, review, day, afterwards, replaces, ends } = terms;
  const ended = ends.length > 0 ? { ends: [...ends] } : {};
  if (!isAgreement) return was ? { agreement: false, ...ended } : ended;
  return {
    agreement: true,
    subject: subject.trim(),
    owner: owner === '' ? 'nobody' : owner,
    review: review === 'day' ? day : review,
    afterwards: review === 'none' ? 'stay' : afterwards,
    ...(replaces.length > 0 ? { replaces: [...replaces] } : {}),
    ...ended,
  };
}

function textIn(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise;
}

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
