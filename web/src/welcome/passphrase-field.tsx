import { useState } from 'react';
import { Field } from '../parts/field.tsx';
import { useWords } from '../texts/words.tsx';
import { strengthOf } from './strength.ts';

/** What choosing a passphrase takes. */
interface PassphraseParts {
  readonly value: string;
  onChange(value: string): void;
  readonly wrong: string | null;
  /** What it is called; unless given, the passphrase of a new device. */
  readonly label?: string;
}

/** A new passphrase, and honestly how well it would hold. It is typed once, so it can be looked at. */
export function PassphraseField({ label, ...parts }: PassphraseParts) {
  const say = useWords();
  const [isSeen, see] = useState(false);
  const strength = strengthOf(parts.value);
  return (
    <div className="field">
      <Field
        {...parts}
        label={label ?? say('passphrase.label')}
        hint={say('passphrase.hint')}
        kind={isSeen ? 'words' : 'secret'}
        autoComplete="new-password"
      />
      <p className={`small strength is-${strength}`} role="status">
        {say(`passphrase.strength.${strength}`)}
      </p>
      <label className="option secret-shown">
        <input type="checkbox" checked={isSeen} onChange={({ target }) => see(target.checked)} />
        <span>{say('passphrase.show')}</span>
      </label>
    </div>
  );
}
