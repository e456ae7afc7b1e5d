import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Reach } from '../../../parts/reach.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments, useNow } from '../../../time/moment.ts';
import type { Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';
import { StanceShape } from './stance-shape.tsx';
import { VoteForm } from './vote-form.tsx';

/** The reader's vote: how to give one, or what it is and how to change it. Absent once the proposal was taken back. */
export function YourVote({ decision }: { readonly decision: Decision }) {
  const me = useMe();
  const [isOpened, open] = useState(false);
  const [isGiven, setGiven] = useState(false);
  const { state, ballots, version } = decision;
  // A new version asks anew.
  const [asked, setAsked] = useState(version);
  if (asked !== version) {
    setAsked(version);
    open(false);
    setGiven(false);
  }
  if (state === 'withdrawn' || me === undefined) return null;
  const own = ballots.find(({ memberId }) => memberId === me.id) ?? null;
  const isAsked = state === 'open' && own === null;
  return (
    <Row className="your-response">
      {isAsked || isOpened ? (
        <VoteForm
          key={version}
          decision={decision}
          own={own}
          onGiven={() => {
            open(false);
            setGiven(true);
          }}
          onStay={isAsked ? null : () => open(false)}
        />
      ) : (
        <Standing decision={decision} own={own} isGiven={isGiven} onChange={() => open(true)} />
      )}
    </Row>
  );
}

interface StandingParts {
  readonly decision: Decision;
  readonly own: Decision['ballots'][number] | null;
  /** Whether it was given just now: then the reader goes on from here. */
  readonly isGiven: boolean;
  onChange(): void;
}

function Standing({ decision: { deadline, ownReach }, own, isGiven, onChange }: StandingParts) {
  const say = useWords();
  const isTimeUp = useNow() >= Date.parse(deadline);
  const { when } = useMoments();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isGiven) heading.current?.focus({ preventScroll: true });
  }, [isGiven]);
  return (
    <>
      <h2 className="part" ref={heading} tabIndex={-1}>
        {say('vote.yours')}
      </h2>
      {own !== null && (
        <div className="choice-made">
          {typeof own.said === 'string' && <StanceShape of={own.said} />}
          <p>
            <b dir="auto">{typeof own.said === 'string' ? say(`stance.${own.said}`) : own.words}</b>{' '}
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
