import type { Output } from '../api/client.ts';
import { shownAs } from '../names/shown.ts';
import { Origin } from '../parts/origin.tsx';
import { Shape } from '../parts/shape.tsx';
import { Link } from '../route/link.tsx';
import { Item } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { momentOf } from '../time/calendar-day.ts';
import { useMoments } from '../time/moment.ts';

/** An agreement that waits for a look: its review is near or overdue, it has lapsed, or it clashes with another decision. @param isFirst its button is the one thing to do */
export function AgreementWaiting({ agreement, isFirst }: { readonly agreement: Output<'agreements'>[number]; readonly isFirst: boolean }) {
  const say = useWords();
  const { date, nearDay } = useMoments();
  const { id, title, review, state, overdue, afterwards, clashes, decided, heard } = agreement;
  const is = clashes > 0 ? 'clash' : state === 'lapsed' ? 'lapsed' : overdue ? 'overdue' : afterwards === 'lapse' ? 'lapses' : 'due';
  const day = review === null ? '' : date(momentOf(review));
  const to = ['agreements', id];
  return (
    <Item
      mark={<Shape of={is === 'clash' ? 'object' : 'day'} />}
      {...(review === null ? {} : { word: say('today.agreement-day', { date: nearDay(momentOf(review)) }) })}
      kicker={say(`today.agreement.${is}`)}
      tone={is === 'clash' ? 'stop' : is === 'due' ? 'ask' : 'heed'}
      title={<Link to={to}>{shownAs(title, say)}</Link>}
      note={
        <>
          {is !== 'due' && <span className="after-note">{say(`today.agreement-note.${is}`, { date: day })} </span>}
          <Origin decision={{ id, time: decided, heard }} />
        </>
      }
      actions={
        <Link className={`button ${isFirst ? 'button-main' : 'button-plain'}`} to={to}>
          {say('today.look')}
        </Link>
      }
    />
  );
}
