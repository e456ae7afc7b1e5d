import type { Output } from '../api/client.ts';
import { NameHint } from '../names/name-hint.tsx';
import { shownAs } from '../names/shown.ts';
import { Shape } from '../parts/shape.tsx';
import { useDecisions } from '../practices/decisions/latest.ts';
import { Link } from '../route/link.tsx';
import { Item, Part } from '../shell/sheet.tsx';
import { useWords, Words } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';

type Person = Output<'people'>[number];

/** Who waits at the door, and the decision that lets them in. Nothing while nobody does. */
export function DoorPart({ waiting }: { readonly waiting: readonly Person[] }) {
  const say = useWords();
  if (waiting.length === 0) return null;
  return (
    <Part title={say('people.door')}>
      {waiting.map((person) => (
        <AtDoor key={person.id} person={person} />
      ))}
    </Part>
  );
}

function AtDoor({ person: { id: member, name, since, invitedBy, decision, again } }: { readonly person: Person }) {
  const say = useWords();
  const { when } = useMoments();
  const { data: decisions } = useDecisions();
  const admission = decisions?.find(({ id }) => id === decision);
  const title = again === null ? shownAs(name, say) : say('back.at-door', { name: shownAs(name, say) });
  if (admission === undefined) return <Item mark={<Shape of="door" />} title={title} note={say('person.waits')} />;
  const { id, heard, awaitsYou } = admission;
  return (
    <Item
      mark={<Shape of="door" />}
      word={since === null ? undefined : say('people.door-since', { when: when(since) })}
      title={
        <>
          <Link to={['decisions', id]}>{title}</Link> {again === null && <NameHint member={member} />}
        </>
      }
      note={
        <Words
          text={again === null ? 'people.door-note' : 'back.at-door-note'}
          with={{
            inviter: invitedBy ?? '',
            known: invitedBy === null ? 0 : 1,
            count: heard.count,
            of: heard.of,
            link: (inner) => <Link to={['decisions', id]}>{inner}</Link>,
          }}
        />
      }
      actions={
        <Link className="button button-plain" to={['decisions', id]}>
          {say(awaitsYou ? 'people.door-respond' : 'people.door-responded')}
        </Link>
      }
    />
  );
}
