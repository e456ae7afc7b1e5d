import { useWords } from '../../../texts/words.tsx';
import { StanceShape } from '../parts/stance-shape.tsx';
import type { Decision } from '../standing.ts';
import { Bar } from './bar.tsx';

type Count = NonNullable<Decision['count']>;

/** How many took each stance, and how many of these are silence that counts. */
export function StanceCounts({ decision: { method, heard }, count }: { readonly decision: Decision; readonly count: Count }) {
  const say = useWords();
  const most = Math.max(1, heard.of);
  const counted = method.stances.reduce((sum, stance) => sum + (count.stances[stance] ?? 0), 0);
  const silent = method.silence === 'consent' ? counted - heard.count : 0;
  return (
    <>
      <ul className="counts">
        {method.stances.map((stance) => {
          const votes = count.stances[stance] ?? 0;
          return (
            <li key={stance}>
              <StanceShape of={stance} />
              <span className="counted">{say(`stance.${stance}`)}</span>
              <Bar part={votes / most} />
              <span className="numbers">{votes}</span>
            </li>
          );
        })}
      </ul>
      {silent > 0 && <p className="small soft">{say('result.silence', { count: silent })}</p>}
    </>
  );
}
