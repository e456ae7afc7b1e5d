import { Link } from '../route/link.tsx';
import { useWords } from '../texts/words.tsx';
import { LockNow } from './lock-now.tsx';
import { PLACES } from './places.ts';
import { Row, Sheet } from './sheet.tsx';

/** What a phone's bar has no room for. */
export function MoreScreen() {
  const say = useWords();
  return (
    <Sheet title={say('shell.more')}>
      {PLACES.filter(({ on }) => on === 'desk').map(({ name, text }) => (
        <Row key={name} className="item">
          <h2 className="entry">
            <Link to={[name]}>{say(text)}</Link>
          </h2>
        </Row>
      ))}
      <Row className="item">
        <h2 className="entry">
          <Link to={['cells']} cell={null}>
            {say('shell.cells')}
          </Link>
        </h2>
      </Row>
      <Row className="item">
        <LockNow kind="plain" />
      </Row>
    </Sheet>
  );
}
