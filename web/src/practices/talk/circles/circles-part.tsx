import { useOperation } from '../../../api/operations.ts';
import { Link } from '../../../route/link.tsx';
import { Item, Part, Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { circleName, peopleInWords } from './circle.ts';

/** Who reads what: the circles of the cell, for everybody to see, and who is in each. Nothing where there are none. */
export function CirclesPart() {
  const say = useWords();
  const { data: circles } = useOperation('circles', {});
  const people = useOperation('people', {});
  const me = people.data?.find(({ you }) => you)?.id;
  if (circles === undefined || circles.length === 0) return null;
  return (
    <Part title={say('circle.part')}>
      <Row className="before-items">
        <p>{say('circle.part-lede')}</p>
      </Row>
      {circles.map((circle) => {
        const { id, channel, isIn, wasIn, members } = circle;
        const name = circleName(circle, me, say);
        return (
          <Item
            key={id}
            title={isIn || wasIn ? <Link to={['talk', channel]}>{name}</Link> : name}
            note={say(isIn ? 'circle.reads' : wasIn ? 'circle.reads-left' : 'circle.reads-others', {
              count: members.length,
              names: peopleInWords(members, me, say),
            })}
          />
        );
      })}
    </Part>
  );
}
