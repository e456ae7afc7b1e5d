import type { Id } from '../../../bytes/id.ts';
import { fill, oneLine, shortId } from '../../wording.ts';
import { texts } from './texts.ts';
import type { DrawView, LotView } from './view.ts';

/** How far a draw is, in words. @param decision whose draw it is */
export function tellDraw(draw: DrawView, decision: Id): string[] {
  const { step, put, of, fixed, toFix, opened, toOpen, missing, twofold, from, drawn, next, checked, toCheck } = draw;
  const names = (lots: readonly LotView[]) => lots.map(({ name }) => oneLine(name)).join(', ');
  const people = (members: DrawView['missing']) => members.map(({ member }) => oneLine(member)).join(', ');
  const lines = [fill(texts['draw.from'], { names: names(from) })];
  if (step === 'drawn') {
    lines.push(fill(texts['draw.drawn'], { names: names(drawn) }), fill(texts['draw.next'], { names: names(next) }));
    lines.push(fill(texts['draw.again'], { id: shortId(decision) }));
  } else lines.push(fill(texts[`draw.${step}`], { put, of, fixed, toFix, opened, toOpen, checked, toCheck, id: shortId(decision) }));
  if (step === 'putting-in' && missing.length > 0) lines.push(fill(texts['draw.missing'], { names: people(missing) }));
  if (twofold.length > 0) lines.push(fill(texts['draw.twofold'], { names: people(twofold) }));
  return lines;
}

/** How a draw stands once nobody can do anything about it, in a word or two. */
export function tellDrawState({ step }: DrawView): string {
  if (step === 'spoilt') return texts['draw.state.spoilt'];
  if (step === 'checking') return texts['draw.state.checking'];
  return texts[step === 'drawn' ? 'draw.state.drawn' : 'draw.state.opening'];
}
