import { useOperation } from '../../../api/operations.ts';
import { inWords } from '../../../names/in-words.ts';
import { shownAs } from '../../../names/shown.ts';
import { useCell } from '../../../route/cell.ts';
import { Link } from '../../../route/link.tsx';
import { useWords } from '../../../texts/words.tsx';
import { type Circle, holdsEverybody } from '../circles/circle.ts';

/** Who reads what is said, and who is here to read it now. @param circle that talks here; null: everybody does */
export function Readers({ circle }: { readonly circle: Circle | null }) {
  const say = useWords();
  const { devices, peers } = useCell();
  const people = useOperation('people', {});
  const members = (people.data ?? []).filter(({ state }) => state === 'member').length;
  const reads = (name: string): boolean => circle === null || circle.members.some((one) => one.name === name);
  const here = [...new Set(peers.map(({ member }) => member).filter((name) => name !== null && reads(name)))] as string[];
  const others = circle !== null && holdsEverybody(circle, people.data) ? 'circle.carried-later' : 'circle.carried';
  const me = people.data?.find(({ you }) => you)?.id;
  return (
    <>
      <section>
        <h2>{say('talk.readers')}</h2>
        <ul>
          {circle === null && members > 0 && <li>{say('talk.readers-all', { people: members, devices })}</li>}
          {circle?.members.map(({ id, name }) => (
            <li key={id}>
              <Link to={['people', id]} dir="auto">
                {id === me ? say('people.you', { name }) : shownAs(name, say)}
              </Link>
            </li>
          ))}
          <li className="soft">{say(circle === null ? 'talk.readers-nobody' : others)}</li>
        </ul>
      </section>
      <section>
        <h2>{say('talk.here')}</h2>
        <p>{here.length === 0 ? say('talk.here-only-you') : <bdi>{inWords([...here, say('talk.here-you')])}</bdi>}</p>
      </section>
    </>
  );
}
