import { Notice } from '../parts/notice.tsx';
import { useCell, useTakesPart } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';

/** What stands where others write, for whoever looks on: why they do not, and what they can do. Nothing for those who take part. */
export function LookingOn() {
  const say = useWords();
  const { state } = useCell();
  if (useTakesPart()) return null;
  const why = state === 'removed' || state === 'left' ? state : 'device';
  return (
    <Row className="after-items">
      <Notice voice="heed" actions={<Link to={[]}>{say('parted.on-more')}</Link>}>
        {say(`parted.on-${why}`)}
      </Notice>
    </Row>
  );
}
