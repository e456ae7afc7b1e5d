import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { call } from '../../../api/client.ts';
import { useOperation } from '../../../api/operations.ts';
import { LookingOn } from '../../../parting/looking-on.tsx';
import { Button } from '../../../parts/button.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { Fetching } from '../../../parts/progress.tsx';
import { useBeginning } from '../../../retention/use-retention.ts';
import { useCell } from '../../../route/cell.ts';
import { announce } from '../../../shell/announcer.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { type Circle, holdsEverybody, peopleInWords, thoseIn, useChannelNames } from '../circles/circle.ts';
import { useMayWrite } from '../circles/may-write.ts';
import { type Message, useMessages } from '../messages.ts';
import { useArrivals, useFreshLine, useIsWatched, useReading } from '../reading.ts';
import { useTakingBack } from '../taking-back.ts';
import { Composer } from './composer.tsx';
import { type Aim, MessageList } from './message-list.tsx';
import type { Deeds } from './said.tsx';
import { isTouch } from './saying-key.ts';
import { Searching } from './searching.tsx';

const LINES_BEFORE = 10;

interface ChannelParts {
  readonly name: string;
  readonly isEveryone: boolean;
  /** The circle that talks in it; null where everybody does. */
  readonly circle: Circle | null;
  readonly unread: number;
  /** Id of the message that the reader is led to; null: where what is new begins. */
  readonly sought: string | null;
}

interface ChannelDeeds extends Deeds {
  leaveChange(): void;
}

/** The same functions for as long as the channel is there, doing what the newest would: so that a message is not drawn anew because of them. */
function useSteady(deeds: ChannelDeeds): ChannelDeeds {
  const newest = useRef(deeds);
  useLayoutEffect(() => {
    newest.current = deeds;
  });
  const [steady] = useState<ChannelDeeds>(() => ({
    find: (id) => newest.current.find(id),
    reply: (message) => newest.current.reply(message),
    change: (message) => newest.current.change(message),
    takeBack: (message) => newest.current.takeBack(message),
    keep: (message) => newest.current.keep(message),
    leaveChange: () => newest.current.leaveChange(),
  }));
  return steady;
}

/** A channel: what was said in it, and where one writes. */
export function Channel({ name, isEveryone, circle, unread, sought }: ChannelParts) {
  const say = useWords();
  const shown = useChannelNames()(name);
  const beginning = useBeginning(name);
  const { data: people } = useOperation('people', {});
  const me = people?.find(({ you }) => you)?.id;
  const others = circle?.members.filter(({ id }) => id !== me) ?? [];
  const { id: cell } = useCell();
  const mayWrite = useMayWrite();
  const [from, begin] = useState<string | null>(null);
  const [aim, setAim] = useState<Aim | null>(sought === null ? null : { to: sought });
  const [isSearching, search] = useState(false);
  const [answered, answer] = useState<Message | null>(null);
  const [changing, change] = useState<string | null>(null);
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const writing = useRef<HTMLFormElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const { list, refusal, earlier, later } = useMessages(name, from);
  const isEndSeen = useIsWatched(end);
  const isWatched = isEndSeen && list !== undefined && later === null && !isSearching;
  const line = useFreshLine(list, isWatched);
  useReading(name, isWatched, unread);
  useArrivals(list, later === null);
  const takingBack = useTakingBack();

  // The first message has none before it to begin after: it comes with the page of earlier ones.
  const isBeforeAll = from !== null && aim?.to === from && list !== undefined && !list.some(({ id }) => id === from);
  const fetchEarlier = isBeforeAll && earlier !== null && !earlier.isRunning ? earlier.run : null;
  useEffect(() => fetchEarlier?.(), [fetchEarlier]);

  const write = (): void => writing.current?.querySelector('textarea')?.focus();
  const goToNewest = (): void => {
    begin(null);
    setAim({ to: 'end' });
    if (!isTouch()) write();
  };
  /** Shows a message among the others. @param after a message that stands some lines before it */
  const goTo = (id: string, after: string): void => {
    search(false);
    if (!list?.some((message) => message.id === id)) begin(after);
    setAim({ to: id });
  };
  const find = async (id: string): Promise<void> => {
    if (list?.some((message) => message.id === id)) return setAim({ to: id });
    const before = await call('talk', { channel: name, before: id, limit: LINES_BEFORE }, cell).catch(() => null);
    if (before !== null) return goTo(id, before[0]?.id ?? id);
    setMissing(new Set([...missing, id]));
    announce(say('talk.quoted-missing'));
  };
  const led = useRef<string | null>(null);
  useEffect(() => {
    if (sought === null || list === undefined || led.current === sought) return;
    led.current = sought;
    // After the sheet has gone to its top, as it does when one comes to a screen.
    requestAnimationFrame(() => void find(sought));
  });
  const deeds: Deeds = {
    find: (id) => void find(id),
    reply(message) {
      answer(message);
      write();
    },
    change: ({ id }) => change(id),
    takeBack({ id }) {
      takingBack.takeBack(id, say('talk.undo-take-back'));
      setAim({ to: id });
    },
    keep({ id }) {
      takingBack.keep(id);
      announce(say('talk.kept'));
      setAim({ to: id });
    },
  };

  const leaveChange = (): void => {
    if (changing !== null) setAim({ to: changing });
    change(null);
  };
  const steady = useSteady({ ...deeds, leaveChange });

  if (refusal !== null && list === undefined) {
    return (
      <Row>
        <RefusalNotice refusal={refusal} />
      </Row>
    );
  }
  return (
    <>
      <Searching
        channel={name}
        shown={shown}
        isOpen={isSearching}
        onOpen={search}
        onGo={({ message, after }) => goTo(message.id, after ?? message.id)}
      />
      {!isSearching && list === undefined && (
        <Row>
          <Fetching>{say('talk.fetching')}</Fetching>
        </Row>
      )}
      {!isSearching && list?.length === 0 && (
        <Row>
          <Empty title={say('talk.empty')}>
            {circle === null && say(isEveryone ? 'talk.empty-everyone' : 'talk.empty-channel')}
            {circle !== null && others.length === 0 && say('circle.empty-only-you')}
            {circle !== null &&
              others.length > 0 &&
              say(holdsEverybody(circle, people) ? 'circle.empty-everybody' : 'circle.empty', {
                names: peopleInWords(circle.members, me, say),
              })}
          </Empty>
        </Row>
      )}
      {!isSearching && list !== undefined && list.length > 0 && (
        <>
          <Row className="more-said">
            {earlier === null ? (
              <p className="small soft">{beginning ?? say('talk.beginning')}</p>
            ) : (
              <Button onClick={earlier.run} working={earlier.isRunning ? say('talk.earlier-fetching') : null}>
                {say('talk.earlier')}
              </Button>
            )}
          </Row>
          <MessageList
            key={from}
            label={say('talk.messages', { channel: isEveryone ? say('talk.everyone') : shown })}
            messages={list}
            line={line}
            aim={aim}
            sought={sought}
            changing={changing}
            takingBack={takingBack.all}
            missing={missing}
            deeds={steady}
            onChanged={steady.leaveChange}
          />
          {later !== null && (
            <Row className="more-said">
              <Button onClick={later.run} working={later.isRunning ? say('talk.later-fetching') : null}>
                {say('talk.later')}
              </Button>
            </Row>
          )}
        </>
      )}
      <div ref={end} className="script-end" />
      {!isEndSeen && !isSearching && list !== undefined && list.length > 0 && (
        <div className="to-newest">
          <Button onClick={goToNewest}>{say('talk.newest')}</Button>
        </div>
      )}
      <LookingOn />
      {!isSearching && mayWrite && (
        <Composer
          channel={name}
          whom={circle === null ? shown : thoseIn(circle, me, say)}
          isEveryone={isEveryone}
          circle={circle}
          answered={answered}
          place={writing}
          leaveReply={() => {
            answer(null);
            write();
          }}
          onSaid={(channel, goOn) => {
            answer(null);
            if (channel !== name) goOn({ cell, steps: ['talk', channel] }, true);
            begin(null);
            setAim({ to: 'end' });
          }}
        />
      )}
    </>
  );
}
