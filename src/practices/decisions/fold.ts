import type { Id } from '../../bytes/id.ts';
import type { Cell, Folded } from '../../cell/cell.ts';
import type { Entry } from '../../log/chain.ts';
import { insertInOrder } from '../../log/order.ts';
import { answer } from './actions.ts';
import { anAnswerFollowsItsQuestion, anAnswerNeedsWords, decisionsStandInTheRecord } from './rules.ts';

/** What somebody answered to a question. */
export interface QuestionAnswer {
  readonly entry: Entry;
  readonly member: Id;
  readonly text: string;
}

/** What people say around decisions; the decisions themselves are the cell's. */
export interface DecisionsState {
  /** By the question's entry, in order. */
  readonly answers: Map<Id, QuestionAnswer[]>;
}

/** A cell in which nothing has been answered. */
export function beginDecisions(): DecisionsState {
  return { answers: new Map() };
}

/** Takes an entry of this practice. */
export function foldDecisions(state: DecisionsState, entry: Entry, cell: Cell): Folded {
  const member = cell.memberOf(entry);
  const content = answer.read(entry.action);
  if (member === undefined) return { inert: 'unreadable' };
  if (content === undefined) return { inert: 'kind-unknown' };
  const verdicts = [
    decisionsStandInTheRecord(entry),
    anAnswerNeedsWords(content.text),
    anAnswerFollowsItsQuestion(entry, cell.decisions.versions.get(content.version), content.question),
  ];
  for (const verdict of verdicts) if (!verdict.ok) return { inert: verdict.reason };
  const answers = state.answers.get(content.question) ?? [];
  insertInOrder(answers, { entry, member, text: content.text }, (given) => given.entry);
  state.answers.set(content.question, answers);
  return 'done';
}
