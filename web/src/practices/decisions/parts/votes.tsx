import '../methods/methods.css';
import '../votes.css';
import { Part, Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import { alsoForInWords, heardInWords } from '../delegation/voices.ts';
import { ReadersVoices, VoteVoices } from '../delegation/vote-voices.tsx';
import { Draw } from '../draw/draw.tsx';
import { ballotInWords } from '../methods/ballot-in-words.ts';
import { Result } from '../methods/result.tsx';
import { rulesOf, tellMethod } from '../methods/tell-rules.ts';
import type { Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';
import { By } from './by.tsx';
import { StanceShape } from './stance-shape.tsx';
import { YourVote } from './your-vote.tsx';

/** What stands in the place of the round where a decision is not made by consent: what can be chosen, the reader's own vote, and who voted what. */
export function Votes({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const { ballots, count, state } = decision;
  const me = useMe();
  // Whoever is asked has them before them where they vote.
  const isAsked = state === 'open' && me !== undefined && !ballots.some(({ memberId }) => memberId === me.id);
  return (
    <>
      <Draw decision={decision} />
      <Part title={say('vote.title')}>
        <Row className="vote-so-far">
          <p>{tellMethod(rulesOf(decision), say)}</p>
          <p className="soft">
            {heardInWords(decision, say)}
            {state === 'open' && count !== null && count.needed > 1 && ` ${say('result.needed', { count: count.needed })}`}
          </p>
          {state === 'open' && <ReadersVoices decision={decision} />}
          {!isAsked && decision.draw === null && <Result decision={decision} />}
        </Row>
      </Part>
      {/* What is drawn, no vote changes. */}
      {(decision.draw === null || state === 'open') && <YourVote decision={decision} />}
      {ballots.length > 0 && (
        <Part title={say('vote.who')}>
          {ballots.map((ballot) => (
            <Voted key={ballot.id} ballot={ballot} method={decision.method} />
          ))}
        </Part>
      )}
      <VoteVoices decision={decision} />
    </>
  );
}

/** What one member voted, and why. */
function Voted({ ballot, method }: { readonly ballot: Decision['ballots'][number]; readonly method: Decision['method'] }) {
  const { member, memberId, said, reason, time, late } = ballot;
  const say = useWords();
  const alsoFor = alsoForInWords(ballot, say);
  const { when } = useMoments();
  const isStance = typeof said === 'string';
  return (
    <Row {...(isStance ? { mark: <StanceShape of={said} />, word: say(`stance.${said}`) } : {})} className="item">
      <div className="said-so">
        {isStance ? (
          <By says={`vote.says.${said}`} name={member} member={memberId} gaps={{ when: when(time) }} />
        ) : (
          <By says="vote.by-whom" name={member} member={memberId} gaps={{ words: ballotInWords(method, said, say), when: when(time) }} />
        )}
        {alsoFor !== null && <p className="small">{alsoFor}</p>}
        {reason !== '' && <blockquote dir="auto">{reason}</blockquote>}
        {late && <p className="small soft">{say('vote.late')}</p>}
      </div>
    </Row>
  );
}
