import { shownAs } from '../names/shown.ts';
import { MiniRing } from '../parts/ring.tsx';
import { Shape } from '../parts/shape.tsx';
import { seatsOf } from '../practices/decisions/seats.ts';
import { Link } from '../route/link.tsx';
import { Item } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import type { Waiting } from './waiting.ts';

/** One thing that waits for the reader. @param isFirst its button is the one thing to do */
export function WaitingItem({ waiting: { kind, decision, question }, isFirst }: { readonly waiting: Waiting; readonly isFirst: boolean }) {
  const say = useWords();
  const { when, near } = useMoments();
  const { id, proposer, heard, deadline, opened, review } = decision;
  const title = shownAs(decision.title, say);
  const button = (text: 'today.respond' | 'today.answer' | 'today.look') => (
    <Link className={`button ${isFirst ? 'button-main' : 'button-plain'}`} to={['decisions', id]}>
      {say(text)}
    </Link>
  );
  const link = <Link to={['decisions', id]}>{title}</Link>;
  if (kind === 'question' && question !== null) {
    return (
      <Item
        mark={<Shape of="question" />}
        word={say('today.since', { when: when(question.time) })}
        kicker={say('today.question', { name: question.member })}
        title={<Link to={['decisions', id]}>{shownAs(question.text, say)}</Link>}
        note={say('today.question-on', { title })}
        actions={button('today.answer')}
      />
    );
  }
  if (kind === 'review') {
    const names = [...new Set(review.map(({ member }) => member))];
    return (
      <Item
        mark={<Shape of="day" />}
        word={say('today.since', { when: when(review[0]?.time ?? opened) })}
        kicker={say('today.review')}
        tone="heed"
        title={link}
        note={say('today.objects', { names: names.join(', '), count: names.length })}
        actions={button('today.look')}
      />
    );
  }
  return (
    <Item
      mark={kind === 'door' ? <Shape of="door" /> : <MiniRing seats={seatsOf(decision)} />}
      word={say('today.until', { when: near(deadline) })}
      kicker={say(kind === 'door' ? 'today.door' : 'today.turn')}
      title={link}
      note={say('today.heard', { proposer, count: heard.count, of: heard.of })}
      actions={button('today.respond')}
    />
  );
}
