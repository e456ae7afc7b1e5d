import type { Output } from '../../api/client.ts';

/** A decision as this device shows it. */
export type Decision = Output<'decisions'>[number];

/** The result of a count over options. */
export type OptionsResult = NonNullable<NonNullable<Decision['count']>['result']>;

/** How far a decision has got. */
export type Step = Decision['round']['step'];

/** The step at which a decision is. Where people vote, there is no round of reactions, and the vote is open from the beginning on. */
export function stepOf({ state, questions, method, round }: Decision): Step {
  if (method.name === 'consent') return round.step;
  if (state !== 'open') return 'decided';
  return questions.some(({ answers }) => answers.length === 0) ? 'questions' : 'round';
}

/** The steps that are shown: objections are one only while they are what is worked on. */
export function stepsOf(decision: Decision): readonly Step[] {
  if (decision.method.name !== 'consent') return ['presented', 'questions', 'round', 'decided'];
  const objections = stepOf(decision) === 'objections' ? (['objections'] as const) : [];
  return ['presented', 'questions', 'reactions', 'round', ...objections, 'decided'];
}

/** Whether devices attest it: what is voted on makes agreements without, and changes nothing else. */
export function isAttested({ effects, method }: Decision): boolean {
  return effects.length > 0 && (method.name === 'consent' || method.name === 'consensus');
}

/** Whether it only asks around, so that nothing is decided by it. */
export function isPoll({ method: { name } }: Decision): boolean {
  return name === 'sense-check' || name === 'meeting-time';
}

/** Whether it carries: it is in effect or, where nobody has to attest it, has passed. */
export function isCarried(decision: Decision): boolean {
  return decision.state === 'in-effect' || (decision.state === 'passed' && !isAttested(decision));
}

/** How a decision stands for whoever looks at the list, and in which voice it is said. */
export interface Standing {
  readonly is:
    | 'turn'
    | 'vote'
    | 'awaited'
    | 'objection'
    | 'asked'
    | 'waits'
    | 'drawn'
    | 'drawing'
    | 'counted'
    | Exclude<Decision['state'], 'open'>;
  readonly tone: 'ask' | 'heed' | 'stop' | 'carried' | 'ended';
}

/** How a decision stands for the reader. @param me id of the reader's member; undefined for whoever looks on, whom nothing awaits */
export function standingOf(decision: Decision, me: string | undefined): Standing {
  const { state, awaitsYou, objections, round, draw } = decision;
  if (state === 'open') {
    if (awaitsYou && me !== undefined && decision.method.name !== 'consent') return { is: 'vote', tone: 'ask' };
    if (awaitsYou && me !== undefined)
      return { is: round.next[0]?.memberId === me || round.next.length === 0 ? 'turn' : 'awaited', tone: 'ask' };
    if (isAsked(decision, me)) return { is: 'asked', tone: 'ask' };
    return objections.length + round.unresolved.length > 0 ? { is: 'objection', tone: 'stop' } : { is: 'waits', tone: 'heed' };
  }
  if (state === 'passed' && draw !== null) return { is: draw.step === 'drawn' ? 'drawn' : 'drawing', tone: 'carried' };
  if (state === 'passed' && (isPoll(decision) || decision.method.ballot !== null)) return { is: 'counted', tone: 'carried' };
  if (state === 'in-effect' || state === 'passed') return { is: state, tone: 'carried' };
  return { is: state, tone: state === 'in-review' ? 'heed' : 'ended' };
}

function isAsked({ proposerId, questions }: Decision, me: string | undefined): boolean {
  return proposerId === me && questions.some(({ answers, memberId }) => answers.length === 0 && memberId !== me);
}

/** Decisions in the parts of the list: open ones with those that await the reader first and the nearest end before the others. */
export function inParts(
  decisions: readonly Decision[],
  me: string | undefined,
): Readonly<Record<'open' | 'decided' | 'ended', Decision[]>> {
  const rank = (decision: Decision): number => (standingOf(decision, me).tone === 'ask' ? 0 : 1);
  const isOpen = ({ state }: Decision): boolean => state === 'open' || state === 'in-review';
  return {
    open: decisions.filter(isOpen).sort((a, b) => rank(a) - rank(b) || (a.deadline < b.deadline ? -1 : 1)),
    decided: decisions.filter(({ state }) => state === 'in-effect' || state === 'passed'),
    ended: decisions.filter(({ state }) => state === 'not-passed' || state === 'withdrawn'),
  };
}

/** Whether its proposer can still put it in new words or take it back. */
export function canBeChanged({ state, certificate }: Decision): boolean {
  return state === 'open' || state === 'not-passed' || (state === 'in-review' && certificate === null);
}
