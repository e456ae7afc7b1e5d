import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { id, list, nullable, oneOf, record, type Shape, text, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { type Fraction, parseFraction } from './quorum.ts';

/** What a vote says without looking at options. */
export const STANCES = ['agree', 'abstain', 'disagree', 'block', 'object', 'yes', 'no', 'good', 'unsure', 'concerned', 'advise'] as const;
export type Stance = (typeof STANCES)[number];

/** What the silence of somebody who is asked counts as once the time is up. */
export const SILENCES = ['nothing', 'consent', 'abstention'] as const;
export type Silence = (typeof SILENCES)[number];

/** How options are told apart that the ballots do not tell apart. */
export const TIES = ['open', 'number', 'lot'] as const;

/** How a ballot looks at options: picks any number, gives marks up to a highest, shares out dots, ranks, or says when there is time. */
export type BallotForm = 'any' | 'score' | 'dots' | 'ranks' | 'times';

interface MethodRules {
  /** What can be said; with options, beside a ballot. */
  readonly stances: readonly Stance[];
  /** How a ballot looks; null where the question itself is answered. */
  readonly ballot: BallotForm | null;
  /** What silence may count as; the first unless the proposal says otherwise. */
  readonly silence: readonly Silence[];
  /** What part of the voices has to be for it; null where there is no such rule. */
  readonly share: Fraction | null;
  /** What part of those asked has to be heard; null where the method has a rule of its own or none. */
  readonly quorum: Fraction | null;
}

const HALF: Fraction = { over: 1, under: 2 };
const options = (ballot: BallotForm): MethodRules => ({
  stances: ['abstain'],
  ballot,
  silence: ['nothing', 'abstention'],
  share: null,
  quorum: HALF,
});
const poll = (stances: readonly Stance[], ballot: BallotForm | null): MethodRules => ({
  stances,
  ballot,
  silence: ['nothing'],
  share: null,
  quorum: null,
});
const vote = (share: Fraction | null): MethodRules => ({
  stances: ['yes', 'no', 'abstain'],
  ballot: null,
  silence: ['nothing', 'abstention', 'consent'],
  share,
  quorum: HALF,
});

/** The methods beside consent: see design/deciding.md. */
export const RULES = {
  consensus: { stances: ['agree', 'abstain', 'disagree', 'block'], ballot: null, silence: ['nothing'], share: null, quorum: null },
  'rough-consensus': {
    stances: ['agree', 'abstain', 'disagree', 'object'],
    ballot: null,
    silence: ['nothing', 'abstention'],
    share: { over: 4, under: 5 },
    quorum: HALF,
  },
  advice: { stances: ['advise', 'yes', 'no'], ballot: null, silence: ['nothing'], share: null, quorum: null },
  'lazy-consensus': { stances: ['agree', 'abstain', 'object'], ballot: null, silence: ['consent'], share: null, quorum: null },
  'sense-check': poll(['good', 'unsure', 'concerned'], null),
  majority: vote(null),
  supermajority: vote({ over: 2, under: 3 }),
  approval: options('any'),
  score: options('score'),
  dot: options('dots'),
  schulze: options('ranks'),
  irv: options('ranks'),
  stv: options('ranks'),
  'meeting-time': poll(['abstain'], 'times'),
  sortition: { stances: ['agree', 'object'], ballot: null, silence: ['consent'], share: null, quorum: null },
} as const satisfies { readonly [name: string]: MethodRules };

/** A method beside consent. */
export type VotingMethod = keyof typeof RULES;
/** Their names. */
export const VOTING_METHODS = Object.keys(RULES) as readonly VotingMethod[];
/** All methods by which a proposal can be decided. */
export const METHODS = ['consent', ...VOTING_METHODS] as const;
/** The name of a method. */
export type MethodName = 'consent' | VotingMethod;

/** A method beside consent with all that it needs, as it stands in a proposal. What a method does not need is empty, null, 0 or `open`. */
export interface MethodTerms {
  readonly name: VotingMethod;
  /** What can be chosen, or drawn; an option is meant by its place, from 0. */
  readonly options: readonly string[];
  readonly share: Fraction | null;
  readonly quorum: Fraction | null;
  readonly silence: Silence;
  /** `stv`: how many are elected; `sortition`: how many are drawn. */
  readonly seats: number;
  /** `score`: the highest mark; `dot`: how many dots each has. */
  readonly marks: number;
  readonly ties: (typeof TIES)[number];
  /** `advice`: whose advice is asked; `sortition` without options: who is drawn from; nobody: everybody. */
  readonly ask: readonly Id[];
}

const fraction: Shape<Fraction> = record({ over: uint(99), under: uint(99) });
const terms: Shape<MethodTerms> = record({
  name: oneOf(...VOTING_METHODS),
  options: list(text(LIMITS.optionBytes), LIMITS.options),
  share: nullable(fraction),
  quorum: nullable(fraction),
  silence: oneOf(...SILENCES),
  seats: uint(LIMITS.options),
  marks: uint(LIMITS.marks),
  ties: oneOf(...TIES),
  ask: list(id, LIMITS.members),
});

/** By what a proposal is decided: consent, or another method with its terms. */
export type Method = 'consent' | MethodTerms;
/** How it stands in an action. */
export const methodShape: Shape<Method> = {
  write: (method) => (method === 'consent' ? method : terms.write(method)),
  read: (value) => (value === 'consent' ? value : terms.read(value)),
};

/** The name of a method. */
export function nameOf(method: Method): MethodName {
  return method === 'consent' ? method : method.name;
}

/** The rules of a method beside consent. */
export function rulesOf({ name }: MethodTerms): MethodRules {
  return RULES[name];
}

/**
 * Whether a decision by this method may have effects: only where whoever objects holds it up, for no certificate comes about against an
 * objection (power.md, rule 9). What outvotes people, what silence passes and what one person decides changes nothing by itself.
 */
export function carriesEffects(method: Method): boolean {
  return method === 'consent' || method.name === 'consensus';
}

/**
 * Whether a decision with these effects goes by a certificate. What other methods decide is counted, over what a device has; and without
 * effects there is nothing to attest.
 */
export function needsCertificate({ method, effects }: { readonly method: Method; readonly effects: readonly unknown[] }): boolean {
  return effects.length > 0 && carriesEffects(method);
}

/** Whether it only asks around, so that it ends with a picture and decides nothing. */
export function isPoll(method: Method): boolean {
  const name = nameOf(method);
  return name === 'sense-check' || name === 'meeting-time';
}

/** Methods that count one voice like another. */
const COUNTING: readonly MethodName[] = ['majority', 'supermajority', 'approval', 'score', 'dot', 'schulze', 'irv', 'stv'];

/**
 * Whether a voice that was given to somebody counts by this method. Where an objection holds a decision up, where advice is asked, and where people say how they
 * are or when they have time, everybody speaks for themselves.
 */
export function countsVoices(method: Method): boolean {
  return COUNTING.includes(nameOf(method));
}

/** Terms as a method has them unless the proposal says otherwise. */
export function usualTerms(name: VotingMethod): MethodTerms {
  const { share, quorum, silence } = RULES[name];
  return {
    name,
    options: [],
    share,
    quorum,
    silence: silence[0],
    seats: hasSeats(name) ? 1 : 0,
    marks: name === 'score' || name === 'dot' ? 5 : 0,
    // A count in rounds has to take one out before it can go on.
    ties: name === 'irv' || name === 'stv' ? 'number' : 'open',
    ask: [],
  };
}

/**
 * Whether terms fit their method. It is judged from the proposal's words alone. Refuses `method-…` with what is wrong.
 * `LIMITS` bounds options and marks.
 */
export function checkTerms(given: MethodTerms): Verdict<null> {
  const { name, options: choices, share, quorum, silence, seats, marks, ties, ask } = given;
  const rules = rulesOf(given);
  const isDraw = name === 'sortition';
  const hasOptions = choices.length > 0;
  if (rules.ballot === null && !isDraw ? hasOptions : choices.length < 2 && (hasOptions || !isDraw)) {
    return refuse(rules.ballot === null && !isDraw ? 'method-without-options' : 'method-needs-options');
  }
  if (choices.some((choice) => choice.trim() === '') || new Set(choices).size < choices.length) return refuse('method-options-alike');
  if (rules.share === null ? share !== null : !isShare(share)) return refuse('method-share');
  if (quorum !== null && (rules.quorum === null || !isFraction(quorum))) return refuse('method-quorum');
  if (!rules.silence.includes(silence)) return refuse('method-silence');
  // Of members it is known how many there are once it is opened.
  const most = isDraw && !hasOptions ? ask.length || LIMITS.members : choices.length;
  if (hasSeats(name) ? seats < 1 || seats >= most : seats !== 0) return refuse('method-seats');
  if (name === 'score' || name === 'dot' ? marks < 1 : marks !== 0) return refuse('method-marks');
  if (rules.ballot === null || name === 'meeting-time' ? ties !== 'open' : isInRounds(name) && ties === 'open')
    return refuse('method-ties');
  const mayAsk = name === 'advice' || (isDraw && !hasOptions);
  return (mayAsk || ask.length === 0) && new Set(ask).size === ask.length ? accept(null) : refuse('method-ask');
}

/** Whether it chooses as many as there are seats. */
function hasSeats(name: VotingMethod): boolean {
  return name === 'stv' || name === 'sortition';
}

function isInRounds(name: VotingMethod): boolean {
  return name === 'irv' || name === 'stv';
}

function isFraction({ over, under }: Fraction): boolean {
  return parseFraction(`${over}/${under}`).ok;
}

/** A half at least, so that what passes never has less for it than against it. */
function isShare(share: Fraction | null): boolean {
  return share !== null && isFraction(share) && share.over * 2 >= share.under;
}

/** Methods by their names, in the one form in which a cell agrees on them. Consent is always among them. Refuses `value-no-method`. */
export function parseMethods(typed: string): Verdict<string> {
  const named = new Set(typed.split(/[\s,]+/).filter((name) => name !== ''));
  for (const name of named) if (!METHODS.includes(name as MethodName)) return refuse('value-no-method');
  named.add('consent');
  return accept(METHODS.filter((name) => named.has(name)).join(' '));
}

/** What a cell may decide by unless it agrees otherwise. */
export const ALL_METHODS = METHODS.join(' ');
