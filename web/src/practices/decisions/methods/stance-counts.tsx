import { useWords } from '../../../texts/words.tsx';
import { StanceShape } from '../parts/stance-shape.tsx';
import type { Decision } from '../standing.ts';
import { Bar } from './bar.tsx';

type Count = NonNullable<Decision['count']>;

/** How many took each stance. */
export function StanceCounts({ decision: { method, heard }, count }: { readonly decision: Decision; readonly count: Count }) {
  const say = useWords();
  const most = Math.max(1, heard.of);
  return (
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
  );
}
