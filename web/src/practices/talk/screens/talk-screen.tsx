import '../talk.css';
import { useOperation } from '../../../api/operations.ts';
import { Notice, RefusalNotice } from '../../../parts/notice.tsx';
import { Fetching } from '../../../parts/progress.tsx';
import { useCell, useTakesPart } from '../../../route/cell.ts';
import { Row, Sheet } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { isCircleChannel } from '../circles/circle.ts';
import { CircleHead } from '../circles/circle-head.tsx';
import { OwnChannel } from '../circles/may-write.ts';
import { Channel } from '../parts/channel.tsx';
import { ChannelTabs } from '../parts/channel-tabs.tsx';
import { Readers } from '../parts/readers.tsx';

/** What was said in a channel. @param steps the channel's name, or nothing for that of everybody; then the id of a message, to be led to it */
export function TalkScreen({ steps: [wanted, sought] }: { readonly steps: readonly string[] }) {
  const say = useWords();
  const { id: cell } = useCell();
  const takesPart = useTakesPart();
  const channels = useOperation('channels', {});
  const [everyone] = channels.data ?? [];
  if (channels.data === undefined || everyone === undefined) {
    return (
      <Sheet title={say('talk.title')}>
        {channels.error === null ? <Fetching>{say('talk.fetching')}</Fetching> : <RefusalNotice refusal={channels.error} />}
      </Sheet>
    );
  }
  const here = channels.data.find(({ name }) => name === (wanted ?? everyone.name));
  const name = here?.name ?? wanted ?? everyone.name;
  const circle = here?.circle ?? null;
  const isOutside = circle === null && isCircleChannel(name);
  return (
    <Sheet title={say('talk.title')} {...(takesPart && !isOutside ? { aside: <Readers circle={circle} /> } : {})}>
      <Row>
        <ChannelTabs channels={channels.data} here={name} />
      </Row>
      {circle !== null && <CircleHead key={circle.id} circle={circle} />}
      {isOutside ? (
        <Row>
          <Notice voice="heed">{say('circle.not-in')}</Notice>
        </Row>
      ) : (
        <OwnChannel value={circle === null || circle.isIn}>
          <Channel
            key={`${cell} ${name}`}
            name={name}
            isEveryone={name === everyone.name}
            circle={circle}
            unread={here?.unread ?? 0}
            sought={sought ?? null}
          />
        </OwnChannel>
      )}
    </Sheet>
  );
}
