import { useOperation } from '../../../api/operations.ts';
import { MiniRing } from '../../../parts/ring.tsx';
import { Link } from '../../../route/link.tsx';
import { Item, Sheet } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import { seatsOf } from '../seats.ts';

/** The screens of decisions. @param steps nothing: the list; a decision's id: that decision */
export function DecisionsScreens({ steps: [id] }: { readonly steps: readonly string[] }) {
  return <DecisionList only={id} />;
}

/** Decisions, the newest first. */
function DecisionList({ only }: { readonly only: string | undefined }) {
  const say = useWords();
  const { date } = useMoments();
  const decisions = useOperation('decisions', {});
  const shown = (decisions.data ?? []).filter(({ id }) => only === undefined || id === only);
  return (
    <Sheet title={say('decisions.title')}>
      {shown.map((decision) => (
        <Item
          key={decision.id}
          mark={<MiniRing seats={seatsOf(decision)} isCarried={decision.certificate !== null} />}
          word={date(decision.opened)}
          title={<Link to={['decisions', decision.id]}>{decision.title}</Link>}
        />
      ))}
    </Sheet>
  );
}
