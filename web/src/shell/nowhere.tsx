import { Link } from '../route/link.tsx';
import { useWords } from '../texts/words.tsx';
import { Row, Sheet } from './sheet.tsx';

/** The screen where there is none. */
export function Nowhere() {
  const say = useWords();
  return (
    <Sheet title={say('shell.nowhere')} lede={say('shell.nowhere-lede')}>
      <Row>
        <Link className="button button-plain" to={[]}>
          {say('shell.nowhere-back')}
        </Link>
      </Row>
    </Sheet>
  );
}
