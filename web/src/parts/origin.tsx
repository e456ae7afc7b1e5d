import type { Output } from '../api/client.ts';
import { Link } from '../route/link.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';

/** Where a power comes from: always a link to that decision. @param decision null: it is there since the founding */
export function Origin({ decision }: { readonly decision: OriginOf | null }) {
  const say = useWords();
  const { date } = useMoments();
  const words =
    decision === null
      ? say('origin.founding')
      : say('origin.decided', { date: date(decision.time), count: decision.heard.count, of: decision.heard.of });
  return (
    <Link className="origin" to={decision === null ? ['people'] : ['decisions', decision.id]}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle
          cx="12"
          cy="12"
          r="8.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          strokeDasharray="6.7 2.2"
          strokeDashoffset="-1.1"
        />
      </svg>
      <span>{words}</span>
    </Link>
  );
}

/** What is said of the decision that a power comes from. */
export interface OriginOf {
  readonly id: string;
  /** When it was decided: ISO 8601. */
  readonly time: string;
  readonly heard: { readonly count: number; readonly of: number };
}

/** What is said of a decision as the origin of something: it was decided when the last of those attested it whom it needed. */
export function originOf({ id, opened, heard, certificate }: Output<'decisions'>[number]): OriginOf {
  const times = (certificate?.attestations ?? []).map(({ time }) => time).sort();
  return { id, time: times.at(-1) ?? opened, heard };
}
