import type { Id } from '../../bytes/id.ts';
import { LIMITS } from '../../bytes/limits.ts';
import { id, record, text } from '../../bytes/shape.ts';
import { actionKind } from '../../cell/action.ts';

// What makes, changes and ends an agreement are decisions (src/cell/register.ts). What people notice while it holds is here.

/** What somebody has noticed of an agreement: it stays with it and comes up at its review. */
export interface NoteText {
  /** The version that was agreed on. */
  readonly version: Id;
  readonly text: string;
}
export const note = actionKind<NoteText>('agreements/note', record({ version: id, text: text(LIMITS.textBytes) }));
