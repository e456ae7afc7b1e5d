import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { Refusal } from '../api/client.ts';
import { uploadBackup } from '../api/files.ts';
import { useChange } from '../api/operations.ts';
import { Field } from '../parts/field.tsx';
import { goToFirstWrong } from '../parts/first-wrong.ts';
import { RefusalNotice, useReason } from '../parts/notice.tsx';
import { Sign } from '../parts/sign.tsx';
import { wayOn } from '../route/route.ts';
import { WorkProgress } from '../safeguards/work-progress.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useWords } from '../texts/words.tsx';
import { SHORTEST_PASSPHRASE } from './entering.ts';
import { EntryActions } from './entry-actions.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import { SharesFields } from './shares-fields.tsx';

/** What refuses the words, and not the file. */
const OF_WORDS = ['recovery-words-unclear', 'backup-damaged'];

/** Bringing a backup back. @param isNew whether this device still needs a passphrase */
export function RestoringForm({ isNew }: { readonly isNew: boolean }) {
  const say = useWords();
  const reason = useReason();
  const client = useQueryClient();
  const unlock = useChange('unlock');
  const [file, choose] = useState<File | null>(null);
  const [words, setWords] = useState('');
  const [by, setBy] = useState<'words' | 'shares'>('words');
  const [shares, setShares] = useState<readonly string[]>(['', '']);
  const typed = by === 'words' ? words : shares.filter((share) => share.trim() !== '').join('\n');
  const [passphrase, setPassphrase] = useState('');
  const [isTried, setTried] = useState(false);
  const [isRunning, setRunning] = useState(false);
  const [refusal, refuse] = useState<Refusal | null>(null);
  usePageTitle(say('restore.way'));
  const lacksPassphrase = isNew && passphrase.length < SHORTEST_PASSPHRASE;
  const bringBack = async (from: File): Promise<void> => {
    const goOn = wayOn();
    setRunning(true);
    refuse(null);
    try {
      if (isNew && (await unlock.run({ passphrase })) === null) return;
      await uploadBackup(from, typed);
      await client.invalidateQueries();
      goOn({ cell: null, steps: [] });
    } catch (refused) {
      refuse(refused as Refusal);
    } finally {
      setRunning(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (file === null || typed.trim() === '' || lacksPassphrase) goToFirstWrong(event.currentTarget);
    else if (!isRunning) void bringBack(file);
  };
  const isOfWords = by === 'words' && refusal !== null && OF_WORDS.includes(refusal.reason);
  const wrongWords = isOfWords ? reason(refusal) : isTried && words.trim() === '' ? say('restore.words-needed') : null;
  return (
    <main className="welcome is-form">
      <h1 tabIndex={-1}>{say('restore.way')}</h1>
      <p className="lede">{say('restore.lede')}</p>
      <form onSubmit={submit} noValidate className="entry">
        <FileField chosen={file} onChoose={choose} isMissing={isTried && file === null} />
        <fieldset className="options">
          <legend className="label">{say('restore.by')}</legend>
          {(['words', 'shares'] as const).map((one) => (
            <label key={one} className="option">
              <input type="radio" name="by" checked={one === by} onChange={() => setBy(one)} />
              <span>{say(`restore.by-${one}`)}</span>
            </label>
          ))}
        </fieldset>
        {by === 'words' ? (
          <Field
            label={say('restore.words')}
            hint={say('restore.words-hint')}
            kind="key"
            value={words}
            onChange={(text) => {
              refuse(null);
              setWords(text);
            }}
            wrong={wrongWords}
            autoComplete="off"
          />
        ) : (
          <SharesFields
            typed={shares}
            onType={(next) => {
              refuse(null);
              setShares(next);
            }}
            isTried={isTried}
          />
        )}
        {isNew && (
          <PassphraseField
            value={passphrase}
            onChange={setPassphrase}
            wrong={isTried && lacksPassphrase ? say('passphrase.needed') : null}
          />
        )}
        <RefusalNotice refusal={unlock.refusal ?? (isOfWords ? null : refusal)} />
        {!isNew && <WorkProgress kind="restore" label={say('restore.progress')} />}
        <EntryActions label={say('restore.do')} working={isRunning ? say('restore.doing') : null} />
      </form>
    </main>
  );
}

interface FileParts {
  readonly chosen: File | null;
  onChoose(file: File | null): void;
  readonly isMissing: boolean;
}

function FileField({ chosen, onChoose, isMissing }: FileParts) {
  const say = useWords();
  const [id, hint, wrong] = [useId(), useId(), useId()];
  return (
    <div className={`field${isMissing ? ' is-wrong' : ''}`}>
      <label htmlFor={id}>{say('restore.file')}</label>
      <span id={hint} className="hint">
        {say('restore.file-hint')}
      </span>
      <input
        id={id}
        type="file"
        className="input file-chosen"
        aria-describedby={isMissing ? `${hint} ${wrong}` : hint}
        aria-invalid={isMissing || undefined}
        onChange={({ target }) => onChoose(target.files?.[0] ?? null)}
      />
      {isMissing && chosen === null && (
        <span id={wrong} className="wrong">
          <Sign of="stop" />
          <span>{say('restore.file-needed')}</span>
        </span>
      )}
    </div>
  );
}
