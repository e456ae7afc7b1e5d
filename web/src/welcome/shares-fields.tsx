import { useRef, useState } from 'react';
import { call, type Output } from '../api/client.ts';
import { inWords } from '../names/in-words.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import type { Say } from '../texts/words.tsx';
import { useWords } from '../texts/words.tsx';

type Read = Output<'read-shares'>;
type One = Read['shares'][number];

/** As many shares as there can be. */
const MOST = 16;

/** What typing shares takes. */
interface SharesParts {
  readonly typed: readonly string[];
  onType(typed: readonly string[]): void;
  /** Whether somebody has tried to go on. */
  readonly isTried: boolean;
}

/** A field for each share, read as it is typed: what is wrong with it, and how many are still needed. */
export function SharesFields({ typed, onType, isTried }: SharesParts) {
  const say = useWords();
  const { read, look } = useRead();
  const change = (at: number, text: string): void => {
    const next = typed.with(at, text);
    onType(next);
    look(next);
  };
  return (
    <fieldset className="stack plain-fieldset">
      <legend className="sr">{say('restore.by-shares')}</legend>
      <p>{say('restore.shares-lede')}</p>
      {typed.map((text, at) => (
        <Field
          // biome-ignore lint/suspicious/noArrayIndexKey: shares keep their places.
          key={at}
          label={say('restore.share', { at: at + 1 })}
          hint={say('restore.share-hint')}
          kind="key"
          rows={6}
          value={text}
          onChange={(next) => change(at, next)}
          wrong={wrongOf(read?.shares[at], text, isTried, say)}
          autoComplete="off"
        />
      ))}
      <p role="status">
        {read !== null &&
          (read.needed !== null && read.good >= read.needed
            ? say('restore.shares-enough')
            : say('restore.shares-have', { good: read.good, needed: read.needed ?? 0 }))}
      </p>
      {typed.length < MOST && (
        <div className="actions">
          <Button onClick={() => onType([...typed, ''])}>{say('restore.share-more')}</Button>
        </div>
      )}
    </fieldset>
  );
}

/** What this device reads in the shares that were typed last. */
function useRead(): { readonly read: Read | null; look(typed: readonly string[]): void } {
  const [read, keep] = useState<Read | null>(null);
  const last = useRef<readonly string[]>([]);
  const look = (typed: readonly string[]): void => {
    last.current = typed;
    call('read-shares', { shares: [...typed] }, null).then(
      // What was typed since is being read.
      (output) => last.current === typed && keep(output),
      // Bringing the backup back says what is wrong.
      () => {},
    );
  };
  return { read, look };
}

/** Words that a share has. */
const LENGTH = 20;

/** What is wrong with a share; null while nothing is, or it is still being typed. */
function wrongOf(one: One | undefined, text: string, isTried: boolean, say: Say): string | null {
  if (text.trim() === '') return isTried ? say('restore.shares-needed') : null;
  if (one === undefined || one.state === 'good') return null;
  const isWhole = one.words >= LENGTH;
  // The word that is being typed is not in the list until its last letter.
  const unknown = one.unknown.filter(({ place }) => isWhole || isTried || place < one.words || /\s$/u.test(text));
  if (unknown.length > 0) {
    const words = inWords(unknown.map(({ place, word }) => say('restore.share-unknown-one', { place, word })));
    return say('restore.share-unknown', { count: unknown.length, words });
  }
  if (one.state === 'length') return isTried || one.words > LENGTH ? say('restore.share-length', { count: one.words }) : null;
  if (one.state === 'word-unknown') return null;
  return say(`restore.share-${one.state}`);
}
