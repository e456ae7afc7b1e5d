import { useOperation } from '../api/operations.ts';
import { Fetching } from '../parts/progress.tsx';
import { deviceLetters } from '../people/device-letters.ts';
import { ShortProposal } from '../practices/decisions/parts/short-proposal.tsx';
import { Link } from '../route/link.tsx';
import { Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { NothingToPropose } from './nothing-to-propose.tsx';

/** Proposing that a device of somebody's speaks again. @param member their id @param device its id */
export function ReinstateScreen({ member, device }: { readonly member: string; readonly device: string }) {
  const say = useWords();
  const { data: people } = useOperation('people', {});
  if (people === undefined) return <Fetching>{say('shell.fetching')}</Fetching>;
  const person = people.find(({ id, state }) => id === member && state === 'member');
  const gone = person?.gone.find(({ id, state }) => id === device && state !== 'frozen' && state !== 'replaced');
  if (person === undefined || gone === undefined) return <NothingToPropose back={['people']} />;
  const { name } = person;
  const [letters, back] = [deviceLetters(device), ['people', member]];
  return (
    <Sheet title={say('reinstate.title', { name })} lede={say('reinstate.lede', { name, letters })} margin={<Link to={back}>{name}</Link>}>
      <ShortProposal
        proposal={{
          title: say('reinstate.name', { name, letters }),
          effect: [{ kind: 'reinstate', member, device }],
        }}
        draft={`reinstate ${device}`}
        label={say('short.why')}
        hint={say('reinstate.why-hint', { name })}
        needed={say('reinstate.why-needed')}
        back={back}
      />
    </Sheet>
  );
}
