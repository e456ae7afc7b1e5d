import { useState } from 'react';
import type { Output } from '../api/client.ts';
import { useChange, useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { RefusalNotice } from '../parts/notice.tsx';
import { useTakesPart } from '../route/cell.ts';
import { announce } from '../shell/announcer.tsx';
import { Part, Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { InvitationToHandOn } from './invitation-to-hand-on.tsx';

type Invitation = Output<'invitations'>[number];

/** Invitations that can still be used: how often, until when, and to take them back. Nothing while there are none. */
export function InvitationsPart() {
  const say = useWords();
  const { data: invitations } = useOperation('invitations', {});
  const open = (invitations ?? []).filter(({ state }) => state === 'open');
  if (open.length === 0) return null;
  return (
    <Part title={say('invitations.title')}>
      {open.map((invitation) => (
        <OpenInvitation key={invitation.id} invitation={invitation} />
      ))}
    </Part>
  );
}

function OpenInvitation({ invitation }: { readonly invitation: Invitation }) {
  const say = useWords();
  const takesPart = useTakesPart();
  const { when, near } = useMoments();
  const [dialog, open] = useState<'show' | 'revoke' | null>(null);
  const { own, by, given, uses, used, expires, invitation: letter } = invitation;
  const close = (): void => open(null);
  return (
    <Row className="item">
      <div>
        <h3 className="plain">{say('invitations.by', { own: own ? 'yes' : 'no', by, when: when(given) })}</h3>
        <p className="note">
          {say('invitations.left', { left: uses - used, when: near(expires) })} {say('invitations.used', { used })}
        </p>
      </div>
      <div className="actions">
        {letter !== null && <Button onClick={() => open('show')}>{say('invitations.show')}</Button>}
        {takesPart && (
          <Button kind="quiet" onClick={() => open('revoke')}>
            {say('invitations.revoke')}
          </Button>
        )}
      </div>
      <Dialog title={say('invitations.again')} isOpen={dialog === 'show' && letter !== null} onClose={close}>
        {letter !== null && <InvitationToHandOn invitation={letter} count={uses - used} expires={expires} />}
        <div className="actions dialog-end">
          <Button kind="main" onClick={close}>
            {say('invite.done')}
          </Button>
        </div>
      </Dialog>
      <RevokeDialog id={invitation.id} isOpen={dialog === 'revoke'} onClose={close} />
    </Row>
  );
}

/** What the question takes. */
interface RevokeParts {
  readonly id: string;
  readonly isOpen: boolean;
  onClose(): void;
}

/** The question before an invitation is taken back. */
function RevokeDialog({ id, isOpen, onClose }: RevokeParts) {
  const say = useWords();
  const revoke = useChange('revoke');
  const takeBack = async (): Promise<void> => {
    if ((await revoke.run({ id })) === null) return;
    onClose();
    announce(say('invitations.revoked'));
  };
  return (
    <Dialog title={say('invitations.revoke-title')} isOpen={isOpen} onClose={onClose}>
      <div className="stack asking">
        <p>{say('invitations.revoke-lede')}</p>
        <RefusalNotice refusal={revoke.refusal} />
        <div className="actions">
          <Button kind="stop" onClick={() => void takeBack()} working={revoke.isRunning ? say('invitations.revoking') : null}>
            {say('invitations.revoke-do')}
          </Button>
          <Button onClick={onClose}>{say('invitations.stay')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
