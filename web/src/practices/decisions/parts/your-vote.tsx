import { Button } from '../../../parts/button.tsx';
import { Reach } from '../../../parts/reach.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments, useNow } from '../../../time/moment.ts';
import { ballotInWords } from '../methods/ballot-in-words.ts';
import type { Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';
import { OwnAnswer } from './own-answer.tsx';
import { StanceShape } from './stance-shape.tsx';
import { VoteForm } from './vote-form.tsx';

/** The reader's vote: how to give one, or what it is and how to change it. Absent once the proposal was taken back. */
export function YourVote({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const { state, ballots, heard, version } = decision;
  if (state === 'withdrawn' || me === undefined) return null;
  const own = ballots.find(({ memberId }) => memberId === me.id) ?? null;
  // Whoever came after it was decided was not asked.
  if (own === null && state !== 'open' && !heard.unheardIds.includes(me.id)) return null;
  return (
    <OwnAnswer
      decision={decision}
      title={say(decision.method.name === 'advice' && decision.proposerId === me.id ? 'vote.yours-to-decide' : 'vote.yours')}
      isThere={own !== null}
      form={(ends) => <VoteForm key={version} decision={decision} own={own} me={me.id} {...ends} />}
      standing={(change) => <Standing decision={decision} own={own} onChange={change} />}
    />
  );
}

interface StandingParts {
  readonly decision: Decision;
  readonly own: Decision['ballots'][number] | null;
  onChange(): void;
}

function Standing({ decision: { deadline, method, ownReach }, own, onChange }: StandingParts) {
  const say = useWords();
  const { when } = useMoments();
  const isTimeUp = useNow() >= Date.parse(deadline);
  return (
    <>
      {own !== null && (
        <div className="choice-made">
          {typeof own.said === 'string' && <StanceShape of={own.said} />}
          <p>
            <b dir="auto">{typeof own.said === 'string' ? say(`stance.${own.said}`) : ballotInWords(method, own.said, say)}</b>{' '}
            <span className="small soft">{when(own.time)}</span>
            {ownReach !== null && ownReach.on < ownReach.of && <Reach {...ownReach} />}
          </p>
        </div>
      )}
      <div className="actions">
        <Button kind="quiet" onClick={onChange}>
          {say(own === null ? (isTimeUp ? 'vote.late-open' : 'vote.do') : 'vote.another')}
        </Button>
        {isTimeUp && <span className="small soft">{say('vote.after-end')}</span>}
      </div>
    </>
  );
}
