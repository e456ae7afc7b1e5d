import type { Output } from '../api/client.ts';
import { inWords } from '../names/in-words.ts';
import { Notice } from '../parts/notice.tsx';
import { deviceLetters } from '../people/device-letters.ts';
import { useDecisions } from '../practices/decisions/latest.ts';
import { ToProposal } from '../practices/decisions/parts/under-way.tsx';
import { useTakesPart } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { voiceOf } from './asked-about.ts';

type Person = Output<'people'>[number];

/** What has to be said of devices that speak for a member no more: two that revoked each other, and one that told two stories. */
export function GoneDevices({ person }: { readonly person: Person }) {
  const suspended = person.gone.filter(({ state }) => state === 'suspended');
  const frozen = person.gone.filter(({ state }) => state === 'frozen');
  if (suspended.length + frozen.length === 0) return null;
  return (
    <div className="safety-notices">
      {suspended.length > 0 && <Suspended person={person} devices={suspended.map(({ id }) => id)} />}
      {frozen.map((device) => (
        <Frozen key={device.id} person={person} device={device} />
      ))}
    </div>
  );
}

function Suspended({ person: { id: member, name, you }, devices }: { readonly person: Person; readonly devices: readonly string[] }) {
  const say = useWords();
  const takesPart = useTakesPart();
  const { data: decisions } = useDecisions();
  const open = voiceOf(decisions, member);
  const letters = inWords(devices.map(deviceLetters));
  const ways =
    open !== undefined ? (
      <ToProposal id={open.id} />
    ) : takesPart ? (
      devices.map((device) => (
        <Link key={device} className="button button-plain" to={['people', member, 'reinstate', device]}>
          {say('reinstate.do', { letters: deviceLetters(device) })}
        </Link>
      ))
    ) : undefined;
  return (
    <Notice voice="heed" actions={ways}>
      {you ? say('gone.suspended-own', { letters }) : say('gone.suspended', { name })}{' '}
      {open !== undefined
        ? say('gone.under-way')
        : you
          ? say(takesPart ? 'gone.suspended-own-do' : 'gone.suspended-own-ask')
          : say('gone.suspended-do', { name })}
    </Notice>
  );
}

function Frozen({ person: { name, you }, device: { id, until } }: { readonly person: Person; readonly device: Person['gone'][number] }) {
  const say = useWords();
  const { when } = useMoments();
  if (you) return <Notice voice="heed">{say('gone.frozen-own', { letters: deviceLetters(id) })}</Notice>;
  return (
    <Notice voice="heed">
      {say('gone.frozen', { name, known: String(until !== null), when: until === null ? '' : when(until) })}{' '}
      {say('gone.frozen-do', { name })}
    </Notice>
  );
}
