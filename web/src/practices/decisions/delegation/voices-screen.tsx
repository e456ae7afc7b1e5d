import { useOperation } from '../../../api/operations.ts';
import { LookingOn } from '../../../parting/looking-on.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { Fetching } from '../../../parts/progress.tsx';
import { OriginOf } from '../../../people/agreed-part.tsx';
import { useTakesPart } from '../../../route/cell.ts';
import { Link } from '../../../route/link.tsx';
import { Part, Row, Sheet } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMe } from '../use-me.ts';
import { GiveVoice } from './give-voice.tsx';
import { VoiceItem } from './voice-item.tsx';

/** Who has whose voice, until when; giving one's own, and taking it back. Where the cell has not agreed to it: how it can. */
export function VoicesScreen() {
  const say = useWords();
  const me = useMe();
  const takesPart = useTakesPart();
  const { data: voices, error } = useOperation('delegations', {});
  if (voices === undefined) return error === null ? <Fetching>{say('shell.fetching')}</Fetching> : <RefusalNotice refusal={error} />;
  const { most, given, decision } = voices;
  const back = <Link to={['people']}>{say('voices.back')}</Link>;
  const mine = given.filter(({ memberId }) => memberId === me?.id);
  if (most === 0) {
    return (
      <Sheet title={say('voices.title')} margin={back}>
        <Row>
          <Empty
            title={say('voices.off-title')}
            actions={
              takesPart && (
                <Link className="button button-main" to={['people', 'voices', 'agree']}>
                  {say('voices.off-propose')}
                </Link>
              )
            }
          >
            {say('voices.off-lede')}
          </Empty>
        </Row>
        {mine.length > 0 && me !== undefined && (
          <Part title={say('voices.yours')}>
            {mine.map((voice) => (
              <VoiceItem key={voice.id} voice={voice} me={me.id} />
            ))}
          </Part>
        )}
        <LookingOn />
      </Sheet>
    );
  }
  const others = given.filter(({ memberId }) => memberId !== me?.id);
  return (
    <Sheet
      title={say('voices.title')}
      margin={back}
      lede={
        <>
          <p className="lede">{say('voices.lede')}</p>
          <p className="small soft voices-note">{say('voices.consent-note')}</p>
        </>
      }
      aside={
        <section>
          <h2>{say('voices.agreed')}</h2>
          <p>{say('effect.delegation', { most })}</p>
          <OriginOf decision={decision} />
          {takesPart && (
            <p className="small">
              <Link to={['people', 'voices', 'agree']}>{say('voices.change')}</Link>
            </p>
          )}
        </section>
      }
    >
      {me !== undefined && (
        <Part title={say('voices.yours')}>
          {mine.length === 0 && (
            <Row>
              <p>{say('voices.with-you')}</p>
            </Row>
          )}
          {mine.map((voice) => (
            <VoiceItem key={voice.id} voice={voice} me={me.id} />
          ))}
          <GiveVoice voices={voices} mine={mine} me={me.id} />
        </Part>
      )}
      <Part title={say('voices.others')}>
        {others.length === 0 && (
          <Row>
            <p className="soft">{say(me === undefined ? 'voices.none' : 'voices.none-others')}</p>
          </Row>
        )}
        {others.map((voice) => (
          <VoiceItem key={voice.id} voice={voice} me={me?.id ?? null} />
        ))}
      </Part>
      <LookingOn />
    </Sheet>
  );
}
