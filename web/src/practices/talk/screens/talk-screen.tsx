import { useOperation } from '../../../api/operations.ts';
import { Reach } from '../../../parts/reach.tsx';
import { Row, Sheet } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';

/** What was said in a channel. @param steps the channel's name, or nothing for that of everybody */
export function TalkScreen({ steps: [channel] }: { readonly steps: readonly string[] }) {
  const say = useWords();
  const { time } = useMoments();
  const messages = useOperation('talk', channel === undefined ? {} : { channel });
  return (
    <Sheet title={say('talk.title')}>
      {(messages.data ?? []).map((message) => (
        <Row key={message.id} word={`${message.author} ${time(message.time)}`}>
          <p className="written" dir="auto">
            {message.text}
          </p>
          {message.reach.on < message.reach.of && <Reach {...message.reach} />}
        </Row>
      ))}
    </Sheet>
  );
}
