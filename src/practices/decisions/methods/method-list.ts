import {
  type BallotForm,
  carriesEffects,
  isPoll,
  METHODS,
  type MethodName,
  RULES,
  type Silence,
  TIES,
  usualTerms,
  type VotingMethod,
} from '../../../cell/method.ts';
import type { Fraction } from '../../../cell/quorum.ts';
import { fill } from '../../wording.ts';
import { texts } from '../texts.ts';

/** A way to decide, and what it comes with unless a proposal says otherwise. What a method does not have is null or empty. */
export interface MethodKind {
  readonly name: MethodName;
  /** Whether the cell has agreed to decide by it. */
  readonly agreed: boolean;
  /** How a ballot looks at options; null where the question itself is answered. */
  readonly ballot: BallotForm | null;
  /** Fractions such as `2/3`. */
  readonly share: string | null;
  readonly quorum: string | null;
  /** What silence may count as, the usual first. */
  readonly silences: readonly Silence[];
  readonly seats: number | null;
  /** The highest mark, or how many dots each has. */
  readonly marks: number | null;
  /** How ties can be told apart, the usual first. */
  readonly ties: readonly (typeof TIES)[number][];
  /** Whether it can name members: whose advice is asked, or who is drawn from. */
  readonly asks: boolean;
  /** What a decision by it can change by itself: everything, the register of agreements, or nothing. */
  readonly carries: 'everything' | 'agreements' | 'nothing';
}

/** All ways to decide. @param agreed names of those that the cell has agreed on, with spaces between */
export function listMethods(agreed: string): MethodKind[] {
  const names = agreed.split(' ');
  return METHODS.map((name) => ({ name, agreed: names.includes(name), ...(name === 'consent' ? BY_CONSENT : kindOf(name)) }));
}

type Kind = Omit<MethodKind, 'name' | 'agreed'>;

const BY_CONSENT: Kind = {
  ballot: null,
  share: null,
  quorum: null,
  silences: ['nothing'],
  seats: null,
  marks: null,
  ties: [],
  asks: false,
  carries: 'everything',
};

function kindOf(name: VotingMethod): Kind {
  const terms = usualTerms(name);
  const { ballot, silence } = RULES[name];
  const { share, quorum, seats, marks, ties } = terms;
  return {
    ballot,
    share: sayFraction(share),
    quorum: sayFraction(quorum),
    silences: silence,
    seats: seats === 0 ? null : seats,
    marks: marks === 0 ? null : marks,
    ties: ballot === null || name === 'meeting-time' ? [] : TIES.slice(TIES.indexOf(ties)),
    asks: name === 'advice' || name === 'sortition',
    carries: carriesEffects(terms) ? 'everything' : isPoll(terms) ? 'nothing' : 'agreements',
  };
}

/** A fraction as people type it; null for none. */
export function sayFraction(fraction: Fraction | null): string | null {
  return fraction === null ? null : `${fraction.over}/${fraction.under}`;
}

/** The ways to decide in words: those agreed on, each with what it does, and then the names of the others. */
export function tellMethods(methods: readonly MethodKind[]): string {
  const lines = methods
    .filter(({ agreed }) => agreed)
    .map(({ name, share, seats, marks, carries }) => {
      const means = fill(texts[`method.${name}`], { share: share ?? '', seats: seats ?? '', marks: marks ?? '' });
      return fill(texts['methods.line'], { name, means }) + (carries === 'everything' ? '' : texts[`methods.carries.${carries}`]);
    });
  const others = methods.filter(({ agreed }) => !agreed).map(({ name }) => name);
  return [...lines, ...(others.length === 0 ? [] : [fill(texts['methods.not-agreed'], { names: others.join(', ') })])].join('\n');
}
