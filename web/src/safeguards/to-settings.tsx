import { Link } from '../route/link.tsx';
import { Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';

/** The way back to the settings, at the end of a screen. */
export function ToSettings() {
  const say = useWords();
  return (
    <Row>
      <Link className="button button-quiet" to={['settings']}>
        {say('words.done')}
      </Link>
    </Row>
  );
}
