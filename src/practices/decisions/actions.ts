import type { Cbor } from '../../bytes/cbor.ts';
import type { Id } from '../../bytes/id.ts';
import { LIMITS } from '../../bytes/limits.ts';
import { id, record, text } from '../../bytes/shape.ts';
import { actionKind } from '../../cell/action.ts';
import { WHOLE_CELL } from '../../log/lane.ts';
import type { Draft } from '../../log/writing.ts';

// Proposals, responses and all that power goes by are the cell's actions (src/cell/actions.ts). What people say beside them is here.

/** Answers a question to a version of a proposal. Anybody may answer, and several may. */
export interface AnswerText {
  readonly version: Id;
  /** Entry of the question. */
  readonly question: Id;
  readonly text: string;
}
export const answer = actionKind<AnswerText>('decisions/answer', record({ version: id, question: id, text: text(LIMITS.textBytes) }));

/** A draft for the record, where all of a decision stands. */
export function recordDraft(action: Cbor): Draft {
  return { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action };
}
