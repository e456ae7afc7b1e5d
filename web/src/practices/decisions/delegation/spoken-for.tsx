import { useOperation } from '../../../api/operations.ts';
import { inWords } from '../../../names/in-words.ts';
import { OriginOf } from '../../../people/agreed-part.tsx';
import { useWords } from '../../../texts/words.tsx';

/** For whom a member speaks, among what they may do, and where that comes from; nothing where it is nobody. @param id of the member */
export function SpokenFor({ id }: { readonly id: string }) {
  const say = useWords();
  const { data: voices } = useOperation('delegations', {});
  const given = voices?.given.filter(({ toId, state }) => toId === id && state === 'stands') ?? [];
  if (voices === undefined || voices.most === 0 || given.length === 0) return null;
  return (
    <li>
      <p className="written">{say('voices.power', { names: inWords([...new Set(given.map(({ member }) => member))]) })}</p>
      <OriginOf decision={voices.decision} />
    </li>
  );
}
