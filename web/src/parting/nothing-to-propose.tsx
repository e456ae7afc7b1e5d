import { Link } from '../route/link.tsx';
import { Row, Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';

/** Where an address leads to a proposal that nobody needs any more. @param back where to go instead */
export function NothingToPropose({ back }: { readonly back: readonly string[] }) {
  const say = useWords();
  return (
    <Sheet title={say('short.nothing')} lede={say('short.nothing-lede')}>
      <Row>
        <Link className="button button-plain" to={back}>
          {say('propose.back')}
        </Link>
      </Row>
    </Sheet>
  );
}
