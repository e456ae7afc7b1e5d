import { Part, Row } from '../../../shell/sheet.tsx';
import { type Say, useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import type { Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';
import { VoteForm } from './vote-form.tsx';

/** What stands in the place of the round where a decision is not made by consent: what can be chosen, who voted what, and the reader's own vote. */
export function Votes({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const { when } = useMoments();
  const me = useMe();
  const { method, ballots, count, heard, state } = decision;
  const winners = count?.result?.winners ?? [];
  return (
    <Part title={say('vote.title')}>
      <Row className="vote-so-far">
        <p>{howItIsDecided(decision, say)}</p>
        {method.options.length > 0 && (
          <ol className="vote-options">
            {method.options.map(({ letter, text }, i) => (
              <li key={letter}>
                <b>{letter}</b> <bdi className="written">{text}</bdi>
                {state !== 'open' && winners.includes(i + 1) && <span className="soft"> {say('vote.chosen')}</span>}
              </li>
            ))}
          </ol>
        )}
        <p className="soft">{say('vote.heard', { count: heard.count, of: heard.of })}</p>
        {ballots.length > 0 && (
          <ul className="vote-said">
            {ballots.map(({ id, member, words, reason, time, late }) => (
              <li key={id}>
                <bdi className="name">{member}</bdi>: <b dir="auto">{words}</b> <span className="small soft">{when(time)}</span>
                {late && <span className="small soft"> {say('vote.late')}</span>}
                {reason !== '' && (
                  <p className="written" dir="auto">
                    {reason}
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
      </Row>
      {me !== undefined && state !== 'withdrawn' && (
        <Row>
          <VoteForm decision={decision} isChanged={ballots.some(({ memberId }) => memberId === me.id)} />
        </Row>
      )}
    </Part>
  );
}

/** How a decision is made that is not made by consent. */
export function howItIsDecided({ method: { name, share, seats, marks } }: Decision, say: Say): string {
  return say(`vote.by.${name}`, { share: share ?? '', count: seats ?? marks ?? 0 });
}
