import { type FormEvent, useState } from 'react';
import { Field } from '../parts/field.tsx';
import { goToFirstWrong } from '../parts/first-wrong.ts';
import { RefusalNotice } from '../parts/notice.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import type { TextKey } from '../texts/catalogue.ts';
import { useWords } from '../texts/words.tsx';
import { SHORTEST_PASSPHRASE, useEntering } from './entering.ts';
import { EntryActions } from './entry-actions.tsx';
import { FormChoice } from './form-choice.tsx';
import { PassphraseField } from './passphrase-field.tsx';

/** Founding a cell. @param isNew whether this device still needs a passphrase */
export function FoundingForm({ isNew }: { readonly isNew: boolean }) {
  const say = useWords();
  const { enter, isRunning, refusal } = useEntering('found', isNew);
  const [entry, setEntry] = useState({ passphrase: '', name: '', as: '', form: '' });
  const [isTried, setTried] = useState(false);
  usePageTitle(say('welcome.found'));
  const set = (field: keyof typeof entry) => (value: string) => setEntry((before) => ({ ...before, [field]: value }));
  const missing: Readonly<Record<keyof typeof entry, TextKey | null>> = {
    passphrase: isNew && entry.passphrase.length < SHORTEST_PASSPHRASE ? 'passphrase.needed' : null,
    name: entry.name.trim() === '' ? 'name.needed' : null,
    as: entry.as.trim() === '' ? 'name.needed' : null,
    form: null,
  };
  const wrong = (field: keyof typeof entry): string | null => {
    const text = missing[field];
    return isTried && text !== null ? say(text) : null;
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (Object.values(missing).some((text) => text !== null)) goToFirstWrong(event.currentTarget);
    else if (!isRunning) void enter({ ...entry, invitation: '', again: false });
  };
  return (
    <main className="welcome is-form">
      <h1 tabIndex={-1}>{say('welcome.found')}</h1>
      <p className="lede">{say('found.lede')}</p>
      <form onSubmit={submit} noValidate className="entry">
        <Field
          label={say('found.name')}
          hint={say('found.name-hint')}
          value={entry.name}
          onChange={set('name')}
          wrong={wrong('name')}
          autoFocus
        />
        <Field label={say('found.as')} hint={say('found.as-hint')} value={entry.as} onChange={set('as')} wrong={wrong('as')} />
        {isNew && <PassphraseField value={entry.passphrase} onChange={set('passphrase')} wrong={wrong('passphrase')} />}
        <FormChoice chosen={entry.form} onChange={set('form')} />
        <RefusalNotice refusal={refusal} />
        <EntryActions label={say('found.do')} working={isRunning ? say('found.doing') : null} />
      </form>
    </main>
  );
}
