import { useEffect, useRef } from 'react';
import { useOperation } from '../api/operations.ts';
import { Mark } from '../parts/mark.tsx';
import { Fetching } from '../parts/progress.tsx';
import { go } from '../route/route.ts';
import { useFocusOnArrival } from '../shell/arrival.ts';
import { LineStrip } from '../shell/line-strip.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useWords } from '../texts/words.tsx';
import { RecoveryWords } from './recovery-words.tsx';

/** The recovery words, right after the first cell was founded or its door was found. @param cell where it goes on */
export function WordsAfterEntering({ cell }: { readonly cell: string }) {
  const say = useWords();
  const { data } = useOperation('safeguards', {});
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(say('words.title'));
  useFocusOnArrival(null);
  const goOn = (): void => go({ cell, steps: [] }, true);
  const isKnown = data !== undefined;
  // Whoever has come here by pressing a button begins to read at the title.
  useEffect(() => {
    if (isKnown) heading.current?.focus({ preventScroll: true });
  }, [isKnown]);
  return (
    <div className="page">
      <LineStrip />
      <main className="welcome is-form">
        <Mark />
        <h1 ref={heading} tabIndex={-1}>
          {say('words.title')}
        </h1>
        <p className="lede">{say('words.lede')}</p>
        {data === undefined ? (
          <Fetching>{say('words.showing')}</Fetching>
        ) : (
          <RecoveryWords isShown={data.words.shown} isWritten={data.words.written} onDone={goOn} onLater={goOn} />
        )}
      </main>
    </div>
  );
}
