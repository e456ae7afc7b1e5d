import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { Notice } from '../parts/notice.tsx';
import { deviceLetters } from '../people/device-letters.ts';
import { Link } from '../route/link.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments, useNow } from '../time/moment.ts';

type Person = Output<'people'>[number];
type PersonDevice = Person['devices'][number];

/** For how long a device is told of as new, in milliseconds: a week. */
const NEW_FOR = 7 * 86_400_000;

/** Devices that came to somebody of late. Of whoever compared numbers before, the notice of safety numbers tells, until they have asked. */
export function NewDevices({ members }: { readonly members: readonly Person[] }) {
  const say = useWords();
  const now = useNow();
  const { when } = useMoments();
  const isNew = ({ linked, restored, since, own }: PersonDevice): boolean =>
    (linked || restored) && !own && since !== null && now - Date.parse(since) < NEW_FOR;
  const told = members
    .filter(({ safety }) => safety !== 'new-device' && safety !== 'same')
    .flatMap((person) => person.devices.filter(isNew).map((device) => ({ person, device })));
  const { data: own } = useOperation(
    'devices',
    {},
    told.some(({ person }) => person.you),
  );
  if (told.length === 0) return null;
  return (
    <div className="safety-notices">
      {told.map(({ person: { id, name, you }, device }) => {
        const since = when(device.since ?? '');
        const called = own?.devices.find((one) => one.id === device.id)?.name ?? '';
        const letters = deviceLetters(device.id);
        return (
          <Notice
            key={device.id}
            voice="heed"
            actions={<Link to={['people', id]}>{say(you ? 'devices.new-own-look' : 'safety.notice-look')}</Link>}
          >
            {you
              ? say('devices.new-own', { named: called === '' ? 'no' : 'yes', name: called, letters, when: since })
              : say('devices.new-of', { name, when: since })}
          </Notice>
        );
      })}
    </div>
  );
}
