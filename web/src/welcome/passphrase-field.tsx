import { Field } from '../parts/field.tsx';
import { useWords } from '../texts/words.tsx';
import { strengthOf } from './strength.ts';

/** What choosing a passphrase takes. */
interface PassphraseParts {
  readonly value: string;
  onChange(value: string): void;
  readonly wrong: string | null;
}

/** A new passphrase, and honestly how well it would hold. */
export function PassphraseField(parts: PassphraseParts) {
  const say = useWords();
  const strength = strengthOf(parts.value);
  return (
    <div className="field">
      <Field {...parts} label={say('passphrase.label')} hint={say('passphrase.hint')} kind="secret" autoComplete="new-password" />
      <p className={`small strength is-${strength}`} role="status">
        {say(`passphrase.strength.${strength}`)}
      </p>
    </div>
  );
}
