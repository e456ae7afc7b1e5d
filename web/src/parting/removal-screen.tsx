import { useOperation } from '../api/operations.ts';
import { NameHint } from '../names/name-hint.tsx';
import { Fetching } from '../parts/progress.tsx';
import { useDecisions } from '../practices/decisions/latest.ts';
import { ShortProposal } from '../practices/decisions/parts/short-proposal.tsx';
import { UnderWay } from '../practices/decisions/parts/under-way.tsx';
import { Link } from '../route/link.tsx';
import { Part, Row, Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { removalOf } from './asked-about.ts';
import { NothingToPropose } from './nothing-to-propose.tsx';
import { WhatFollows } from './what-follows.tsx';

/** Proposing that somebody is no longer a member: what follows, and why. @param id of the member, or its first letters */
export function RemovalScreen({ id }: { readonly id: string }) {
  const say = useWords();
  const { data: people } = useOperation('people', {});
  const { data: decisions } = useDecisions();
  if (people === undefined || decisions === undefined) return <Fetching>{say('shell.fetching')}</Fetching>;
  const members = people.filter(({ state }) => state === 'member');
  const person = members.find((one) => one.id.startsWith(id) && !one.you);
  if (person === undefined || members.length < 3) return <NothingToPropose back={['people']} />;
  const { name } = person;
  const back = ['people', person.id];
  const open = removalOf(decisions, person.id);
  return (
    <Sheet
      title={say('removal.title', { name })}
      lede={
        <p className="lede">
          {say('removal.lede', { name })} <NameHint member={person.id} />
        </p>
      }
      margin={<Link to={back}>{name}</Link>}
    >
      <Part title={say('removal.follows')}>
        <Row>
          <WhatFollows name={name} />
        </Row>
      </Part>
      {open === undefined ? (
        <ShortProposal
          proposal={{ title: say('removal.name', { name }), remove: person.id }}
          draft={`remove ${person.id}`}
          label={say('removal.why')}
          hint={say('removal.why-hint', { name })}
          needed={say('removal.why-needed', { name })}
          back={back}
        />
      ) : (
        <UnderWay id={open.id}>{say('removal.under-way', { name })}</UnderWay>
      )}
    </Sheet>
  );
}
