import { type Id, isId } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { utf8 } from '../bytes/octets.ts';
import { id, list, nullable, oneOf, record, text, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { actionKind } from './action.ts';
import { isoDay, parseDay } from './day.ts';
import type { EffectKind } from './effect.ts';

// What makes a decision an agreement: its terms are an effect, so they stand in the version, its id covers them, and people consent to them.

/** What comes of an agreement once its review date has passed. */
export const AFTER_REVIEW = ['stay', 'lapse'] as const;
export type AfterReview = (typeof AFTER_REVIEW)[number];

/** The terms of an agreement. */
export interface Terms {
  /** What it is about, in a word or two, such as “Money”; empty where it is about nothing of the kind. */
  readonly subject: string;
  /** The member who looks after it; null: nobody. */
  readonly owner: Id | null;
  /** The day on which the cell looks at it again, in days since 1970; null: no day is set. */
  readonly review: number | null;
  /** What comes of it when nothing else is decided by then. */
  readonly afterwards: AfterReview;
  /** Agreements, by their proposals, whose place it takes: it changes or renews them. */
  readonly replaces: readonly Id[];
}

/** The effect *register*: what is decided enters the register of agreements. It changes nothing else, so every method that decides can carry it. */
export const register: EffectKind<Terms> = {
  action: actionKind<Terms>(
    'register',
    record({
      subject: text(LIMITS.nameBytes),
      owner: nullable(id),
      review: nullable(uint(LIMITS.reviewDay)),
      afterwards: oneOf(...AFTER_REVIEW),
      replaces: list(id, LIMITS.replaced),
    }),
  ),
  parse({ subject = '', owner = null, review = null, afterwards = 'stay', replaces = [] }) {
    if (typeof subject !== 'string' || utf8(subject).length > LIMITS.nameBytes) return refuse('subject-too-long');
    if (owner !== null && (typeof owner !== 'string' || !isId(owner))) return refuse('member-unknown');
    const day = review === null ? accept(null) : parseDay(String(review));
    if (!day.ok) return day;
    if (!AFTER_REVIEW.includes(afterwards as AfterReview)) return refuse('afterwards-unknown');
    const old = readIds(replaces);
    if (!old.ok) return old;
    const terms = { subject: subject.trim(), owner, review: day.value, afterwards: afterwards as AfterReview, replaces: old.value };
    const fits = fit(terms);
    return fits.ok ? accept(terms) : fits;
  },
  describe: ({ subject, owner, review, afterwards, replaces }) => ({
    kind: 'register',
    subject,
    owner,
    review: review === null ? null : isoDay(review),
    afterwards,
    replaces,
  }),
  isPower: () => false,
  isOnlyWritten: true,
  check(terms, entry, context) {
    if (terms.owner !== null && !context.wasMember(terms.owner, entry)) return refuse('member-unknown');
    return fit(terms);
  },
};

/** Ends agreements. */
export interface Ending {
  /** By their proposals. */
  readonly agreements: readonly Id[];
}

/** The effect *end*: agreements hold no more. They stay in the register, as ended. */
export const end: EffectKind<Ending> = {
  action: actionKind<Ending>('end', record({ agreements: list(id, LIMITS.replaced) })),
  parse({ agreements }) {
    const ended = readIds(agreements);
    if (!ended.ok) return ended;
    return ended.value.length > 0 ? accept({ agreements: ended.value }) : refuse('agreement-unknown');
  },
  describe: ({ agreements }) => ({ kind: 'end', agreements }),
  isPower: () => false,
  isOnlyWritten: true,
  check: ({ agreements }) => (agreements.length > 0 ? accept(null) : refuse('agreement-unknown')),
};

/** Whether terms go together: what lapses does so on a day, and nothing is replaced twice. */
function fit({ review, afterwards, replaces }: Terms): Verdict<null> {
  if (review === null && afterwards === 'lapse') return refuse('lapse-without-day');
  return new Set(replaces).size === replaces.length ? accept(null) : refuse('agreement-twice');
}

function readIds(handedIn: unknown): Verdict<readonly Id[]> {
  if (!Array.isArray(handedIn) || !handedIn.every((one) => typeof one === 'string' && isId(one))) return refuse('agreement-unknown');
  return handedIn.length <= LIMITS.replaced ? accept(handedIn) : refuse('too-many-agreements');
}
