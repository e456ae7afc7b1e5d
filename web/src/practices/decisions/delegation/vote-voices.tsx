import { Link } from '../../../route/link.tsx';
import { Part, Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { By } from '../parts/by.tsx';
import type { Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';
import { VoiceMark } from './voice-mark.tsx';
import { voicesOfReader } from './voices.ts';

/** Whose voice is with whom in a vote and does not count with theirs by now: the others stand with the votes that they count with. */
export function VoteVoices({ decision: { voices, state } }: { readonly decision: Decision }) {
  const say = useWords();
  const told = voices.filter((voice) => voice.state !== 'counts');
  if (told.length === 0) return null;
  return (
    <Part title={say('voices.vote-part')}>
      {told.map(({ id, member, memberId, to, state: is }) => (
        <Row key={id} mark={<VoiceMark />} className="item">
          {is === 'waits' ? (
            <By says={state === 'open' ? 'voices.vote-waits' : 'voices.vote-waits-over'} name="" member={memberId} gaps={{ to, member }} />
          ) : (
            is !== 'counts' && <By says={`voices.vote-${is}`} name={member} member={memberId} gaps={{ to, member }} />
          )}
        </Row>
      ))}
      <Row>
        <p className="small">
          <Link to={['people', 'voices']}>{say('voices.vote-look')}</Link>
        </p>
      </Row>
    </Part>
  );
}

/** What the reader is told where they vote: who speaks for them here, and for whom they speak. */
export function ReadersVoices({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const lines = me === undefined ? [] : voicesOfReader(decision, me.id, say);
  return lines.map((line) => (
    <p key={line} className="voice-line">
      <VoiceMark /> <span>{line}</span>
    </p>
  ));
}
