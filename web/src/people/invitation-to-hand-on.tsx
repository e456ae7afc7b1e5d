import { useEffect, useRef } from 'react';
import { Button } from '../parts/button.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { QrPicture } from '../qr/picture.tsx';
import { savePicture } from '../qr/save-picture.ts';
import { useCell } from '../route/cell.ts';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { addressWith } from '../welcome/invitation-address.ts';

/** An invitation to hand on. */
interface HandOnParts {
  /** From “moot:” to the end. */
  readonly invitation: string;
  /** How many people can still ask to join with it. */
  readonly count: number;
  /** ISO 8601. */
  readonly expires: string;
}

/** An invitation as a picture and as a text, with ways to copy it, and what it gives to whoever has it. */
export function InvitationToHandOn({ invitation, count, expires }: HandOnParts) {
  const say = useWords();
  const { near } = useMoments();
  const { name } = useCell();
  const label = useRef<HTMLParagraphElement>(null);
  // Where it takes the place of what was asked, whoever was there begins to read here.
  useEffect(() => label.current?.focus({ preventScroll: true }), []);
  const failed = say('copy.failed');
  // In capitals a picture of it has a third fewer squares, and any reader takes it.
  const scanned = invitation.toUpperCase();
  const message = say('invite.message', { cell: name, when: near(expires), invitation });
  return (
    <div className="invite">
      <QrPicture text={scanned} label={say('invite.picture', { cell: name })} />
      <div className="stack">
        <p className="label" ref={label} tabIndex={-1}>
          {say('invite.to-copy')}
        </p>
        <code className="code clipped long-code">{invitation}</code>
        <div className="actions">
          <CopyButton text={invitation} label={say('invite.copy')} done={say('invite.copied')} failed={failed} />
          <CopyButton kind="quiet" text={message} label={say('invite.copy-message')} done={say('invite.copied-message')} failed={failed} />
          <CopyButton
            kind="quiet"
            text={addressWith(invitation)}
            label={say('invite.copy-address')}
            done={say('invite.copied-address')}
            failed={failed}
          />
          <Button kind="quiet" onClick={() => void savePicture(scanned, say('invite.file'))}>
            {say('invite.save')}
          </Button>
        </div>
        <dl className="facts">
          <dt>{say('invite.good-for')}</dt>
          <dd>{say('invite.good-for-words', { count, when: near(expires) })}</dd>
          <dt>{say('invite.gives')}</dt>
          <dd>{say('invite.gives-words')}</dd>
          <dt>{say('invite.works')}</dt>
          <dd>{say('invite.works-words')}</dd>
          <dt>{say('invite.address')}</dt>
          <dd>{say('invite.address-words')}</dd>
        </dl>
      </div>
    </div>
  );
}
