import { useState } from 'react';
import { useChange } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { RefusalNotice } from '../parts/notice.tsx';
import { announce } from '../shell/announcer.tsx';
import { useWords } from '../texts/words.tsx';
import { deviceLetters } from './device-letters.ts';

/** Revokes another device of the reader's own, after a question. @param id of the device */
export function RevokeDevice({ id }: { readonly id: string }) {
  const say = useWords();
  const revoke = useChange('revoke-device');
  const [isAsking, ask] = useState(false);
  const close = (): void => ask(false);
  const doIt = async (): Promise<void> => {
    const revoked = await revoke.run({ id });
    if (revoked === null) return;
    close();
    announce(say(revoked.suspended ? 'person.device-suspended' : 'person.device-revoked'));
  };
  return (
    <>
      <Button kind="quiet" onClick={() => ask(true)}>
        {say('person.device-revoke')}
      </Button>
      <Dialog title={say('person.device-revoke-title', { letters: deviceLetters(id) })} isOpen={isAsking} onClose={close}>
        <div className="stack asking">
          <p>{say('person.device-revoke-lede')}</p>
          <RefusalNotice refusal={revoke.refusal} />
          <div className="actions">
            <Button kind="stop" onClick={() => void doIt()} working={revoke.isRunning ? say('person.device-revoking') : null}>
              {say('person.device-revoke-do')}
            </Button>
            <Button onClick={close}>{say('person.device-keep')}</Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
