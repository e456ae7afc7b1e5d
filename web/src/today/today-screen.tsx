import { useOperation } from '../api/operations.ts';
import { inWords } from '../names/in-words.ts';
import { shownAs } from '../names/shown.ts';
import { Fetching } from '../parts/progress.tsx';
import { useDecisions } from '../practices/decisions/latest.ts';
import { useTakesPart } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { onDemand } from '../shell/on-demand.tsx';
import { Part, Row, Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { FirstSteps } from './first-steps.tsx';
import { whoIsBehind, whoIsHere } from './here.ts';
import { LateRow } from './late.tsx';
import { News } from './news.tsx';
import { useWaiting, useWhatItIsAbout } from './use-waiting.ts';
import { WaitingItem } from './waiting-item.tsx';

/** The most own things on their way that are shown here; Status has them all. */
const MOST_LATE = 5;

// Hardly anybody needs it.
const PartedScreen = onDemand(() => import('../parting/parted-screen.tsx').then((it) => it.PartedScreen));

/** What waits for the reader, what is new, and what is still on its way; for whoever looks on, what they can do. @param isNoted whether this visit has been noted */
export function TodayScreen({ isNoted }: { readonly isNoted: boolean }) {
  const say = useWords();
  if (useTakesPart()) return <Today isNoted={isNoted} />;
  return <PartedScreen meanwhile={<Fetching>{say('shell.opening')}</Fetching>} />;
}

function Today({ isNoted }: { readonly isNoted: boolean }) {
  const say = useWords();
  const { day } = useMoments();
  const waits = useWaiting();
  const waiting = useWhatItIsAbout(waits);
  const count = waits.things.length;
  if (waiting === undefined) return <Fetching>{say('shell.fetching')}</Fetching>;
  return (
    <Sheet
      title={say('today.title', { count })}
      lede={count === 0 ? <WhatComesNext /> : undefined}
      // The number stays with its month.
      margin={<time>{day(new Date().toISOString()).replace(/(\d) /, '$1\u00a0')}</time>}
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
            <WaitingItem key={one.thing.key} waiting={one} isFirst={at === 0} />
          ))}
        </section>
      )}
      <FirstSteps isQuiet={count > 0} />
      <News isNoted={isNoted} />
      <OnItsWay />
    </Sheet>
  );
}

/** When nothing waits: what ends next, so that nobody has to look for it. */
function WhatComesNext() {
  const say = useWords();
  const { near } = useMoments();
  const decisions = useDecisions();
  const [next] = (decisions.data ?? []).filter(({ state }) => state === 'open').sort((a, b) => (a.deadline < b.deadline ? -1 : 1));
  if (next === undefined) return null;
  return (
    <p className="lede">
      {say('today.next', { title: shownAs(next.title, say), when: near(next.deadline), count: next.heard.count, of: next.heard.of })}
    </p>
  );
}

function OnItsWay() {
  const say = useWords();
  const { data } = useOperation('reach', {});
  if (data === undefined || data.late.count === 0) return null;
  const behind = whoIsBehind(data.devices, data.entries);
  const shown = data.late.newest.slice(0, MOST_LATE);
  return (
    <Part title={say('today.on-its-way')}>
      {shown.map((late) => (
        <LateRow key={late.id} late={late} />
      ))}
      <Row className="after-items">
        {behind.length > 0 && <p className="small soft">{say('today.goes-on', { names: inWords(behind), count: behind.length })}</p>}
        {data.late.count > shown.length && (
          <p className="small">
            <Link to={['status']}>
              {say('today.more-late', { count: data.late.count - shown.length, isMore: String(data.late.isMore) })}
            </Link>
          </p>
        )}
      </Row>
    </Part>
  );
}

function HereNow() {
  const say = useWords();
  const { when } = useMoments();
  const { data } = useOperation('reach', {});
  if (data === undefined) return null;
  const { here, away } = whoIsHere(data.devices);
  return (
    <ul>
      <li>{here.length === 0 ? say('today.nobody-here') : inWords([...here, say('today.you')])}</li>
      {away.map(({ name, last }) => (
        <li key={name} className="soft">
          {last === null ? say('today.not-met', { name }) : say('today.away', { name, when: when(last) })}
        </li>
      ))}
    </ul>
  );
}
