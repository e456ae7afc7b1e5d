import { Button } from '../../../parts/button.tsx';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import { lineOf } from '../fold-text.ts';
import { type Found, MOST_FOUND, useSearch } from '../search.ts';

const SHOWN_LETTERS = 240;

/** What a search found, the newest first. @param onGo goes to one of them among the others */
export function SearchResults({ channel, wanted, onGo }: { readonly channel: string; readonly wanted: string; onGo(found: Found): void }) {
  const say = useWords();
  const { when } = useMoments();
  const { found, through, isDone, refusal } = useSearch(channel, wanted);
  const isMost = found.length === MOST_FOUND;
  return (
    <>
      <Row>
        <p className="soft" role="status">
          {isDone ? say('talk.found', { count: found.length, all: through }) : say('talk.searching', { count: through })}
          {isMost && ` ${say('talk.found-most', { count: MOST_FOUND })}`}
        </p>
        <RefusalNotice refusal={refusal} />
      </Row>
      <ol>
        {found.map((one) => (
          <li key={one.message.id} className="row found">
            <span />
            <div className="in-column item">
              <p className="small soft">
                <bdi className="name">{one.message.mine ? say('talk.you') : one.message.author}</bdi>{' '}
                <time dateTime={one.message.time}>{when(one.message.time)}</time>
              </p>
              <p className="written" dir="auto">
                {lineOf(one.message.text, SHOWN_LETTERS)}
              </p>
              <Button kind="quiet" className="small" onClick={() => onGo(one)}>
                {say('talk.go-there')}
              </Button>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
