import { useOperation } from '../../../api/operations.ts';
import { Link } from '../../../route/link.tsx';
import { Part, Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMe } from '../use-me.ts';
import { VoiceItem } from './voice-item.tsx';

/** Who speaks for whom, among people, with the way to give one's voice; where nobody can, one line that leads to how it could be. */
export function VoicesPart() {
  const say = useWords();
  const me = useMe();
  const { data: voices } = useOperation('delegations', {});
  if (voices === undefined) return null;
  const { most, given } = voices;
  return (
    <Part title={say('voices.part')}>
      {given.length === 0 && (
        <Row>
          <p>{say(most === 0 ? 'voices.off' : 'voices.none')}</p>
        </Row>
      )}
      {given.map((voice) => (
        <VoiceItem key={voice.id} voice={voice} me={me?.id ?? null} />
      ))}
      <Row>
        <p className="small">
          <Link to={['people', 'voices']}>{say(most > 0 && me !== undefined ? 'voices.give' : 'voices.to')}</Link>
        </p>
      </Row>
    </Part>
  );
}
