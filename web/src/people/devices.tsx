import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { Ledger } from '../parts/ledger.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { deviceLetters } from './device-letters.ts';
import { useLastMet } from './use-last-met.ts';

type Person = Output<'people'>[number];

/** The devices of another member, as rows of a ledger. */
export function Devices({ person: { id: member, name, devices } }: { readonly person: Person }) {
  const say = useWords();
  const { date } = useMoments();
  const met = useLastMet();
  const { data: safety } = useOperation('safety-number', { member });
  if (devices.length === 0) return <p className="soft">{say('gone.none', { name })}</p>;
  return (
    <div className="stack">
      <p className="soft">{say('person.devices-lede', { name })}</p>
      <Ledger
        className="is-devices"
        columns={[
          { word: say('person.device-letters'), isNamed: false },
          { word: say('person.device-since'), isNamed: true },
          { word: say('people.last-met'), isNamed: true },
        ]}
        rows={devices.map(({ id, since, restored, linked }) => ({
          key: id,
          cells: [
            <Letters key="letters" id={id} isNew={safety?.newDevices.includes(id) ?? false} />,
            <span key="since">
              {since === null ? '' : date(since)}
              {restored && <span className="small">{say('person.device-restored')}</span>}
              {linked && <span className="small">{say('person.device-linked')}</span>}
            </span>,
            met([id]),
          ],
        }))}
      />
    </div>
  );
}

function Letters({ id, isNew }: { readonly id: string; readonly isNew: boolean }) {
  const say = useWords();
  return (
    <>
      <span className="device-letters">{deviceLetters(id)}</span>
      {isNew && <span className="small is-new">{say('person.device-new')}</span>}
    </>
  );
}
