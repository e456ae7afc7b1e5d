import { useChange } from '../../../api/operations.ts';
import { NameHint } from '../../../names/name-hint.tsx';
import { Button } from '../../../parts/button.tsx';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { useWords, Words } from '../../../texts/words.tsx';
import { momentOf } from '../../../time/calendar-day.ts';
import { useMoments } from '../../../time/moment.ts';
import { VoiceMark } from './voice-mark.tsx';
import type { GivenVoice } from './voices.ts';

/** Who speaks for whom, what about and until when, and whether it counts. Whose voice it is takes it back. @param me id of the reader; null: they take no part */
export function VoiceItem({ voice, me }: { readonly voice: GivenVoice; readonly me: string | null }) {
  const say = useWords();
  const { date, nearDay } = useMoments();
  const takingBack = useChange('undelegate');
  const { member, memberId, to, toId, subject, until, state, passedBy } = voice;
  const last = momentOf(until);
  const isMine = memberId === me;
  const isToMe = toId === me;
  const takeBack = async (): Promise<void> => {
    if ((await takingBack.run({ subject })) !== null) announce(say('voices.taken-back'));
  };
  const beyond = isMine ? 'voices.beyond-you' : isToMe ? 'voices.beyond-by-you' : 'voices.beyond';
  return (
    <Row mark={<VoiceMark />} word={say('voices.word', { until: nearDay(last) })} className="item">
      <p className="by">
        <Words
          text={isMine ? 'voices.speaks-for-you' : isToMe ? 'voices.you-speak' : 'voices.speaks'}
          with={{ to, member, b: (inner) => <b key="b">{inner}</b> }}
        />{' '}
        <NameHint member={isMine ? toId : memberId} />
      </p>
      <p className="note">{say('voices.until', { subject: subject === '' ? 'none' : subject, until: date(last) })}</p>
      {state === 'beyond' && <p className="small is-heed">{say(beyond, { to })}</p>}
      {(state === 'rests' || state === 'off') && <p className="small soft">{say(state === 'off' ? 'voices.rests-off' : 'voices.rests')}</p>}
      {passedBy !== null && (
        <p className="small is-heed">{say(isToMe ? 'voices.passed-by-you' : 'voices.passed-by', { to, other: passedBy.member })}</p>
      )}
      {isMine && (
        <div className="actions">
          <Button kind="plain" working={takingBack.isRunning ? say('voices.taking-back') : null} onClick={() => void takeBack()}>
            {say('voices.take-back')}
          </Button>
        </div>
      )}
      <RefusalNotice refusal={takingBack.refusal} />
    </Row>
  );
}
