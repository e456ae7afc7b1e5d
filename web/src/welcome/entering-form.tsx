import { type FormEvent, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { RefusalNotice } from '../parts/notice.tsx';
import { Link } from '../route/link.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import type { TextKey } from '../texts/catalogue.ts';
import { useWords } from '../texts/words.tsx';
import { type Entry, SHORTEST_PASSPHRASE, useEntering } from './entering.ts';
import { PassphraseField } from './passphrase-field.tsx';

/** Founding a cell, or joining one. @param isNew whether this device still needs a passphrase */
export function EnteringForm({ how, isNew }: { readonly how: 'found' | 'join'; readonly isNew: boolean }) {
  const say = useWords();
  const { enter, isRunning, refusal } = useEntering(how, isNew);
  const [entry, setEntry] = useState<Entry>({ passphrase: '', name: '', as: '', invitation: '' });
  const [isTried, setTried] = useState(false);
  usePageTitle(say(`welcome.${how}`));
  const set = (field: keyof Entry) => (value: string) => setEntry((before) => ({ ...before, [field]: value }));
  const missing: Readonly<Record<keyof Entry, TextKey | null>> = {
    passphrase: isNew && entry.passphrase.length < SHORTEST_PASSPHRASE ? 'passphrase.needed' : null,
    name: how === 'found' && entry.name.trim() === '' ? 'name.needed' : null,
    as: entry.as.trim() === '' ? 'name.needed' : null,
    invitation: how === 'join' && entry.invitation.trim() === '' ? 'invitation.needed' : null,
  };
  const wrong = (field: keyof Entry): string | null => {
    const text = missing[field];
    return isTried && text !== null ? say(text) : null;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.values(missing).every((text) => text === null) && !isRunning) void enter(entry);
  };
  return (
    <main className="welcome is-form">
      <h1 tabIndex={-1}>{say(`welcome.${how}`)}</h1>
      <p className="lede">{say(`${how}.lede`)}</p>
      <form onSubmit={submit} noValidate className="entry">
        {how === 'found' ? (
          <Field
            label={say('found.name')}
            hint={say('found.name-hint')}
            value={entry.name}
            onChange={set('name')}
            wrong={wrong('name')}
            autoFocus
          />
        ) : (
          <Field
            label={say('join.invitation')}
            hint={say('join.invitation-hint')}
            kind="key"
            value={entry.invitation}
            onChange={set('invitation')}
            wrong={wrong('invitation')}
            autoFocus
          />
        )}
        <Field label={say('found.as')} hint={say('found.as-hint')} value={entry.as} onChange={set('as')} wrong={wrong('as')} />
        {isNew && <PassphraseField value={entry.passphrase} onChange={set('passphrase')} wrong={wrong('passphrase')} />}
        <RefusalNotice refusal={refusal} />
        <div className="actions">
          <Button kind="main" type="submit" working={isRunning ? say(`${how}.doing`) : null}>
            {say(`${how}.do`)}
          </Button>
          <Link className="button button-quiet" to={[]} cell={null}>
            {say('welcome.back')}
          </Link>
        </div>
      </form>
    </main>
  );
}
