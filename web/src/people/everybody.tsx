import { useCallback, useState } from 'react';
import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { NewDevices } from '../devices/new-devices.tsx';
import { shownAs } from '../names/shown.ts';
import { LookingOn } from '../parting/looking-on.tsx';
import { Button } from '../parts/button.tsx';
import { Notice, RefusalNotice } from '../parts/notice.tsx';
import { Fetching } from '../parts/progress.tsx';
import { Shape } from '../parts/shape.tsx';
import { VoicesPart } from '../practices/decisions/delegation/voices-part.tsx';
import { CirclesPart } from '../practices/talk/circles/circles-part.tsx';
import { useCell, useTakesPart } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { go } from '../route/route.ts';
import { Item, Part, Row, Sheet } from '../shell/sheet.tsx';
import { useShortcut } from '../shell/shortcuts.tsx';
import { useWords, Words } from '../texts/words.tsx';
import { useMoments, useNow } from '../time/moment.ts';
import { AgreedPart, OriginOf } from './agreed-part.tsx';
import { DoorPart } from './door-part.tsx';
import { FROZEN_FOR, frozenAfter } from './frozen.ts';
import { InvitationsPart } from './invitations-part.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MembersLedger } from './members-ledger.tsx';

type Person = Output<'people'>[number];

/** Everybody: members, who waits at the door, open invitations, and how we decide. @param isInviting whether the address asks for a new invitation */
export function Everybody({ isInviting }: { readonly isInviting: boolean }) {
  const say = useWords();
  const { id: cell } = useCell();
  const { data: people, error } = useOperation('people', {});
  const [isAsked, ask] = useState(false);
  const takesPart = useTakesPart();
  const invite = useCallback(() => ask(takesPart), [takesPart]);
  useShortcut('i', say('people.invite'), invite);
  if (people === undefined) return error === null ? <Fetching>{say('shell.fetching')}</Fetching> : <RefusalNotice refusal={error} />;
  const of = (state: Person['state']) => people.filter((person) => person.state === state);
  const [members, waiting, former] = [of('member'), of('waiting'), [...of('left'), ...of('removed')]];
  const close = (): void => {
    ask(false);
    if (isInviting) go({ cell, steps: ['people'] }, true);
  };
  return (
    <Sheet
      title={say('people.title')}
      lede={
        <>
          <p className="lede">
            {say(members.length === 1 ? 'people.lede-alone' : 'people.lede', { count: members.length, door: waiting.length })}
          </p>
          {takesPart && (
            <div className="actions">
              <Button kind="main" onClick={invite}>
                {say('people.invite')}
              </Button>
            </div>
          )}
        </>
      }
      aside={<Beside members={members} />}
    >
      <section>
        <h2 className="sr">{say('people.members')}</h2>
        <Row>
          <SilentNotices members={members} />
          <SafetyNotices members={members} />
          <NewDevices members={members} />
          <MembersLedger members={members} />
        </Row>
      </section>
      <DoorPart waiting={waiting} />
      <InvitationsPart />
      <CirclesPart />
      <VoicesPart />
      <AgreedPart />
      {former.length > 0 && (
        <Part title={say('people.former')}>
          {former.map((person) => (
            <FormerItem key={person.id} person={person} />
          ))}
        </Part>
      )}
      <LookingOn />
      <InviteDialog isOpen={takesPart && (isAsked || isInviting)} onClose={close} />
    </Sheet>
  );
}

/** Somebody who was a member: until when, and by which decision. */
function FormerItem({ person: { id, name, state, until, removal } }: { readonly person: Person }) {
  const say = useWords();
  const { when } = useMoments();
  return (
    <Item
      mark={<Shape of="ended" />}
      title={<Link to={['people', id]}>{shownAs(name, say)}</Link>}
      note={
        <>
          {until === null
            ? say(state === 'left' ? 'people.former-left' : 'people.former-removed', { name })
            : say(state === 'left' ? 'people.former-gone' : 'people.former-by', { when: when(until) })}{' '}
          {removal !== null && <OriginOf decision={removal} />}
        </>
      }
    />
  );
}

/** Whose devices have revoked each other, so that the group decides; and whose device told two stories of late. */
function SilentNotices({ members }: { readonly members: readonly Person[] }) {
  const say = useWords();
  const now = useNow();
  const isOf = (person: Person): 'suspended' | 'frozen' | null => {
    if (person.gone.some(({ state }) => state === 'suspended')) return 'suspended';
    return frozenAfter(person, now - FROZEN_FOR) === null ? null : 'frozen';
  };
  const told = members.map((person) => ({ person, is: isOf(person) }));
  if (told.every(({ is }) => is === null)) return null;
  return (
    <div className="safety-notices">
      {told.map(
        ({ person: { id, name, you }, is }) =>
          is !== null && (
            <Notice key={id} voice="heed" actions={<Link to={['people', id]}>{say('safety.notice-look')}</Link>}>
              {say(`people.${is}`, { name, you: String(you) })}
            </Notice>
          ),
      )}
    </div>
  );
}

/** What has to be looked at about safety numbers: devices that are new since they were compared, and numbers that differed. */
function SafetyNotices({ members }: { readonly members: readonly Person[] }) {
  const say = useWords();
  const toHeed = members.filter(({ safety }) => safety === 'new-device' || safety === 'differ');
  if (toHeed.length === 0) return null;
  return (
    <div className="safety-notices">
      {toHeed.map(({ id, name, safety }) => (
        <Notice
          key={id}
          voice={safety === 'differ' ? 'stop' : 'heed'}
          actions={<Link to={['people', id]}>{say('safety.notice-look')}</Link>}
        >
          <Words text={safety === 'differ' ? 'safety.notice-differ' : 'safety.notice-new'} with={{ name }} />
        </Notice>
      ))}
    </div>
  );
}

function Beside({ members }: { readonly members: readonly Person[] }) {
  const say = useWords();
  const devices = members.reduce((sum, person) => sum + person.devices.length, 0);
  return (
    <>
      <section>
        <h2>{say('people.nobody-in-charge')}</h2>
        <p>{say('people.powers-from')}</p>
      </section>
      <section>
        <h2>{say('people.holding')}</h2>
        <ul>
          <li>{say('people.hold', { devices, members: members.length })}</li>
          <li>
            <Link to={['status']}>{say('people.who-meets')}</Link>
          </li>
        </ul>
      </section>
    </>
  );
}
