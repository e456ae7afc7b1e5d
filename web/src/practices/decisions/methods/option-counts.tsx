import { useWords } from '../../../texts/words.tsx';
import type { Decision, OptionsResult } from '../standing.ts';
import { Bar } from './bar.tsx';
import { votesInWords } from './votes-in-words.ts';

interface CountsParts {
  readonly method: Decision['method'];
  readonly result: OptionsResult;
  readonly isOver: boolean;
}

/** Options as the count ranks them, each with its place and, where it has one, its number. What is level has the same place. */
export function OptionCounts({ method, result: { ranking, votes, winners, voters }, isOver }: CountsParts) {
  const say = useWords();
  const most = Math.max(1, ...Object.values(votes ?? {}));
  const isRanked = voters > 0;
  const order = isRanked ? ranking : [method.options.map((_, i) => i + 1)];
  const sum = (option: number): string => {
    const count = votes?.[option] ?? 0;
    if (method.ballot === 'any') return say('result.ticks', { count, of: voters });
    return say(method.ballot === 'dots' ? 'result.dots' : 'result.points', { count });
  };
  return (
    <ol className="counts is-ranked">
      {order.flatMap((tier, at) => {
        const place = order.slice(0, at).reduce((before, one) => before + one.length, 1);
        return tier.map((option) => {
          const isChosen = isOver && winners.includes(option);
          const { letter = '', text = '' } = method.options[option - 1] ?? {};
          return (
            <li key={option} className={isChosen ? 'is-chosen' : undefined}>
              <span className="place numbers">{isRanked ? place : ''}</span>
              <span className="option-letter">{letter}</span>
              <span className="counted">
                <bdi className="written">{text}</bdi>
                {isChosen && <span className="small"> {say('vote.chosen')}</span>}
              </span>
              {votes !== null && isRanked && (
                <>
                  <Bar part={(votes[option] ?? 0) / most} />
                  <span className="small numbers">{method.ballot === 'ranks' ? votesInWords(votes[option] ?? 0) : sum(option)}</span>
                </>
              )}
            </li>
          );
        });
      })}
    </ol>
  );
}
