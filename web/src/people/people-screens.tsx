import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { Origin, originOf } from '../parts/origin.tsx';
import { Item, Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';

/** The screens of people. @param steps nothing: everybody; `invite`: an invitation; a member's id: that person */
export function PeopleScreens({ steps: [id] }: { readonly steps: readonly string[] }) {
  const say = useWords();
  const people = useOperation('people', {});
  const shown = (people.data ?? []).filter((person) => id === undefined || person.id === id);
  return (
    <Sheet title={say('people.title')}>
      <h2 className="sr">{say('people.members')}</h2>
      {shown.map((person) => (
        <Item key={person.id} title={person.name} note={<ComesFrom person={person} />} />
      ))}
    </Sheet>
  );
}

/** The decision by which somebody came. */
function ComesFrom({ person: { decision, state } }: { readonly person: Output<'people'>[number] }) {
  const decisions = useOperation('decisions', {});
  if (state !== 'member') return null;
  const admission = decisions.data?.find(({ id }) => id === decision);
  return <Origin decision={admission === undefined ? null : originOf(admission)} />;
}
