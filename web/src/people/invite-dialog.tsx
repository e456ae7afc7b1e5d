import { type FormEvent, useState } from 'react';
import { useChange, useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { goToFirstWrong } from '../parts/first-wrong.ts';
import { RefusalNotice } from '../parts/notice.tsx';
import { useWords } from '../texts/words.tsx';
import { InvitationToHandOn } from './invitation-to-hand-on.tsx';

/** For how long an invitation can be good. */
const LENGTHS = ['1d', '7d', '30d'] as const;
/** For how many people at most: a cell is small. */
const MOST_USES = 20;

/** What the dialog takes. */
interface InviteParts {
  readonly isOpen: boolean;
  onClose(): void;
}

/** Makes an invitation, and then shows it to hand on. */
export function InviteDialog({ isOpen, onClose }: InviteParts) {
  const say = useWords();
  return (
    <Dialog title={say('people.invite')} isOpen={isOpen} onClose={onClose}>
      <Inviting onClose={onClose} />
    </Dialog>
  );
}

function Inviting({ onClose }: { onClose(): void }) {
  const say = useWords();
  const { data: people } = useOperation('people', {});
  const invite = useChange('invite');
  const [uses, setUses] = useState('1');
  const [expires, setExpires] = useState<(typeof LENGTHS)[number]>('7d');
  const [isTried, setTried] = useState(false);
  const [made, setMade] = useState<{ readonly invitation: string; readonly uses: number; readonly expires: string } | null>(null);
  const isCount = /^\d{1,2}$/.test(uses.trim()) && Number(uses) >= 1 && Number(uses) <= MOST_USES;
  const make = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (!isCount) goToFirstWrong(event.currentTarget);
    else if (!invite.isRunning) setMade(await invite.run({ uses: Number(uses), expires }));
  };
  const lede = <p className="soft">{say('invite.lede', { count: (people ?? []).filter(({ state }) => state === 'member').length })}</p>;
  if (made !== null) {
    return (
      <div className="inviting">
        {lede}
        <InvitationToHandOn invitation={made.invitation} count={made.uses} expires={made.expires} />
        <div className="actions dialog-end">
          <Button kind="main" onClick={onClose}>
            {say('invite.done')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form className="inviting" onSubmit={(event) => void make(event)} noValidate>
      {lede}
      <div className="uses">
        <Field
          label={say('invite.uses')}
          hint={say('invite.uses-hint')}
          value={uses}
          onChange={setUses}
          wrong={isTried && !isCount ? say('invite.uses-needed', { most: MOST_USES }) : null}
          autoComplete="off"
        />
      </div>
      <fieldset>
        <legend className="label">{say('invite.expires')}</legend>
        <div className="options">
          {LENGTHS.map((length) => (
            <label key={length} className="option">
              <input type="radio" name="expires" checked={length === expires} onChange={() => setExpires(length)} />
              <span>{say(`invite.for.${length}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <RefusalNotice refusal={invite.refusal} />
      <div className="actions">
        <Button kind="main" type="submit" working={invite.isRunning ? say('invite.making') : null}>
          {say('invite.make')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {say('invite.leave')}
        </Button>
      </div>
    </form>
  );
}
