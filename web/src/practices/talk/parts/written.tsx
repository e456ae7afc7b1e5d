import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { useWords } from '../../../texts/words.tsx';
import { beginningOf } from '../fold-text.ts';
import { piecesOf } from '../links.ts';

/** What somebody wrote: their words and nothing else, whatever they look like. Addresses of the web and of mail can be followed. */
export function Written({ text }: { readonly text: string }) {
  const say = useWords();
  const [isWhole, showWhole] = useState(false);
  const beginning = isWhole ? null : beginningOf(text);
  return (
    <>
      <p className="written prose" dir="auto">
        {piecesOf(beginning ?? text).map((piece, at) =>
          piece.kind === 'words' ? (
            piece.text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no names but their places.
            <a key={at} href={piece.address} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
              {piece.address}
            </a>
          ),
        )}
        {beginning !== null && ' …'}
      </p>
      {beginning !== null && (
        <Button kind="quiet" className="small" onClick={() => showWhole(true)}>
          {say('talk.whole')}
        </Button>
      )}
    </>
  );
}
