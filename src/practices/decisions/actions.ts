import type { Id } from '../../bytes/id.ts';
import { LIMITS } from '../../bytes/limits.ts';
import { bool, id, list, nullable, oneOf, record, type Shape, text, uint } from '../../bytes/shape.ts';
import { actionKind } from '../../cell/action.ts';
import { METHODS, type MethodName } from '../../cell/method.ts';
import { WAYS_OUT, type WayOut } from '../../cell/ways-out.ts';

// Proposals, responses and all that power goes by are the cell's actions (src/cell/actions.ts). What people say beside them is here.

/** Answers a question to a version of a proposal. Anybody may answer, and several may. */
export interface AnswerText {
  readonly version: Id;
  /** Entry of the question. */
  readonly question: Id;
  readonly text: string;
}
export const answer = actionKind<AnswerText>('decisions/answer', record({ version: id, question: id, text: text(LIMITS.textBytes) }));

/** A quick reaction to a version. A later one of the same member replaces it, and one without words takes it back. */
export interface Reaction {
  readonly version: Id;
  readonly text: string;
}
export const react = actionKind<Reaction>('decisions/react', record({ version: id, text: text(LIMITS.lineBytes) }));

/** "Later": lets the round of a version go on, and comes after the others who have not been heard. */
export const later = actionKind<{ readonly version: Id }>('decisions/later', record({ version: id }));

/** Takes the round of a proposal, to call on people and to note its steps, or gives it back. Nobody has to, and it is no power. */
export interface Hold {
  readonly proposal: Id;
  readonly holds: boolean;
}
export const hold = actionKind<Hold>('decisions/hold', record({ proposal: id, holds: bool }));

/** Steps that whoever holds the round can note. The others follow from what was said. */
export const NOTED_STEPS = ['questions', 'reactions', 'round'] as const;
export type NotedStep = (typeof NOTED_STEPS)[number];

/** Notes at which step a version is. It asks people for something, and keeps nobody from anything else. */
export interface Note {
  readonly version: Id;
  readonly step: NotedStep;
}
export const note = actionKind<Note>('decisions/step', record({ version: id, step: oneOf(...NOTED_STEPS) }));

/** `ask`: does this objection name a harm, or something better that we would miss? `yes` and `no` answer it. */
export const QUALIFYING = ['ask', 'yes', 'no'] as const;

/** What somebody says to whether an objection qualifies. It voids nothing: only its author resolves an objection. */
export interface Qualify {
  readonly version: Id;
  /** Entry of the objection. */
  readonly objection: Id;
  readonly says: (typeof QUALIFYING)[number];
  /** One line; a `no` has one always. */
  readonly text: string;
}
export const qualify = actionKind<Qualify>(
  'decisions/qualify',
  record({ version: id, objection: id, says: oneOf(...QUALIFYING), text: text(LIMITS.lineBytes) }),
);

/** Asks for a way out of a round that is stuck. It changes nothing: somebody still brings new words, and everybody is asked again. */
export interface AskWayOut {
  readonly version: Id;
  readonly way: WayOut;
  /** Who meets in the helping circle, or who is asked to mediate. */
  readonly who: readonly Id[];
  /** `trial`: until when, in seconds since 1970. */
  readonly until: number | null;
  /** `another-method`: which. */
  readonly method: MethodName | null;
  readonly text: string;
  /** What could be chosen by that method; none where it takes none, or nobody has said. */
  readonly options: readonly string[];
}
const wayOutFields: { [K in keyof Omit<AskWayOut, 'options'>]: Shape<AskWayOut[K]> } = {
  version: id,
  way: oneOf(...WAYS_OUT),
  who: list(id, LIMITS.members),
  until: nullable(uint(LIMITS.time)),
  method: nullable(oneOf(...METHODS)),
  text: text(LIMITS.textBytes),
};
const withoutOptions = record(wayOutFields);
const withOptions = record<AskWayOut>({ ...wayOutFields, options: list(text(LIMITS.optionBytes), LIMITS.options) });
export const wayOut = actionKind<AskWayOut>('decisions/way-out', {
  // Without options it is as it was before there were any, and has that form alone.
  write: (asked) => (asked.options.length === 0 ? withoutOptions : withOptions).write(asked),
  read(value) {
    const plain = withoutOptions.read(value);
    if (plain !== undefined) return { ...plain, options: [] };
    const asked = withOptions.read(value);
    return asked === undefined || asked.options.length === 0 ? undefined : asked;
  },
});

/** Whoever is asked into a helping circle, or to mediate, says whether they will. */
export interface TakePart {
  readonly version: Id;
  /** Entry that asked. */
  readonly way: Id;
  readonly will: boolean;
  readonly text: string;
}
export const takePart = actionKind<TakePart>(
  'decisions/take-part',
  record({ version: id, way: id, will: bool, text: text(LIMITS.lineBytes) }),
);

export { recordDraft } from '../record-draft.ts';
