import { type FormEvent, useState } from 'react';
import { useChange } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { useReason } from '../parts/notice.tsx';
import { deviceLetters } from '../people/device-letters.ts';
import { announce } from '../shell/announcer.tsx';
import { useWords } from '../texts/words.tsx';

/** Gives a device of the reader's own a name that only they see. */
export function NameDevice({ id, name }: { readonly id: string; readonly name: string }) {
  const say = useWords();
  const reason = useReason();
  const keep = useChange('name-device');
  const [isOpen, open] = useState(false);
  const [typed, setTyped] = useState(name);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if ((await keep.run({ id, name: typed })) === null) return;
    open(false);
    announce(say('devices.renamed'));
  };
  return (
    <>
      <Button
        kind="quiet"
        aria-label={say('devices.rename-of', { letters: deviceLetters(id) })}
        onClick={() => {
          setTyped(name);
          keep.forget();
          open(true);
        }}
      >
        {say('devices.rename')}
      </Button>
      <Dialog title={say('devices.rename-title')} isOpen={isOpen} onClose={() => open(false)}>
        <form className="inviting" onSubmit={(event) => void submit(event)} noValidate>
          <Field
            label={say('devices.name')}
            hint={say('devices.rename-hint')}
            value={typed}
            onChange={setTyped}
            wrong={keep.refusal === null ? null : reason(keep.refusal)}
            autoComplete="off"
            autoFocus
          />
          <div className="actions">
            <Button kind="main" type="submit" working={keep.isRunning ? say('devices.rename-doing') : null}>
              {say('devices.rename-do')}
            </Button>
            <Button kind="quiet" onClick={() => open(false)}>
              {say('devices.rename-not')}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
