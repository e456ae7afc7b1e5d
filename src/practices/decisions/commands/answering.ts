import type * as v from 'valibot';
import type { Id } from '../../../bytes/id.ts';
import { LIMITS } from '../../../bytes/limits.ts';
import { accept } from '../../../bytes/verdict.ts';
import type { Answer } from '../../../cell/decision.ts';
import { allHold } from '../../all-hold.ts';
import type { AnyCommand, Call, Command, Desk, OutputOf } from '../../command.ts';
import { findId } from '../../find-id.ts';
import { fields, idLetters, writing } from '../../input.ts';
import { onlyMembersTakePart } from '../../membership.ts';
import { answer } from '../actions.ts';
import { anAnswerNeedsWords } from '../rules.ts';
import { texts } from '../texts.ts';
import { write } from './desk.ts';

const answerInput = fields({ id: idLetters, text: writing(LIMITS.textBytes) });

const answerCommand: Command<v.InferOutput<typeof answerInput>, { id: Id; question: Id }> = {
  name: 'answer',
  changes: true,
  input: answerInput,
  usage: { positional: ['id', 'text'], flags: [], switches: [] },
  async run({ id: typed, text }, desk) {
    const questions = allQuestions(desk);
    const question = findId(typed, questions);
    if (!question.ok) return question;
    const allowed = allHold(onlyMembersTakePart(desk), anAnswerNeedsWords(text));
    if (!allowed.ok) return allowed;
    const version = questions.get(question.value)?.version ?? '';
    const id = await write(desk, answer.write({ version, question: question.value, text }));
    return accept({ id, question: question.value });
  },
  tell: () => texts['decisions.answered'],
};

/** By their entries. */
function allQuestions({ cell }: Desk): ReadonlyMap<Id, Answer & { readonly version: Id }> {
  const questions = [...cell.decisions.versions.values()].flatMap((version) =>
    version.questions.map((question) => ({ ...question, version: version.id })),
  );
  return new Map(questions.map((question) => [question.entry.id, question]));
}

/** What the API takes and gives of answering. */
export interface AnsweringApi {
  readonly answer: Call<v.InferInput<typeof answerInput>, OutputOf<typeof answerCommand>>;
}

/** Answering what is asked about a proposal. */
export const answering: readonly AnyCommand[] = [answerCommand];
