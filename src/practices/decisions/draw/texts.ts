import type { Texts } from '../../practice.ts';

/** The words of draws. */
export const texts = {
  'command.draw': 'Writes down a draw, so that anybody can draw it again: "moot redraw FILE" does, without a cell.',
  'command.check-draw': 'Checks a draw again on this device, every proof of it, and says who was drawn.',
  'refused.draw-too-few': 'A draw that nobody steers takes three members at least: of two, either could stop it after seeing the other.',
  'refused.not-a-draw': 'This is not decided by lot.',
  'refused.draw-not-fixed': 'It is not drawn yet. "moot decision" shows how far it is.',
  'refused.draw-unchecked': 'This device is still checking the draw. Ask again in a moment.',
  'refused.draw-clash': 'Members have fixed two different sets of parts, so nothing was drawn. Draw anew.',
  'refused.part-shut': 'It is being drawn: too few have opened what they hold. Their devices do it by themselves.',
  'refused.part-unsound': 'What was fixed cannot be opened, so nothing was drawn. Draw anew.',
  'refused.part-twice': 'What was fixed cannot be opened, so nothing was drawn. Draw anew.',
  'obstacle.draw-too-few': 'A draw takes three members at least, so nothing can be drawn.',

  'draw.state.drawn': 'Drawn',
  'draw.state.opening': 'Being drawn',
  'draw.state.checking': 'Drawn, being checked',
  'draw.state.spoilt': 'Not drawn',
  'draw.from': 'Drawn from: {names}.',
  'draw.putting-in': '{put} of {of} have put their part in. Everybody’s device does it by itself.',
  'draw.missing': 'Not yet: {names}.',
  'draw.fixing': '{fixed} of {toFix} needed have fixed from what it is drawn. Nobody knows yet what will be drawn.',
  'draw.opening': 'It is fixed, and nobody can stop it. {opened} of {toOpen} needed have opened what they hold.',
  'draw.checking':
    'It is drawn, and this device is checking that: {checked} of {toCheck} proofs so far. To wait for it: moot check-draw {id}',
  'draw.drawn': 'Drawn: {names}.',
  'draw.next': 'Whoever cannot is followed by: {names}.',
  'draw.checked': 'All {proofs} proofs are right. It was drawn with {seed}.',
  'draw.again': 'Everybody can draw it again: moot draw {id} > draw.json, then moot redraw draw.json',
  'draw.parted': 'Devices that did not reach one another fixed different parts, and nothing was opened. Amend it, and it is drawn anew.',
  'draw.spoilt': 'Members fixed what does not fit together, so nothing is drawn. Propose it anew.',
  'draw.twofold': 'Devices that said two different things here: those of {names}.',
} satisfies Texts;
