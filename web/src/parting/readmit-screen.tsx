import { useOperation } from '../api/operations.ts';
import { inWords } from '../names/in-words.ts';
import { Fetching } from '../parts/progress.tsx';
import { ShortProposal } from '../practices/decisions/parts/short-proposal.tsx';
import { Link } from '../route/link.tsx';
import { Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { NothingToPropose } from './nothing-to-propose.tsx';
import { WouldCountPart } from './would-count.tsx';

/** Proposing that what is set aside counts. @param which id of one thing, or the reason for which all of it is set aside */
export function ReadmitScreen({ which }: { readonly which: string }) {
  const say = useWords();
  const { data: reach } = useOperation('reach', {});
  if (reach === undefined) return <Fetching>{say('shell.fetching')}</Fetching>;
  const entries = reach.aside.flatMap((group) => group.entries.filter(({ id }) => id === which || group.reason === which));
  if (entries.length === 0) return <NothingToPropose back={['status']} />;
  const names = inWords([...new Set(entries.map(({ member }) => member))]);
  return (
    <Sheet title={say('aside.title')} lede={say('aside.lede')} margin={<Link to={['status']}>{say('shell.status')}</Link>}>
      <WouldCountPart entries={entries} />
      <ShortProposal
        proposal={{ title: say('aside.name', { names }), readmit: entries.map(({ id }) => id) }}
        draft={`readmit ${which}`}
        label={say('short.why')}
        hint={say('aside.why-hint')}
        needed={null}
        back={['status']}
      />
    </Sheet>
  );
}
