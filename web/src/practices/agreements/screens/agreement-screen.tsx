import { useOperation } from '../../../api/operations.ts';
import { Icon } from '../../../icons/icon.tsx';
import { NameHint } from '../../../names/name-hint.tsx';
import { shownAs } from '../../../names/shown.ts';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { Fetching } from '../../../parts/progress.tsx';
import { Shape } from '../../../parts/shape.tsx';
import { useTakesPart } from '../../../route/cell.ts';
import { Link } from '../../../route/link.tsx';
import { Item, Part, Row, Sheet } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import type { Agreement } from '../agreement.ts';
import { Facts } from '../parts/facts.tsx';
import { History } from '../parts/history.tsx';
import { NoteForm } from '../parts/note-form.tsx';
import { SaidRows } from '../parts/said.tsx';
import { Standing } from '../parts/standing.tsx';

/** One agreement: its words, how it stands, what people said and noticed, how it came about, and what can be done. */
export function AgreementScreen({ id }: { readonly id: string }) {
  const say = useWords();
  const { data, error } = useOperation('agreement', { id });
  // While it is fetched, what was shown before may be another one.
  const agreement = data?.id.startsWith(id) === true ? data : undefined;
  if (agreement === undefined && error !== null) {
    return (
      <Sheet title={say('agreements.title')}>
        <Row>
          <RefusalNotice refusal={error} />
        </Row>
      </Sheet>
    );
  }
  return agreement === undefined ? <Fetching>{say('shell.fetching')}</Fetching> : <OneAgreement agreement={agreement} />;
}

function OneAgreement({ agreement }: { readonly agreement: Agreement }) {
  const say = useWords();
  const { date } = useMoments();
  const takesPart = useTakesPart();
  const { title, text, decided, proposer, proposerId, said, concernsSaid, objections, notes, reviews, history } = agreement;
  const told = new Set([...concernsSaid, ...objections].map(({ id }) => id));
  const reasons = said.filter(({ id }) => !told.has(id));
  return (
    <Sheet
      title={shownAs(title, say)}
      margin={
        <>
          {say('agreement.decided-margin', { date: date(decided) })}
          <br />
          {say('decision.proposed-by', { proposer })} <NameHint member={proposerId} />
        </>
      }
      aside={<Facts agreement={agreement} />}
    >
      <Standing agreement={agreement} />
      <Row className="first agreed-words">
        <h2 className="label">{say('agreement.words')}</h2>
        <div className="reading">
          {text.trim() === '' ? <p className="soft small plain">{say('agreement.no-words')}</p> : <p dir="auto">{text}</p>}
        </div>
      </Row>
      {reviews.length > 0 && (
        <Part title={say('agreement.open')}>
          {reviews.map((review) => (
            <Item
              key={review.id}
              mark={<Shape of="question" />}
              kicker={say(`agreement.about.${review.kind}`)}
              title={<Link to={['decisions', review.id]}>{shownAs(review.title, say)}</Link>}
            />
          ))}
        </Part>
      )}
      {objections.length > 0 && (
        <Part title={say('agreement.objections')}>
          <SaidRows said={objections} mark={<Shape of="object" />} />
        </Part>
      )}
      {concernsSaid.length > 0 && (
        <Part title={say('agreement.concerns')}>
          <Row className="part-lede">
            <p className="soft small">{say('agreement.concerns-lede')}</p>
          </Row>
          <SaidRows said={concernsSaid} mark={<Shape of="concern" />} />
        </Part>
      )}
      {reasons.length > 0 && (
        <Part title={say('agreement.said')}>
          <SaidRows said={reasons} mark={null} />
        </Part>
      )}
      {notes.length > 0 && (
        <Part title={say('agreement.notes')}>
          <SaidRows said={notes} mark={<Icon of="notebook-text" />} />
        </Part>
      )}
      {takesPart && <Doing agreement={agreement} />}
      {history.length > 1 && <History agreement={agreement} />}
    </Sheet>
  );
}

/** What can be done: note something, go on with it, change it, end it. */
function Doing({ agreement: { id, state } }: { readonly agreement: Agreement }) {
  const say = useWords();
  const isGone = state === 'replaced' || state === 'ended';
  if (isGone) return null;
  const isAsked = state === 'due' || state === 'lapsed';
  return (
    <section className="own-proposal doing">
      <h2 className="sr">{say('agreement.do')}</h2>
      <Row className="after-items">
        <NoteForm id={id} />
      </Row>
      <Row className="after-items">
        <p className="soft small">{say(state === 'lapsed' ? 'agreement.do-over' : 'agreement.do-lede')}</p>
        <div className="actions">
          <Link className={`button ${isAsked ? 'button-main' : 'button-plain'}`} to={['decisions', 'new', 'renew', id]}>
            {say('agreement.renew')}
          </Link>
          <Link className="button button-plain" to={['decisions', 'new', 'change', id]}>
            {say('agreement.change')}
          </Link>
          {state !== 'lapsed' && (
            <Link className="button button-quiet" to={['decisions', 'new', 'end', id]}>
              {say('agreement.end')}
            </Link>
          )}
        </div>
      </Row>
    </section>
  );
}
