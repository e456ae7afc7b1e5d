import { inWords } from '../../../names/in-words.ts';
import { shownAs } from '../../../names/shown.ts';
import { Notice } from '../../../parts/notice.tsx';
import { Shape } from '../../../parts/shape.tsx';
import { Link } from '../../../route/link.tsx';
import { Item, Part, Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { momentOf } from '../../../time/calendar-day.ts';
import { useMoments } from '../../../time/moment.ts';
import { type Agreement, isOver } from '../agreement.ts';

/** How an agreement stands, where it does not simply hold: what was decided against it or took its place, what its review date means now, and who is missing. */
export function Standing({ agreement }: { readonly agreement: Agreement }) {
  const say = useWords();
  const said = useSaid(agreement);
  const { replacedBy, formerOwner, clash } = agreement;
  return (
    <>
      {said !== null && (
        <Row className="outcome stack">
          <Notice
            voice="heed"
            actions={replacedBy.map(({ id, title }) => (
              <Link key={id} to={['agreements', id]} dir="auto">
                {shownAs(title, say)}
              </Link>
            ))}
          >
            {said}
          </Notice>
        </Row>
      )}
      {formerOwner !== null && !isOver(agreement) && (
        <Row className="outcome stack">
          <Notice voice="heed">{say('agreement.owner-left', { name: formerOwner })}</Notice>
        </Row>
      )}
      {clash.length > 0 && <ClashPart agreement={agreement} />}
    </>
  );
}

function useSaid({ state, overdue, review, afterwards, objections }: Agreement): string | null {
  const say = useWords();
  const { date } = useMoments();
  const day = { date: review === null ? '' : date(momentOf(review)) };
  switch (state) {
    case 'in-force':
      return null;
    case 'in-review':
      return objections.length > 0
        ? say('agreement.in-review', { names: inWords([...new Set(objections.map(({ member }) => member))]) })
        : say('agreement.under-review');
    case 'due':
      return say(overdue ? 'agreement.overdue' : afterwards === 'lapse' ? 'agreement.due-lapses' : 'agreement.due', day);
    case 'lapsed':
      return say('agreement.lapsed', day);
    default:
      return say(`agreement.${state}`);
  }
}

/** What was decided at once with it and says otherwise, in full. */
function ClashPart({ agreement: { id, clash } }: { readonly agreement: Agreement }) {
  const say = useWords();
  const others = clash.filter(({ kind }) => kind !== 'end').map((other) => other.id);
  return (
    <Part title={say('agreements.standing.clash')}>
      <Row className="outcome">
        <Notice
          voice="heed"
          actions={
            <Link className="button button-plain" to={['decisions', 'new', 'settle', [id, ...others].join('-')]}>
              {say('agreement.clash-settle')}
            </Link>
          }
        >
          {say('agreement.clash')}
        </Notice>
      </Row>
      {clash.map((other) => (
        <Item
          key={other.id}
          mark={<Shape of="object" />}
          kicker={say(`agreement.other.${other.kind}`)}
          tone="stop"
          title={<Link to={[other.kind === 'end' ? 'decisions' : 'agreements', other.id]}>{shownAs(other.title, say)}</Link>}
          note={
            <span className="written said-words" dir="auto">
              {other.text}
            </span>
          }
        />
      ))}
    </Part>
  );
}
