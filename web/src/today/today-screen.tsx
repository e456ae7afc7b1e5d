import { useOperation } from '../api/operations.ts';
import { Empty } from '../parts/empty.tsx';
import { Fetching } from '../parts/progress.tsx';
import { Reach } from '../parts/reach.tsx';
import { useCell } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { OwnWaitingItem } from '../safeguards/own-waiting.tsx';
import { Part, Row, Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { useWaiting } from './use-waiting.ts';
import { unreadIn } from './waiting.ts';
import { WaitingItem } from './waiting-item.tsx';

/** How many own messages are looked through for those that are not yet everywhere. */
const LOOKED_THROUGH = 50;
const MOST_LINES = 5;

/** What waits for the reader, what is new, and what is still on its way. */
export function TodayScreen() {
  const say = useWords();
  const { day } = useMoments();
  const { isFetched, waiting, own } = useWaiting();
  const count = waiting.length + own.length;
  if (!isFetched) return <Fetching>{say('shell.fetching')}</Fetching>;
  return (
    <Sheet
      title={say('today.title', { count })}
      margin={<time>{day(new Date().toISOString())}</time>}
      aside={
        <section>
          <h2>{say('today.here')}</h2>
          <HereNow />
        </section>
      }
    >
      {count > 0 && (
        <section>
          <h2 className="sr">{say('today.waits')}</h2>
          {waiting.map((one, at) => (
            <WaitingItem key={`${one.decision.id} ${one.kind} ${one.question?.id}`} waiting={one} isFirst={at === 0} />
          ))}
          {own.map((one, at) => (
            <OwnWaitingItem key={one} waiting={one} isFirst={waiting.length + at === 0} />
          ))}
        </section>
      )}
      <Alone />
      <News />
      <OnItsWay />
    </Sheet>
  );
}

function Alone() {
  const say = useWords();
  const people = useOperation('people', {});
  if (people.data === undefined || people.data.length > 1) return null;
  return (
    <Row>
      <Empty
        title={say('today.invite')}
        actions={
          <Link className="button button-main" to={['people', 'invite']}>
            {say('today.invite')}
          </Link>
        }
      >
        {say('today.alone')}
      </Empty>
    </Row>
  );
}

function News() {
  const say = useWords();
  const channels = useOperation('channels', {});
  const fresh = (channels.data ?? []).filter(({ unread }) => unread > 0);
  if (fresh.length === 0) return null;
  return (
    <Part title={say('today.new')}>
      {fresh.slice(0, MOST_LINES).map(({ name, unread }) => (
        <Row key={name} word={say('shell.talk')} className="item">
          <p className="written">
            <Link to={['talk', name]}>{say('today.in-channel', { count: unread, channel: name })}</Link>
          </p>
        </Row>
      ))}
      <p className="sr">{say('today.new-messages', { count: unreadIn(fresh) })}</p>
    </Part>
  );
}

function OnItsWay() {
  const say = useWords();
  const { when } = useMoments();
  const messages = useOperation('talk', { limit: LOOKED_THROUGH });
  const late = (messages.data ?? []).filter(({ mine, deleted, reach }) => mine && !deleted && reach.on < reach.of).slice(-MOST_LINES);
  if (late.length === 0) return null;
  return (
    <Part title={say('today.on-its-way')}>
      {late.map(({ id, text, time, reach }) => (
        <Row key={id} word={when(time)} className="item">
          <p className="written clipped" dir="auto">
            {text}
          </p>
          <Reach {...reach} />
        </Row>
      ))}
    </Part>
  );
}

function HereNow() {
  const say = useWords();
  const { peers } = useCell();
  const names = [...new Set(peers.map(({ member }) => member).filter((name) => name !== null))];
  if (names.length === 0) return <p>{say('today.nobody-here')}</p>;
  return (
    <ul>
      {names.map((name) => (
        <li key={name} dir="auto">
          {name}
        </li>
      ))}
    </ul>
  );
}
