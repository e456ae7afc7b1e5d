import type { Version } from '../../../cell/decision.ts';
import type { OutcomeState } from '../../../cell/outcome.ts';
import type { NotedStep } from '../actions.ts';

/** The steps of deciding by consent, in the order in which a group mostly takes them (Sociocracy 3.0, consent decision making). */
export const STEPS = ['presented', 'questions', 'reactions', 'round', 'objections', 'decided'] as const;
export type Step = (typeof STEPS)[number];

/** What the step of a version follows from. */
export interface Heard {
  readonly state: OutcomeState;
  /** How many are asked and have not responded. */
  readonly unheard: number;
  /** Objections that nobody has resolved, to earlier versions too. */
  readonly objections: number;
  readonly openQuestions: number;
  readonly reactions: number;
  /** What whoever holds the round has noted last for this version. */
  readonly noted: NotedStep | null;
}

/**
 * At which step a version is. It follows from what was said, so everybody sees the same; nobody has to wait for a step. What was noted
 * goes before what follows from questions and reactions, but not before an objection once everybody was heard.
 */
export function stepOf(version: Version, { state, unheard, objections, openQuestions, reactions, noted }: Heard): Step {
  if (state !== 'open') return 'decided';
  if (objections > 0 && unheard === 0) return 'objections';
  if (noted !== null) return noted;
  if (openQuestions > 0) return 'questions';
  if ([...version.answers.keys()].some((member) => member !== version.proposer)) return 'round';
  if (reactions > 0) return 'reactions';
  return version.questions.length > 0 ? 'questions' : 'presented';
}
