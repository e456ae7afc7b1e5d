import { useOperation } from '../../../api/operations.ts';
import { inWords } from '../../../names/in-words.ts';
import { useCell } from '../../../route/cell.ts';
import { useWords } from '../../../texts/words.tsx';

/** Who reads what is said, and who is here to read it now. */
export function Readers() {
  const say = useWords();
  const { devices, peers } = useCell();
  const people = useOperation('people', {});
  const members = (people.data ?? []).filter(({ state }) => state === 'member').length;
  const here = [...new Set(peers.map(({ member }) => member).filter((name) => name !== null))];
  return (
    <>
      <section>
        <h2>{say('talk.readers')}</h2>
        <ul>
          {members > 0 && <li>{say('talk.readers-all', { people: members, devices })}</li>}
          <li className="soft">{say('talk.readers-nobody')}</li>
        </ul>
      </section>
      <section>
        <h2>{say('talk.here')}</h2>
        <p>{here.length === 0 ? say('talk.here-only-you') : <bdi>{inWords([...here, say('talk.here-you')])}</bdi>}</p>
      </section>
    </>
  );
}
