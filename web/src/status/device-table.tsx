import type { Output } from '../api/client.ts';
import { Icon, type IconName } from '../icons/icon.tsx';
import { Ledger } from '../parts/ledger.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';

type CellReach = Output<'reach'>;
type Device = CellReach['devices'][number];

/** Letters of a device's id by which two of one person's are told apart. */
const LETTERS = 4;

/** All devices of the cell: whose, how they are met, and what they have. */
export function DeviceTable({ reach: { devices, entries } }: { readonly reach: CellReach }) {
  const say = useWords();
  const columns = [
    { word: say('status.device'), isNamed: false },
    { word: say('status.how'), isNamed: false },
    { word: say('status.has'), isNamed: false },
  ];
  const rows = devices.map((device) => ({
    key: device.device,
    cells: [
      <WhichDevice key="which" device={device} isOnly={devices.filter(({ memberId }) => memberId === device.memberId).length === 1} />,
      <HowWeMeet key="how" device={device} />,
      <WhatItHas key="what" device={device} entries={entries} />,
    ],
  }));
  return <Ledger className="is-devices" columns={columns} rows={rows} />;
}

function WhichDevice({ device: { device, member, self, yours }, isOnly }: { readonly device: Device; readonly isOnly: boolean }) {
  const say = useWords();
  const which = say(yours ? 'status.your-device' : 'status.their-device', { letters: device.slice(0, LETTERS) });
  return (
    <>
      <span className="name" dir="auto">
        {member}
      </span>
      {(self || !isOnly) && <span className="small">{self ? say('status.this-device') : which}</span>}
    </>
  );
}

const ICONS: Readonly<Record<'here' | 'lan' | 'internet', IconName>> = { here: 'laptop', lan: 'wifi', internet: 'globe' };

function HowWeMeet({ device: { self, via, since, last } }: { readonly device: Device }) {
  const say = useWords();
  const { when } = useMoments();
  if (self) return <Way icon="laptop" look="here" words={say('status.via.self')} />;
  if (since !== null && via.length > 0) {
    return via.map((way) => (
      <Way
        key={way}
        icon={ICONS[way]}
        look={way === 'internet' ? 'late' : 'here'}
        words={say(`status.via.${way}`, { when: when(since) })}
      />
    ));
  }
  return <Way icon="monitor-off" look="away" words={last === null ? say('status.not-met') : say('status.away', { when: when(last) })} />;
}

function Way({ icon, look, words }: { readonly icon: IconName; readonly look: 'here' | 'late' | 'away'; readonly words: string }) {
  return (
    <span className={`link is-${look}`}>
      <Icon of={icon} />
      {words}
    </span>
  );
}

function WhatItHas({ device: { self, since, inSync, held }, entries }: { readonly device: Device; readonly entries: number }) {
  const say = useWords();
  if (self) return say('status.everything-known');
  if (held >= entries) return say('status.everything');
  if (since === null || inSync) return say('status.behind', { count: entries - held });
  return (
    <>
      {say('status.fetching')}
      <span className="small">{say('status.so-many-of', { held, of: entries })}</span>
    </>
  );
}
