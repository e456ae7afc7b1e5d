import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { OwnDevices } from '../devices/own-devices.tsx';
import { NameHint } from '../names/name-hint.tsx';
import { shownAs } from '../names/shown.ts';
import { AsideOf } from '../parting/aside-of.tsx';
import { GoneDevices } from '../parting/gone-devices.tsx';
import { PartingPart } from '../parting/parting-part.tsx';
import { RefusalNotice } from '../parts/notice.tsx';
import { Fetching } from '../parts/progress.tsx';
import { SpokenFor } from '../practices/decisions/delegation/spoken-for.tsx';
import { Link } from '../route/link.tsx';
import { Part, Row, Sheet } from '../shell/sheet.tsx';
import { useWords, Words } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { OriginOf } from './agreed-part.tsx';
import { Devices } from './devices.tsx';
import { DoorPart } from './door-part.tsx';
import { SafetyPart } from './safety-part.tsx';

type Person = Output<'people'>[number];

/** One person: since when and by which decision they are here, their safety number, their devices. @param id of the member, or its first letters */
export function PersonScreen({ id }: { readonly id: string }) {
  const say = useWords();
  const { data: people, error } = useOperation('people', {});
  if (people === undefined) return error === null ? <Fetching>{say('shell.fetching')}</Fetching> : <RefusalNotice refusal={error} />;
  const person = people.find((one) => one.id.startsWith(id));
  const back = <Link to={['people']}>{say('people.back')}</Link>;
  if (person === undefined) {
    return (
      <Sheet title={say('person.nobody')} lede={say('person.nobody-lede')}>
        <Row>{back}</Row>
      </Sheet>
    );
  }
  return (
    <Sheet
      title={person.you ? say('people.you', { name: person.name }) : shownAs(person.name, say)}
      margin={back}
      lede={<Since person={person} />}
    >
      {person.state === 'waiting' && <DoorPart waiting={[person]} />}
      {person.state === 'member' && <Member person={person} />}
      <AsideOf person={person} />
      {person.state === 'member' && <PartingPart person={person} />}
    </Sheet>
  );
}

function Since({ person }: { readonly person: Person }) {
  const { id, you, state, since, decision, invitedBy, recovered } = person;
  const say = useWords();
  const { date } = useMoments();
  if (state === 'waiting') return <p className="lede">{say('person.waits')}</p>;
  if (state !== 'member') return <Former person={person} />;
  return (
    <>
      <p className="lede">
        {since !== null && say(decision === null ? 'person.founder' : 'person.member-since', { date: date(since) })}{' '}
        {!you && <NameHint member={id} />} {invitedBy !== null && <Words text="person.invited-by" with={{ name: invitedBy }} />}{' '}
        <OriginOf decision={decision} />
      </p>
      {recovered !== null && (
        <p>
          {recovered.time !== null && say('back.since', { date: date(recovered.time) })} <OriginOf decision={recovered.decision} />
        </p>
      )}
    </>
  );
}

/** Of somebody who was a member: from when to when, by which decision not any more, and that they can come back. */
function Former({ person: { name, state, since, until, removal } }: { readonly person: Person }) {
  const say = useWords();
  const { date } = useMoments();
  return (
    <>
      <p className="lede">
        {say(state === 'left' ? 'people.former-left' : 'people.former-removed', { name })}{' '}
        {since !== null &&
          until !== null &&
          date(since) !== date(until) &&
          say('person.from-until', { from: date(since), until: date(until) })}
      </p>
      {removal !== null && (
        <p>
          <OriginOf decision={removal} />
        </p>
      )}
      <p className="lede">{say('person.former-stays', { name })}</p>
    </>
  );
}

function Member({ person }: { readonly person: Person }) {
  const say = useWords();
  const { name, you, decision } = person;
  return (
    <>
      {!you && <SafetyPart person={person} />}
      <Part title={you ? say('person.devices-yours') : say('person.devices', { name })}>
        <Row>
          <GoneDevices person={person} />
          {you ? <OwnDevices /> : <Devices person={person} />}
        </Row>
      </Part>
      <Part title={you ? say('person.powers-yours') : say('person.powers', { name })}>
        <Row>
          <ul className="powers">
            <li>
              <p className="written">{say('person.voice')}</p>
              <OriginOf decision={decision} />
            </li>
            <SpokenFor id={person.id} />
          </ul>
        </Row>
      </Part>
    </>
  );
}
