import { type Id, isId } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { id, list, record } from '../bytes/shape.ts';
import { accept, refuse } from '../bytes/verdict.ts';
import { actionKind } from './action.ts';
import type { EffectKind } from './effect.ts';

/** Lets entries count that were set aside: each of these, and what stands before it in its log. */
export interface Readmit {
  readonly entries: readonly Id[];
}

/** The effect *readmit*. It gives nobody power: what was written counts from now on, its author stays out. */
export const readmit: EffectKind<Readmit> = {
  action: actionKind<Readmit>('readmit', record({ entries: list(id, LIMITS.readmitted) })),
  parse({ entries }) {
    if (!Array.isArray(entries) || entries.length === 0 || !entries.every((entry) => typeof entry === 'string' && isId(entry)))
      return refuse('entries-unknown');
    return entries.length <= LIMITS.readmitted ? accept({ entries }) : refuse('too-many-entries');
  },
  describe: ({ entries }) => ({ kind: 'readmit', entries }),
  isPower: () => false,
  readmits: ({ entries }) => entries,
  check: ({ entries }) => (entries.length > 0 ? accept(null) : refuse('entries-unknown')),
};
