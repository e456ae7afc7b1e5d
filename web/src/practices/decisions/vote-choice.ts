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

/** What stands for each option where a vote is to be changed: a ballot of numbers in the order of the options, as the API gives it. */
export function marksOf(form: BallotForm, letters: readonly string[], said: Decision['ballots'][number]['said']): Marks {
  if (typeof said === 'string') return {};
  const markOf = (number: number): string => {
    if (form === 'any') return number > 0 ? 'yes' : '';
    if (form === 'times') return TIME_OF[number] ?? '';
    return form === 'score' || number > 0 ? String(number) : '';
  };
  return Object.fromEntries(letters.map((letter, i) => [letter, markOf(said[i] ?? 0)]));
}

const TIME_OF = ['no', 'if-need-be', 'yes'] as const;

/** How much is shared out so far. */
export function markedIn(marks: Marks): number {
  return Object.values(marks).reduce((sum, mark) => sum + (Number(mark) || 0), 0);
}

type Stance = Decision['method']['stances'][number];

/** What one can say by a method: where advice is asked for, whoever asked decides, and everybody else advises. */
export function stancesOf(
  { method: { name, stances }, proposerId }: Pick<Decision, 'method' | 'proposerId'>,
  me: string,
): readonly Stance[] {
  if (name !== 'advice') return stances;
  return stances.filter((stance) => (stance === 'advise') === (proposerId !== me));
}

/** Whether a vote needs a reason: others can work with it when they know why. */
export function needsReason(stance: Stance): stance is 'block' | 'object' | 'advise' {
  return stance === 'block' || stance === 'object' || stance === 'advise';
}
