import { foldName } from '../../../bytes/name.ts';

/** Where something was found, and the sentence that it stands in. */
export interface Found {
  readonly where: 'title' | 'subject' | 'text' | 'reason' | 'note';
  readonly words: string;
}

/** A text that is searched. */
export interface Searched {
  readonly where: Found['where'];
  readonly text: string;
}

/** So many letters of a sentence are shown. */
const MOST_LETTERS = 200;

/** The form in which two words are the same, whatever their case and accents. */
function plain(text: string): string {
  return foldName(text).normalize('NFD').replace(/\p{M}/gu, '');
}

/** The words of what somebody looks for. */
export function wordsOf(search: string): string[] {
  return plain(search)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** Where the words stand, if all of them stand somewhere in these texts: the first sentence with one of them; null where they do not. */
export function search(words: readonly string[], texts: readonly Searched[]): Found | null {
  const all = texts.map(({ text }) => plain(text)).join('\n');
  if (!words.every((word) => all.includes(word))) return null;
  for (const { where, text } of texts) {
    const sentence = text.split(/(?<=[.?!])\s+|\n+/u).find((one) => words.some((word) => plain(one).includes(word)));
    if (sentence !== undefined) return { where, words: shortened(sentence.trim(), words) };
  }
  return null;
}

/** A sentence, or the part of a long one around what was found. */
function shortened(sentence: string, words: readonly string[]): string {
  const letters = [...sentence];
  if (letters.length <= MOST_LETTERS) return sentence;
  const at = Math.max(0, ...words.map((word) => plain(sentence).indexOf(word)));
  const from = Math.min(Math.max(0, at - MOST_LETTERS / 4), letters.length - MOST_LETTERS);
  return `${from > 0 ? '…' : ''}${letters.slice(from, from + MOST_LETTERS).join('')}…`;
}
