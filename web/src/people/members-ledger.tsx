import { Fragment } from 'react';
import type { Output } from '../api/client.ts';
import { NameHint } from '../names/name-hint.tsx';
import { shownAs } from '../names/shown.ts';
import { Ledger } from '../parts/ledger.tsx';
import { Sign } from '../parts/sign.tsx';
import { Link } from '../route/link.tsx';
import { useWords } from '../texts/words.tsx';
import { useLastMet } from './use-last-met.ts';

type Person = Output<'people'>[number];

/** The members: their devices, when they were last met, and how their safety number stands. */
export function MembersLedger({ members }: { readonly members: readonly Person[] }) {
  const say = useWords();
  const met = useLastMet();
  const rows = members.map((person) => ({
    key: person.id,
    cells: [
      <Fragment key="name">
        <Link className="name" to={['people', person.id]} dir="auto">
          {person.you ? say('people.you', { name: person.name }) : shownAs(person.name, say)}
        </Link>{' '}
        {!person.you && <NameHint member={person.id} />}
      </Fragment>,
      person.devices.length,
      met(person.devices.map(({ id }) => id)),
      <Safety key="safety" person={person} />,
    ],
  }));
  const columns = [
    { word: say('people.name'), isNamed: false },
    { word: say('people.devices'), isNamed: true },
    { word: say('people.last-met'), isNamed: true },
    { word: say('people.safety'), isNamed: false },
  ];
  return <Ledger columns={columns} rows={rows} />;
}

/** How the safety number with somebody stands. */
function Safety({ person: { id, name, safety } }: { readonly person: Person }) {
  const say = useWords();
  if (safety === null) return <span className="soft">{say('people.yours')}</span>;
  if (safety === 'same') {
    return (
      <span className="link is-here">
        <Sign of="chosen" />
        {say('people.safety.same')}
      </span>
    );
  }
  return (
    <Link to={['people', id]} className={safety === 'not-compared' ? '' : `is-${safety}`}>
      {say(`people.safety.${safety}`)} <span className="sr">{say('people.safety-with', { name })}</span>
    </Link>
  );
}
