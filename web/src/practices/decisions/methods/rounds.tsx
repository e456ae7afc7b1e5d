import { inWords } from '../../../names/in-words.ts';
import { useWords } from '../../../texts/words.tsx';
import type { Decision, OptionsResult } from '../standing.ts';
import { Bar } from './bar.tsx';
import { Unfolding } from './pairs.tsx';
import { votesInWords } from './votes-in-words.ts';

type Round = OptionsResult['rounds'][number];

interface RoundsParts {
  readonly method: Decision['method'];
  readonly result: OptionsResult;
}

/** How a ranking in rounds came about: who was chosen and who went out in each, and with how many votes. */
export function Rounds({ method, result: { rounds, quota, voters } }: RoundsParts) {
  const say = useWords();
  const namesOf = (options: readonly number[]): string => inWords(options.map((option) => method.options[option - 1]?.text ?? ''));
  return (
    <div className="rounds">
      <h3 className="label">{say('result.rounds')}</h3>
      {quota !== null && <p className="small">{say('result.quota', { count: votesInWords(quota) })}</p>}
      <ol>
        {rounds.map((round, i) => {
          const { elected, excluded, byTie, exhausted } = round;
          const sentences = [
            ...(elected.length > 0 ? [say('result.round-elected', { names: namesOf(elected), count: elected.length })] : []),
            ...(excluded.length > 0 ? [say('result.round-excluded', { names: namesOf(excluded), count: excluded.length })] : []),
            ...(elected.length + excluded.length === 0 ? [say('result.round-counted')] : []),
            ...(byTie ? [say('result.round-tie')] : []),
            ...(exhausted > 0 ? [say('result.round-exhausted', { count: votesInWords(exhausted) })] : []),
          ];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rounds are known by their numbers.
            <li key={i}>
              <Unfolding title={say('result.round', { round: i + 1 })}>
                <VotesOf round={round} method={method} of={voters} />
              </Unfolding>
              <p className="small">{sentences.join(' ')}</p>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** The votes that each has in a round, most first. */
function VotesOf({
  round: { votes, elected },
  method,
  of,
}: {
  readonly round: Round;
  readonly method: Decision['method'];
  readonly of: number;
}) {
  const sorted = Object.entries(votes).sort(([, a], [, b]) => b - a);
  return (
    <ul className="counts is-ranked">
      {sorted.map(([option, count]) => {
        const { letter = '', text = '' } = method.options[Number(option) - 1] ?? {};
        return (
          <li key={option} className={elected.includes(Number(option)) ? 'is-chosen' : undefined}>
            <span className="option-letter">{letter}</span>
            <span className="counted">
              <bdi className="written">{text}</bdi>
            </span>
            <Bar part={count / Math.max(1, of)} />
            <span className="small numbers">{votesInWords(count)}</span>
          </li>
        );
      })}
    </ul>
  );
}
