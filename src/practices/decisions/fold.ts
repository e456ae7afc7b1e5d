import type { Id } from '../../bytes/id.ts';
import { accept, type Verdict } from '../../bytes/verdict.ts';
import type { Cell, Folded } from '../../cell/cell.ts';
import type { Entry } from '../../log/chain.ts';
import { insertInOrder } from '../../log/order.ts';
import { allHold } from '../all-hold.ts';
import { answer } from './actions.ts';
import { beginRounds, foldRound, type RoundState } from './round/fold-round.ts';
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
  readonly rounds: RoundState;
}

/** A cell in which nothing has been answered. */
export function beginDecisions(): DecisionsState {
  return { answers: new Map(), rounds: beginRounds() };
}

/** Takes an entry of this practice. */
export function foldDecisions(state: DecisionsState, entry: Entry, cell: Cell): Folded {
  const member = cell.memberOf(entry);
  if (member === undefined) return { inert: 'unreadable' };
  const inRecord = decisionsStandInTheRecord(entry);
  if (!inRecord.ok) return { inert: inRecord.reason };
  const folded = foldAnswer(state, entry, member, cell) ?? foldRound(state.rounds, entry, member, cell);
  if (folded === null) return { inert: 'kind-unknown' };
  return folded.ok ? 'done' : { inert: folded.reason };
}

function foldAnswer(state: DecisionsState, entry: Entry, member: Id, cell: Cell): Verdict<null> | null {
  const given = answer.read(entry.action);
  if (given === undefined) return null;
  const verdict = allHold(
    anAnswerNeedsWords(given.text),
    anAnswerFollowsItsQuestion(entry, cell.decisions.versions.get(given.version), given.question),
  );
  if (!verdict.ok) return verdict;
  const answers = state.answers.get(given.question) ?? [];
  insertInOrder(answers, { entry, member, text: given.text }, (one) => one.entry);
  state.answers.set(given.question, answers);
  return accept(null);
}
