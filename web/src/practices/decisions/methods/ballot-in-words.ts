import type { Say } from '../../../texts/words.tsx';
import type { Decision } from '../standing.ts';

const TIMES = ['no', 'if-need-be', 'yes'] as const;

/** A ballot over options as people read it, by their letters: `A, C`, `A 3, C 1`, `A yes, B no`, `C > A = B`. What got nothing is left out. */
export function ballotInWords(
  { ballot, options }: Pick<Decision['method'], 'ballot' | 'options'>,
  marks: readonly number[],
  say: Say,
): string {
  const all = options.map(({ letter }, at) => ({ letter, mark: marks[at] ?? 0 }));
  const given = all.filter(({ mark }) => mark > 0);
  if (ballot === 'times') return all.map(({ letter, mark }) => say(`ballot.time.${TIMES[mark] ?? 'no'}`, { letter })).join(', ');
  if (given.length === 0) return say('ballot.none');
  if (ballot === 'any') return given.map(({ letter }) => letter).join(', ');
  if (ballot !== 'ranks') return given.map(({ letter, mark }) => say('ballot.mark', { letter, mark })).join(', ');
  const places = [...new Set(given.map(({ mark }) => mark))].sort((a, b) => a - b);
  return places.map((place) => given.flatMap(({ letter, mark }) => (mark === place ? [letter] : [])).join(' = ')).join(' > ');
}
