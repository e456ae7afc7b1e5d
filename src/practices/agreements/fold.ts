import type { Id } from '../../bytes/id.ts';
import type { Cell, Folded } from '../../cell/cell.ts';
import type { Entry } from '../../log/chain.ts';
import { insertInOrder } from '../../log/order.ts';
import { note } from './actions.ts';
import { aNoteFollowsItsAgreement, aNoteNeedsWords, notesStandInTheRecord } from './rules.ts';

/** What somebody noticed. */
export interface Note {
  readonly entry: Entry;
  readonly member: Id;
  readonly text: string;
}

/** What people noticed of agreements; the agreements themselves are the cell's. */
export interface AgreementsState {
  /** By the proposal of the agreement, in order. */
  readonly notes: Map<Id, Note[]>;
}

/** A cell in which nothing was noticed. */
export function beginAgreements(): AgreementsState {
  return { notes: new Map() };
}

/** Takes an entry of this practice. */
export function foldAgreements(state: AgreementsState, entry: Entry, cell: Cell): Folded {
  const member = cell.memberOf(entry);
  const content = note.read(entry.action);
  if (member === undefined) return { inert: 'unreadable' };
  if (content === undefined) return { inert: 'kind-unknown' };
  const agreement = aNoteFollowsItsAgreement(entry, cell.decisions.versions.get(content.version));
  if (!agreement.ok) return { inert: agreement.reason };
  for (const verdict of [notesStandInTheRecord(entry), aNoteNeedsWords(content.text)]) if (!verdict.ok) return { inert: verdict.reason };
  const { proposal } = agreement.value;
  const notes = state.notes.get(proposal) ?? [];
  insertInOrder(notes, { entry, member, text: content.text }, (one) => one.entry);
  state.notes.set(proposal, notes);
  return 'done';
}
