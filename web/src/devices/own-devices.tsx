import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { Ledger } from '../parts/ledger.tsx';
import { RefusalNotice } from '../parts/notice.tsx';
import { Fetching } from '../parts/progress.tsx';
import { deviceLetters } from '../people/device-letters.ts';
import { RevokeDevice } from '../people/revoke-device.tsx';
import { useLastMet } from '../people/use-last-met.ts';
import { useTakesPart } from '../route/cell.ts';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { LinkDevice } from './link-device.tsx';
import { NameDevice } from './name-device.tsx';

type OwnDevice = Output<'devices'>['devices'][number];

/** The reader's own devices: what they call them, how each came, and what can be done. */
export function OwnDevices() {
  const say = useWords();
  const takesPart = useTakesPart();
  const { data, error } = useOperation('devices', {});
  if (data === undefined) return error === null ? <Fetching>{say('shell.fetching')}</Fetching> : <RefusalNotice refusal={error} />;
  const of = (speaks: boolean) => data.devices.filter(({ state }) => (state === 'speaks') === speaks);
  return (
    <div className="stack">
      <p className="soft">{say('devices.lede')}</p>
      {of(true).length > 0 && <DeviceLedger devices={of(true)} all={data.devices} />}
      <div className="actions">{takesPart && <LinkDevice isFull={!data.hasRoom} />}</div>
      <p className="small soft">{say('person.device-lost')}</p>
      {of(false).length > 0 && (
        <details className="gone-devices" open={of(true).length === 0}>
          <summary>{say('devices.gone')}</summary>
          <DeviceLedger devices={of(false)} all={data.devices} />
        </details>
      )}
    </div>
  );
}

function DeviceLedger({ devices, all }: { readonly devices: readonly OwnDevice[]; readonly all: readonly OwnDevice[] }) {
  const say = useWords();
  const takesPart = useTakesPart();
  const { date } = useMoments();
  const met = useLastMet();
  const came = ({ came: how, by }: OwnDevice): string => {
    if (how !== 'linked') return say(`devices.came.${how}`);
    const linker = all.find(({ id }) => id === by);
    if (linker === undefined) return say('devices.came.linked-unknown');
    if (linker.isThis) return say('devices.came.linked-here');
    return say('devices.came.linked', { by: linker.name === '' ? deviceLetters(linker.id) : linker.name });
  };
  return (
    <Ledger
      className="is-devices"
      columns={[
        { word: say('devices.name'), isNamed: false },
        { word: say('person.device-since'), isNamed: true },
        { word: say('people.last-met'), isNamed: true },
        { word: say('devices.actions'), isNamed: false },
      ]}
      rows={devices.map((device) => ({
        key: device.id,
        cells: [
          <Named key="name" device={device} />,
          <span key="since">
            {device.since === null ? came(device) : date(device.since)}
            {device.since !== null && <span className="small">{came(device)}</span>}
          </span>,
          device.state === 'speaks' ? met([device.id]) : say(`devices.state.${device.state}`),
          <span key="actions" className="actions">
            <NameDevice id={device.id} name={device.name} />
            {takesPart && device.state === 'speaks' && !device.isThis && <RevokeDevice id={device.id} />}
          </span>,
        ],
      }))}
    />
  );
}

function Named({ device: { id, name, isThis } }: { readonly device: OwnDevice }) {
  const say = useWords();
  return (
    <>
      <span className="device-name">
        <span dir="auto">{name !== '' ? name : say(isThis ? 'devices.this-nameless' : 'devices.nameless')}</span>
        {isThis && name !== '' && <span className="soft"> ({say('devices.this')})</span>}
      </span>
      <span className="device-letters small">{deviceLetters(id)}</span>
    </>
  );
}
