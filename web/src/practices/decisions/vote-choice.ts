import type { Decision } from './standing.ts';

type BallotForm = NonNullable<Decision['method']['ballot']>;

/** What is typed, ticked or chosen for each option, by its letter: a number as text, or `yes`, `if-need-be` and `no` where times are asked for. */
export type Marks = Readonly<Record<string, string>>;

/**
 * A ballot as the API reads it: `A,C` or `none`; `A=3,B=1`; `A=yes,B=if-need-be`; `A>B=C` from places, the lowest first.
 * Null where nothing was said, or something is no whole number.
 */
export function choiceOf(form: BallotForm, letters: readonly string[], marks: Marks): string | null {
  const said = letters.flatMap((letter) => {
    const mark = (marks[letter] ?? '').trim();
    return mark === '' ? [] : [{ letter, mark }];
  });
  if (form === 'any') return said.length === 0 ? 'none' : said.map(({ letter }) => letter).join(',');
  if (form === 'times') return said.length === 0 ? null : said.map(({ letter, mark }) => `${letter}=${mark}`).join(',');
  if (said.length === 0 || said.some(({ mark }) => !/^\d{1,3}$/.test(mark))) return null;
  if (form !== 'ranks') return said.map(({ letter, mark }) => `${letter}=${Number(mark)}`).join(',');
  const places = [...new Set(said.map(({ mark }) => Number(mark)))].sort((a, b) => a - b);
  return places.map((place) => said.flatMap(({ letter, mark }) => (Number(mark) === place ? [letter] : [])).join('=')).join('>');
}
