import { useState } from 'react';
import { ClashesPart } from '../../../clashes/clashes-part.tsx';
import { inWords } from '../../../names/in-words.ts';
import { shownAs } from '../../../names/shown.ts';
import { LookingOn } from '../../../parting/looking-on.tsx';
import { Button } from '../../../parts/button.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { Fetching } from '../../../parts/progress.tsx';
import { MiniRing } from '../../../parts/ring.tsx';
import { Shape } from '../../../parts/shape.tsx';
import { useTakesPart } from '../../../route/cell.ts';
import { Link } from '../../../route/link.tsx';
import { Item, Part, Row, Sheet } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import { AT_ONCE, useDecisions } from '../latest.ts';
import { Legend } from '../parts/legend.tsx';
import { seatsOf } from '../seats.ts';
import { type Decision, inParts, isCarried, standingOf } from '../standing.ts';
import { useMe } from '../use-me.ts';

/** All decisions: open ones that await the reader first. Of the decided ones the newest, and more when they are asked for. */
export function DecisionList() {
  const say = useWords();
  const me = useMe();
  const takesPart = useTakesPart();
  const [ended, show] = useState(AT_ONCE);
  const { data: decisions, error, isFetching } = useDecisions(ended);
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
          <Empty title={say('decisions.none')} actions={takesPart ? propose : undefined}>
            {say('decisions.none-lede')}
          </Empty>
        </Row>
      </Sheet>
    );
  }
  return (
    <Sheet title={say('decisions.title')} lede={takesPart ? propose : undefined} aside={<Legend />}>
      <LookingOn />
      <ClashesPart />
      {(['open', 'decided', 'ended'] as const).map((name) => (
        <PartOfList key={name} name={name} decisions={parts[name]} />
      ))}
      {parts.decided.length + parts.ended.length >= ended && (
        <Row className="after-items">
          <Button onClick={() => show(ended + AT_ONCE)} working={isFetching ? say('shell.fetching') : null}>
            {say('decisions.more')}
          </Button>
        </Row>
      )}
    </Sheet>
  );
}

function PartOfList({ name, decisions }: { readonly name: 'open' | 'decided' | 'ended'; readonly decisions: readonly Decision[] }) {
  const say = useWords();
  if (decisions.length === 0) return null;
  return (
    <Part title={say(`decisions.part.${name}`)}>
      {decisions.map((decision) => (
        <InList key={decision.id} decision={decision} />
      ))}
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
      word={<time>{date(decision.opened)}</time>}
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
