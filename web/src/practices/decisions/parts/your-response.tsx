import { Button } from '../../../parts/button.tsx';
import { Reach } from '../../../parts/reach.tsx';
import { Shape } from '../../../parts/shape.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import type { Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';
import { OwnAnswer } from './own-answer.tsx';
import { ResponseForm } from './response-form.tsx';

/** The reader's response: how to give one, or what it is and how to change it. Absent once the proposal was taken back. */
export function YourResponse({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const { state, responses } = decision;
  if (state === 'withdrawn' || me === undefined) return null;
  const yours = responses.find(({ memberId }) => memberId === me.id) ?? null;
  return (
    <OwnAnswer
      decision={decision}
      title={say('respond.title-plain')}
      isThere={yours !== null}
      form={(ends) => <ResponseForm decision={decision} {...ends} />}
      standing={(change) => <Standing decision={decision} yours={yours} onChange={change} />}
    />
  );
}

/** What the standing response takes. */
interface StandingParts {
  readonly decision: Decision;
  readonly yours: Decision['responses'][number] | null;
  onChange(): void;
}

function Standing({ decision: { state, ownReach }, yours, onChange }: StandingParts) {
  const say = useWords();
  const { when } = useMoments();
  const isOpen = state === 'open' || state === 'not-passed';
  return (
    <>
      {yours !== null && (
        <div className="choice-made">
          <Shape of={yours.response} />
          <p>
            <b>{say('respond.yours', { response: say(`response.${yours.response}`) })}</b>{' '}
            <span className="small soft">{when(yours.time)}</span>
            {ownReach !== null && ownReach.on < ownReach.of && <Reach {...ownReach} />}
          </p>
        </div>
      )}
      <div className="actions">
        <Button kind={isOpen && yours === null ? 'plain' : 'quiet'} onClick={onChange}>
          {say(isOpen ? (yours === null ? 'respond.do' : 'respond.change') : 'respond.late-open')}
        </Button>
        {state === 'not-passed' && <span className="small soft">{say('respond.still-counts')}</span>}
        {!isOpen && <span className="small soft">{say('respond.late')}</span>}
      </div>
    </>
  );
}
