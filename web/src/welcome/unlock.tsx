import { type FormEvent, useState } from 'react';
import { useChange } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { goToFirstWrong } from '../parts/first-wrong.ts';
import { Mark } from '../parts/mark.tsx';
import { useReason } from '../parts/notice.tsx';
import { useFocusOnArrival } from '../shell/arrival.ts';
import { LineStrip } from '../shell/line-strip.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useWords } from '../texts/words.tsx';

/** The page of a locked device. */
export function Unlock() {
  const say = useWords();
  const reason = useReason();
  const unlock = useChange('unlock');
  const [passphrase, setPassphrase] = useState('');
  usePageTitle(say('unlock.title'));
  useFocusOnArrival(null);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!unlock.isRunning && (await unlock.run({ passphrase })) === null) goToFirstWrong(form);
  };
  const type = (value: string): void => {
    unlock.forget();
    setPassphrase(value);
  };
  return (
    <div className="page">
      <LineStrip />
      <main className="welcome is-form">
        <Mark />
        <h1>{say('unlock.title')}</h1>
        <p className="lede">{say('unlock.lede')}</p>
        <form onSubmit={(event) => void submit(event)} noValidate className="entry">
          <Field
            label={say('unlock.passphrase')}
            kind="secret"
            value={passphrase}
            onChange={type}
            wrong={unlock.refusal === null ? null : reason(unlock.refusal)}
            autoFocus
            autoComplete="current-password"
          />
          <div className="actions">
            <Button kind="main" type="submit" working={unlock.isRunning ? say('unlock.doing') : null}>
              {say('unlock.do')}
            </Button>
          </div>
          <p className="small soft">{say('unlock.forgotten')}</p>
        </form>
      </main>
    </div>
  );
}
