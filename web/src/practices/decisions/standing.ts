import type { Output } from '../../api/client.ts';

/** A decision as this device shows it. */
export type Decision = Output<'decisions'>[number];

/** How far a decision has got. */
export const STEPS = ['presented', 'questions', 'round', 'decided'] as const;
export type Step = (typeof STEPS)[number];

/** The step at which a decision is: questions that wait for an answer come before the round. */
export function stepOf({ state, questions }: Decision): Step {
  if (state !== 'open') return 'decided';
  return questions.some(({ answers }) => answers.length === 0) ? 'questions' : 'round';
}

/** Whether devices attest it: what is voted on makes agreements without, and changes nothing else. */
export function isAttested({ effects, method }: Decision): boolean {
  return effects.length > 0 && (method.name === 'consent' || method.name === 'consensus');
}

/** Whether it carries: it is in effect or, where nobody has to attest it, has passed. */
export function isCarried(decision: Decision): boolean {
  return decision.state === 'in-effect' || (decision.state === 'passed' && !isAttested(decision));
}

/** How a decision stands for whoever looks at the list, and in which voice it is said. */
export interface Standing {
  readonly is: 'turn' | 'objection' | 'asked' | 'waits' | Exclude<Decision['state'], 'open'>;
  readonly tone: 'ask' | 'heed' | 'stop' | 'carried' | 'ended';
}

/** How a decision stands for the reader. @param me id of the reader's member */
export function standingOf(decision: Decision, me: string | undefined): Standing {
  const { state, awaitsYou, objections } = decision;
  if (state === 'open') {
    if (awaitsYou) return { is: 'turn', tone: 'ask' };
    if (isAsked(decision, me)) return { is: 'asked', tone: 'ask' };
    return objections.length > 0 ? { is: 'objection', tone: 'stop' } : { is: 'waits', tone: 'heed' };
  }
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
