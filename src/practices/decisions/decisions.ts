import type { Practice } from '../practice.ts';
import { commands } from './commands.ts';
import { texts as delegationTexts } from './delegation/texts.ts';
import { texts as drawTexts } from './draw/texts.ts';
import { beginDecisions, type DecisionsState, foldDecisions } from './fold.ts';
import { texts } from './texts.ts';

/** Decisions by consent: the human process around the cell's proposals, responses and certificates. */
export const decisions: Practice<DecisionsState> = {
  name: 'decisions',
  begin: beginDecisions,
  fold: foldDecisions,
  effects: [],
  commands,
  texts: { ...texts, ...delegationTexts, ...drawTexts },
};
