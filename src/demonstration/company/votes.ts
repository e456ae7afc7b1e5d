import type { MethodView } from '../../practices/decisions/methods/count-view.ts';

/** Whose taste comes first at which option, by turns: so that some agree, and not all. */
const TASTES = [0, 1, 0, 2, 1, 0, 3, 1];
/** Who would rather not, by turns. */
const RELUCTANT = 3;

/**
 * How somebody of the bakery votes where it is not decided by consent.
 * @param turn who comes to it as which, from 0
 * @returns a choice as people type it; null where they keep silent
 */
export function voteOn(
  { name, stances, ballot, options, marks }: Pick<MethodView, 'name' | 'stances' | 'ballot' | 'options' | 'marks'>,
  turn: number,
): string | null {
  // Silence is consent there.
  if (name === 'lazy-consensus' && turn > 0) return null;
  if (ballot === null) return (turn === RELUCTANT && name !== 'sortition' && name !== 'advice' ? stances[1] : stances[0]) ?? null;
  const first = (TASTES[turn % TASTES.length] ?? 0) % options.length;
  const letter = (at: number): string => options[at % options.length]?.letter ?? '';
  const most = marks ?? 1;
  switch (ballot) {
    case 'any':
      return turn === RELUCTANT || options.length < 3 ? letter(first) : `${letter(first)},${letter(first + 1)}`;
    case 'score':
      return `${letter(first)}=${most},${letter(first + 1)}=${Math.floor(most / 2)}`;
    case 'dots':
      return `${letter(first)}=${Math.ceil(most / 2)},${letter(first + 1)}=${Math.floor(most / 2)}`;
    case 'ranks':
      return `${letter(first)}>${letter(first + 1)}`;
    case 'times':
      return options.map((option, at) => `${option.letter}=${TIMES[(at + turn) % TIMES.length]}`).join(',');
  }
}

const TIMES = ['yes', 'if-need-be', 'yes', 'no'];
