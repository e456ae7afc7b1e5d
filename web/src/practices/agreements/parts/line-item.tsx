import { NameHint } from '../../../names/name-hint.tsx';
import { shownAs } from '../../../names/shown.ts';
import { MiniRing } from '../../../parts/ring.tsx';
import { Shape, type ShapeName } from '../../../parts/shape.tsx';
import { Link } from '../../../route/link.tsx';
import { Item } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { momentOf } from '../../../time/calendar-day.ts';
import { useMoments } from '../../../time/moment.ts';
import { isOver, type Line, standingOf } from '../agreement.ts';

/** An agreement in the register: how it stands, who looks after it, and when we look again. */
export function LineItem({ line }: { readonly line: Line }) {
  const say = useWords();
  const { nearDay } = useMoments();
  const standing = standingOf(line);
  const { id, title, owner, formerOwner, review, afterwards, concerns, found, decided } = line;
  const care =
    owner !== null
      ? say('agreements.owner', { name: owner.member })
      : formerOwner !== null
        ? say('agreements.owner-left', { name: formerOwner })
        : say('agreements.nobody');
  const [what, date] =
    review === null || isOver(line)
      ? (['since', decided] as const)
      : ([afterwards === 'lapse' ? 'until' : 'review-on', momentOf(review)] as const);
  return (
    <Item
      mark={<Mark line={line} />}
      word={<time>{say(`agreements.${what}`, { date: nearDay(date) })}</time>}
      {...(standing === null ? {} : { kicker: say(`agreements.standing.${standing.is}`), tone: standing.tone })}
      title={<Link to={['agreements', id]}>{shownAs(title, say)}</Link>}
      note={
        <>
          {!isOver(line) && care} {owner !== null && !isOver(line) && <NameHint member={owner.memberId} />}{' '}
          {concerns > 0 && say('agreements.concerns', { count: concerns })}{' '}
          <span className="without-margin">{say(`agreements.${what}-noted`, { date: nearDay(date) })}</span>
          {found !== null && found.where !== 'title' && (
            <span className="found-words" dir="auto">
              {say(`agreements.found-in.${found.where}`, { words: found.words })}
            </span>
          )}
        </>
      }
    />
  );
}

/** The small drawing beside an agreement. */
function Mark({ line }: { readonly line: Line }) {
  const standing = standingOf(line);
  if (standing === null) return <MiniRing seats={[]} isCarried />;
  const shapes: Readonly<Record<typeof standing.is, ShapeName>> = {
    clash: 'object',
    'in-review': 'question',
    due: 'day',
    overdue: 'day',
    lapsed: 'ended',
    replaced: 'ended',
    ended: 'ended',
  };
  return <Shape of={shapes[standing.is]} />;
}
