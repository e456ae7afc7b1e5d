import { type FormEvent, useState } from 'react';
import type { Refusal } from '../api/client.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { useReason } from '../parts/notice.tsx';
import { useWords } from '../texts/words.tsx';

/** What asking for the passphrase takes. */
interface QuestionParts {
  readonly lede: string;
  readonly button: string;
  readonly working: string | null;
  /** `main` where it is the one thing to do. */
  readonly kind?: 'main' | 'plain';
  readonly refusal: Refusal | null;
  onAnswer(passphrase: string): void;
  /** Called when something else is typed. */
  onChange(): void;
}

/** Asks for the passphrase before something that not everybody at this device may do. */
export function PassphraseQuestion({ lede, button, kind = 'main', working, refusal, onAnswer, onChange }: QuestionParts) {
  const say = useWords();
  const reason = useReason();
  const [passphrase, setPassphrase] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (working === null) onAnswer(passphrase);
  };
  return (
    <form onSubmit={submit} noValidate className="recovery">
      <p>{lede}</p>
      <Field
        label={say('passphrase.yours')}
        kind="secret"
        value={passphrase}
        onChange={(text) => {
          onChange();
          setPassphrase(text);
        }}
        wrong={refusal === null ? null : reason(refusal)}
        autoComplete="current-password"
      />
      <div className="actions">
        <Button kind={kind} type="submit" working={working}>
          {button}
        </Button>
      </div>
    </form>
  );
}
