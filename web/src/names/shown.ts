import type { Say } from '../texts/words.tsx';

/** Letters and signs that leave no trace: blanks, controls, marks without a letter. */
const UNSEEN = /[\s\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Whether anything of a text can be seen. */
function isSeen(text: string): boolean {
  return text.replaceAll(UNSEEN, '') !== '';
}

/** What a title or a name is shown as: itself, or words that say that nothing of it can be seen, so that it can still be pressed and said. */
export function shownAs(title: string, say: Say): string {
  return isSeen(title) ? title : say('name.unseen');
}
