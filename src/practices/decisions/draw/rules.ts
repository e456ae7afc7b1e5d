import { accept, refuse, type Verdict } from '../../../bytes/verdict.ts';
import type { Version } from '../../../cell/decision.ts';
import { type Drawing, FEWEST } from '../../../cell/drawing.ts';
import type { Method } from '../../../cell/method.ts';

/** Of two, either could stop a draw after seeing what the other put in. @param members how many there are */
export function aDrawTakesThree(method: Method, members: number): Verdict<null> {
  return method !== 'consent' && method.name === 'sortition' && members < FEWEST ? refuse('draw-too-few') : accept(null);
}

/** Where all are drawn there is nothing to draw. @param members how many there are */
export function moreStandThanAreDrawn(method: Method, members: number): Verdict<null> {
  if (method === 'consent' || method.name !== 'sortition') return accept(null);
  return method.seats < (method.options.length || method.ask.length || members) ? accept(null) : refuse('method-seats');
}

/** Drawn again is what was decided by lot. */
export function onlyADrawIsDrawnAgain({ drawing }: Version): Verdict<Drawing> {
  return drawing === null ? refuse('not-a-draw') : accept(drawing);
}
