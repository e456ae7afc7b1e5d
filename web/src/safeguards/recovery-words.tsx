import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useChange } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { goToFirstWrong } from '../parts/first-wrong.ts';
import { RefusalNotice, useReason } from '../parts/notice.tsx';
import { Fetching } from '../parts/progress.tsx';
import { announce } from '../shell/announcer.tsx';
import { useWords } from '../texts/words.tsx';
import { PassphraseQuestion } from './passphrase-question.tsx';

/** What showing the words takes. */
interface WordsParts {
  /** Whether they were shown before: then the passphrase is asked. */
  readonly isShown: boolean;
  /** Whether they are on paper already: then nothing has to be proved. */
  readonly isWritten: boolean;
  /** The words, where they are known already. */
  readonly known?: readonly string[] | null;
  /** Called when they are on paper, or were only looked at. */
  onDone(): void;
  /** Called when it is put off; null where it cannot be. */
  readonly onLater: (() => void) | null;
}

/** The recovery words, and whether they are on paper. @param isShown and the others as they were at the beginning */
export function RecoveryWords({ isShown, isWritten, known = null, onDone, onLater }: WordsParts) {
  const say = useWords();
  const show = useChange('recovery-words');
  const [words, setWords] = useState(known);
  const [isProving, prove] = useState(false);
  const asked = useRef(false);
  const look = async (passphrase: string | undefined): Promise<void> => {
    const shown = await show.run(passphrase === undefined ? {} : { passphrase });
    if (shown !== null) setWords(shown.words.split(' '));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are shown without a question once, when one comes here.
  useEffect(() => {
    if (isShown || known !== null || asked.current) return;
    asked.current = true;
    void look(undefined);
  }, []);
  if (words === null) {
    const isFirst = !isShown && show.refusal?.reason !== 'passphrase-needed';
    if (isFirst) return show.refusal === null ? <Fetching>{say('words.showing')}</Fetching> : <RefusalNotice refusal={show.refusal} />;
    return (
      <PassphraseQuestion
        lede={say('words.ask-lede')}
        button={say('words.show')}
        working={show.isRunning ? say('words.showing') : null}
        refusal={show.refusal?.reason === 'passphrase-needed' ? null : show.refusal}
        onAnswer={(passphrase) => void look(passphrase)}
        onChange={show.forget}
      />
    );
  }
  const lookAgain = (mustAsk: boolean): void => {
    if (mustAsk) setWords(null);
    prove(false);
  };
  if (isProving) return <Proof onDone={onDone} onBack={lookAgain} onLater={onLater} />;
  return (
    <div className="recovery">
      <p>{say('words.how')}</p>
      <WordList words={words} />
      <div className="actions">
        <Button kind={isWritten ? 'plain' : 'main'} onClick={() => (isWritten ? onDone() : prove(true))}>
          {say(isWritten ? 'words.hide' : 'words.written')}
        </Button>
        {onLater !== null && (
          <Button kind="quiet" onClick={onLater}>
            {say('words.later')}
          </Button>
        )}
      </div>
      {onLater !== null && <p className="small soft">{say('words.later-means')}</p>}
    </div>
  );
}

/** Words with their numbers. @param label what words they are; the recovery words unless it is said */
export function WordList({ words, label }: { readonly words: readonly string[]; readonly label?: string }) {
  const say = useWords();
  return (
    <ol className="recovery-words" aria-label={label ?? say('words.list')} dir="ltr" lang="en" translate="no">
      {words.map((word, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice, and its place is what tells it.
        <li key={at}>{word}</li>
      ))}
    </ol>
  );
}

const WORDS = 12;

/** Two different places among the words, in their order. */
function twoPlaces(): readonly [number, number] {
  const first = 1 + Math.floor(Math.random() * WORDS);
  const second = 1 + ((first + Math.floor(Math.random() * (WORDS - 1))) % WORDS);
  return first < second ? [first, second] : [second, first];
}

interface ProofParts {
  onDone(): void;
  /** @param mustAsk whether the passphrase has to be asked again: too many words were wrong */
  onBack(mustAsk: boolean): void;
  readonly onLater: (() => void) | null;
}

/** Two of the words, from the paper. */
function Proof({ onDone, onBack, onLater }: ProofParts) {
  const say = useWords();
  const reason = useReason();
  const proving = useChange('prove-recovery-words');
  const [[first, second]] = useState(twoPlaces);
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const [one, two, ...more] = typed.trim().split(/\s+/);
  const isBoth = one !== undefined && one !== '' && two !== undefined && more.length === 0;
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const form = event.currentTarget;
    if (!isBoth) return goToFirstWrong(form);
    if (proving.isRunning) return;
    if ((await proving.run({ words: `${first} ${one} ${second} ${two}` })) === null) return goToFirstWrong(form);
    announce(say('words.proved'));
    onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="recovery">
      <h2>{say('words.prove-title')}</h2>
      <p>{say('words.prove-lede')}</p>
      <Field
        label={say('words.prove', { first, second })}
        hint={say('words.prove-hint')}
        value={typed}
        onChange={(text) => {
          proving.forget();
          setTyped(text);
        }}
        wrong={proving.refusal !== null ? reason(proving.refusal) : isTried && !isBoth ? say('words.prove-needed') : null}
        autoFocus
        autoComplete="off"
      />
      <div className="actions">
        <Button kind="main" type="submit" working={proving.isRunning ? say('words.prove-doing') : null}>
          {say('words.prove-do')}
        </Button>
        <Button onClick={() => onBack(proving.refusal?.reason === 'too-many-tries')}>{say('words.look-again')}</Button>
        {onLater !== null && (
          <Button kind="quiet" onClick={onLater}>
            {say('words.later')}
          </Button>
        )}
      </div>
    </form>
  );
}
