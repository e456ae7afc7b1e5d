import type { ReactNode } from 'react';
import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { inWords } from '../names/in-words.ts';
import { shownAs } from '../names/shown.ts';
import { Origin, originOf } from '../parts/origin.tsx';
import { FROZEN_FOR, frozenAfter } from '../people/frozen.ts';
import { AT_ONCE, isOver } from '../practices/agreements/agreement.ts';
import { useChannelNames } from '../practices/talk/circles/circle.ts';
import { Link } from '../route/link.tsx';
import { Part, Row } from '../shell/sheet.tsx';
import { useWords, Words } from '../texts/words.tsx';
import { useMoments, useNow } from '../time/moment.ts';
import { unreadIn } from './waiting.ts';

type Channel = Output<'channels'>[number];

/** The most lines of news. */
const MOST_LINES = 5;

/** What came since the reader was last here: decided, admitted, proposed, said. @param isNoted whether this visit has been noted */
export function News({ isNoted }: { readonly isNoted: boolean }) {
  const say = useWords();
  const { when } = useMoments();
  const news = useOperation('news', {}, isNoted);
  const channels = useOperation('channels', {});
  const agreements = useOperation('agreements', { rest: AT_ONCE });
  const people = useOperation('people', {});
  const weekAgo = useNow() - FROZEN_FOR;
  const { since = null, decided = [], proposed = [], left = [] } = news.data ?? {};
  const told = [...decided, ...proposed];
  const frozen = (people.data ?? []).flatMap((person) => {
    const time = news.data === undefined ? null : frozenAfter(person, since === null ? weekAgo : Date.parse(since));
    return time === null ? [] : [{ person, time }];
  });
  const talk = (channels.data ?? []).filter(({ unread }) => unread > 0);
  // Whoever is here for the first time reads what the cell has agreed before they came.
  const hasAgreed = news.data !== undefined && since === null && (agreements.data ?? []).some((one) => !isOver(one));
  if (told.length + talk.length + left.length + frozen.length === 0 && !hasAgreed) return null;
  const shown = told.slice(0, Math.max(1, MOST_LINES - (talk.length > 0 ? 1 : 0) - left.length - frozen.length));
  return (
    <Part title={since === null ? say('today.new') : say('today.since-then', { when: when(since) })}>
      {hasAgreed && (
        <Row className="item">
          <p className="written">
            <Words text="today.agreed" with={{ a: (inner: ReactNode[]) => <Link to={['agreements']}>{inner}</Link> }} />
          </p>
        </Row>
      )}
      {frozen.map(({ person, time }) => (
        <FrozenNews key={person.id} person={person} time={time} />
      ))}
      {left.map((one) => (
        <LeftNews key={one.id} left={one} />
      ))}
      {shown.map((id) => (
        <DecisionNews key={id} id={id} />
      ))}
      {talk.length > 0 && <TalkNews channels={talk} />}
      {told.length > shown.length && (
        <Row className="item">
          <Link to={['decisions']}>{say('today.more-decisions', { count: told.length - shown.length })}</Link>
        </Row>
      )}
    </Part>
  );
}

/** A device told two stories, so that what it says is heard no more: whoever owns it may not know. */
function FrozenNews({ person: { id, name, you }, time }: { readonly person: Output<'people'>[number]; readonly time: string }) {
  const { date } = useMoments();
  return (
    <Row word={<time>{date(time)}</time>} className="item">
      <p className="written">
        <Words text="today.news.frozen" with={{ name, you: String(you), a: (inner) => <Link to={['people', id]}>{inner}</Link> }} />
      </p>
    </Row>
  );
}

/** Somebody has left, which nobody had to decide. */
function LeftNews({ left: { id, name, time } }: { readonly left: Output<'news'>['left'][number] }) {
  const { date } = useMoments();
  return (
    <Row word={<time>{date(time)}</time>} className="item">
      <p className="written">
        <Words text="today.news.left" with={{ name, a: (inner) => <Link to={['people', id]}>{inner}</Link> }} />
      </p>
    </Row>
  );
}

/** What became of a decision, or that there is a new one. */
function DecisionNews({ id }: { readonly id: string }) {
  const say = useWords();
  const { date } = useMoments();
  const { data: decision } = useOperation('decision', { id });
  if (decision === undefined) return null;
  const { title, state, proposer, certificate, opened, effects } = decision;
  const about = effects.find(({ kind }) => kind === 'admit' || kind === 'remove');
  const isAbout = state === 'in-effect' && typeof about?.name === 'string';
  const news = !isAbout ? state : about.kind === 'admit' ? 'admitted' : 'removed';
  const link = (inner: ReactNode[]) => <Link to={['decisions', id]}>{inner}</Link>;
  return (
    <Row word={<time>{date(certificate === null ? opened : originOf(decision).time)}</time>} className="item">
      <p className="written">
        <Words
          text={`today.news.${news}`}
          with={{ title: shownAs(title, say), proposer, name: isAbout ? String(about.name) : '', a: link }}
        />
      </p>
      {state === 'in-effect' && certificate !== null && (
        <p>
          <Origin decision={originOf(decision)} />
        </p>
      )}
    </Row>
  );
}

/** How much is unread, and where. */
function TalkNews({ channels }: { readonly channels: readonly Channel[] }) {
  const say = useWords();
  const nameOf = useChannelNames();
  const where = ({ name, unread }: Channel): string =>
    say(channels.length === 1 ? 'today.in-channel' : 'today.so-many-in', {
      count: unread,
      channel: nameOf(name),
      everyone: String(name === 'everyone'),
    });
  const to = channels[0]?.name ?? 'everyone';
  return (
    <Row word={say('shell.talk')} className="item">
      <p className="written">
        <Words
          text="today.unread"
          with={{ a: (inner) => <Link to={['talk', to]}>{inner}</Link>, count: unreadIn(channels), where: inWords(channels.map(where)) }}
        />
      </p>
    </Row>
  );
}
