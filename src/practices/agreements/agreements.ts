import type { Practice } from '../practice.ts';
import { commands } from './commands.ts';
import { type AgreementsState, beginAgreements, foldAgreements } from './fold.ts';
import { texts } from './texts.ts';

/** Agreements: the register of what the cell has decided, as people read, review, change and end it. */
export const agreements: Practice<AgreementsState> = {
  name: 'agreements',
  begin: beginAgreements,
  fold: foldAgreements,
  effects: [],
  commands,
  texts,
};
