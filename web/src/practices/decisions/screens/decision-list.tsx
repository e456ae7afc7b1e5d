import { useState } from 'react';
import { useOperation } from '../../../api/operations.ts';
import { inWords } from '../../../names/in-words.ts';
import { shownAs } from '../../../names/shown.ts';
import { Button } from '../../../parts/button.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { Fetching } from '../../../parts/progress.tsx';
import { MiniRing } from '../../../parts/ring.tsx';
import { Shape } from '../../../parts/shape.tsx';
import { Link } from '../../../route/link.tsx';
import { Item, Part, Row, Sheet } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import { Legend } from '../parts/legend.tsx';
import { seatsOf } from '../seats.ts';
import { type Decision, inParts, isCarried, standingOf } from '../standing.ts';
import { useMe } from '../use-me.ts';

/** How many of a part are shown at first, and how many more each time. */
const AT_ONCE = 40;

/** All decisions: open ones that await the reader first. */
export function DecisionList() {
  const say = useWords();
  const me = useMe();
  const { data: decisions, error } = useOperation('decisions', {});
  if (decisions === undefined) return error === null ? <Fetching>{say('shell.fetching')}</Fetching> : <RefusalNotice refusal={error} />;
  const parts = inParts(decisions, me?.id);
  const propose = (
    <div className="actions">
      <Link className="button button-main" to={['decisions', 'new']}>
        {say('decisions.propose')}
      </Link>
    </div>
  );
  if (decisions.length === 0) {
    return (
      <Sheet title={say('decisions.title')}>
        <Row>
          <Empty title={say('decisions.none')} actions={propose}>
            {say('decisions.none-lede')}
          </Empty>
        </Row>
      </Sheet>
    );
  }
  return (
    <Sheet title={say('decisions.title')} lede={propose} aside={<Legend />}>
      {(['open', 'decided', 'ended'] as const).map((name) => (
        <PartOfList key={name} name={name} decisions={parts[name]} />
      ))}
    </Sheet>
  );
}

function PartOfList({ name, decisions }: { readonly name: 'open' | 'decided' | 'ended'; readonly decisions: readonly Decision[] }) {
  const say = useWords();
  const [shown, show] = useState(AT_ONCE);
  if (decisions.length === 0) return null;
  const more = Math.min(AT_ONCE, decisions.length - shown);
  return (
    <Part title={say(`decisions.part.${name}`)}>
      {decisions.slice(0, shown).map((decision) => (
        <InList key={decision.id} decision={decision} />
      ))}
      {more > 0 && (
        <Row className="item">
          <Button onClick={() => show(shown + more)}>{say('decisions.more', { count: more })}</Button>
        </Row>
      )}
    </Part>
  );
}

function InList({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const { date } = useMoments();
  const facts = useFacts(decision);
  const { is, tone } = standingOf(decision, me?.id);
  const hasEnded = tone === 'ended';
  return (
    <Item
      mark={hasEnded ? <Shape of="ended" /> : <MiniRing seats={seatsOf(decision, me)} isCarried={isCarried(decision)} />}
      word={date(decision.opened)}
      kicker={say(`decisions.standing.${is}`)}
      tone={tone}
      title={<Link to={['decisions', decision.id]}>{shownAs(decision.title, say)}</Link>}
      note={facts}
    />
  );
}

/** One line of facts. */
function useFacts({ state, proposer, heard: { count, of }, deadline, review }: Decision): string {
  const say = useWords();
  const { near } = useMoments();
  if (state === 'withdrawn') return say('decisions.line.withdrawn', { proposer });
  if (state === 'in-review') return say('decisions.line.review', { names: inWords([...new Set(review.map(({ member }) => member))]) });
  if (state === 'open') return say('decisions.line.open', { proposer, count, of, deadline: near(deadline) });
  return say('decisions.line.decided', { proposer, count, of });
}
