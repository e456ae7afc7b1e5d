import type { Draft, Lacking } from '../draft.ts';

/** What a part of the form takes. */
export interface PartOfForm {
  readonly draft: Draft;
  set(changed: Partial<Draft>): void;
  /** What is shown to be wrong. */
  readonly lacks: readonly Lacking[];
}
