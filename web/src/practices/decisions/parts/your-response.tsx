import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Reach } from '../../../parts/reach.tsx';
import { Shape } from '../../../parts/shape.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import type { Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';
import { ResponseForm } from './response-form.tsx';

/** The reader's response: how to give one, or what it is and how to change it. Absent once the proposal was taken back. */
export function YourResponse({ decision }: { readonly decision: Decision }) {
  const me = useMe();
  const [isOpened, open] = useState(false);
  const [isGiven, setGiven] = useState(false);
  const { state, responses, version } = decision;
  // A new version asks anew.
  const [asked, setAsked] = useState(version);
  if (asked !== version) {
    setAsked(version);
    open(false);
    setGiven(false);
  }
  if (state === 'withdrawn' || me === undefined) return null;
  const yours = responses.find(({ memberId }) => memberId === me.id) ?? null;
  const isAsked = state === 'open' && yours === null;
  return (
    <Row className="your-response">
      {isAsked || isOpened ? (
        <ResponseForm
          decision={decision}
          onGiven={() => {
            open(false);
            setGiven(true);
          }}
          onStay={isAsked ? null : () => open(false)}
        />
      ) : (
        <Standing decision={decision} yours={yours} isGiven={isGiven} onChange={() => open(true)} />
      )}
    </Row>
  );
}

/** What the standing response takes. */
interface StandingParts {
  readonly decision: Decision;
  readonly yours: Decision['responses'][number] | null;
  /** Whether it was given just now: then the reader goes on from here. */
  readonly isGiven: boolean;
  onChange(): void;
}

function Standing({ decision: { state, ownReach }, yours, isGiven, onChange }: StandingParts) {
  const say = useWords();
  const { when } = useMoments();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isGiven) heading.current?.focus({ preventScroll: true });
  }, [isGiven]);
  const isOpen = state === 'open' || state === 'not-passed';
  return (
    <>
      <h2 className="part" ref={heading} tabIndex={-1}>
        {say('respond.title-plain')}
      </h2>
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
