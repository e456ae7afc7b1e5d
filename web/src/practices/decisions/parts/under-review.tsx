import { useOperation } from '../../../api/operations.ts';
import { Icon } from '../../../icons/icon.tsx';
import { shownAs } from '../../../names/shown.ts';
import { Shape } from '../../../parts/shape.tsx';
import { Link } from '../../../route/link.tsx';
import { Part, Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Decision } from '../standing.ts';

/** The agreements that an open proposal would change, renew or end, each with the concerns and notes that come up now. Nothing for other decisions. */
export function UnderReview({ decision: { id: own, effects, state } }: { readonly decision: Decision }) {
  if (state === 'in-effect' || state === 'passed' || state === 'in-review')
    return effects.some(({ kind }) => kind === 'register') ? <InRegister id={own} /> : null;
  if (state === 'withdrawn') return null;
  return effects
    .flatMap(({ kind, replaces, agreements }) => (kind === 'register' ? replaces : kind === 'end' ? agreements : []))
    .filter((id) => typeof id === 'string')
    .map((id) => <Reviewed key={id} id={id} />);
}

/** The way to the agreement that a decision has made. */
function InRegister({ id }: { readonly id: string }) {
  const say = useWords();
  return (
    <Row className="in-register">
      <Link to={['agreements', id]}>{say('review.in-register')}</Link>
    </Row>
  );
}

/** What comes up when an agreement is looked at again. @param id of the agreement */
export function Reviewed({ id }: { readonly id: string }) {
  const say = useWords();
  const { data } = useOperation('agreement', { id });
  if (data?.id !== id) return null;
  const { title, concernsSaid, notes, history } = data;
  const said = [
    ...concernsSaid.map((one) => ({ ...one, is: 'concern' as const })),
    ...history
      .slice(0, -1)
      .flatMap(({ concerns }) => concerns)
      .filter((one) => !concernsSaid.some(({ id: known }) => known === one.id))
      .map((one) => ({ ...one, is: 'concern' as const })),
    ...notes.map((one) => ({ ...one, is: 'note' as const })),
  ];
  return (
    <Part title={say('review.title')}>
      <Row className="part-lede">
        <p className="written" dir="auto">
          <Link to={['agreements', id]}>{shownAs(title, say)}</Link>
        </p>
        {said.length === 0 && <p className="soft small">{say('review.nothing')}</p>}
      </Row>
      {said.map(({ id: of, member, text, is }) => (
        <Row
          key={of}
          mark={is === 'concern' ? <Shape of="concern" /> : <Icon of="notebook-text" />}
          word={say(`review.${is}`)}
          className="item"
        >
          <p className="by">
            <b>
              <bdi>{member}</bdi>
            </b>
          </p>
          <p className="written said-words" dir="auto">
            {text}
          </p>
        </Row>
      ))}
    </Part>
  );
}
