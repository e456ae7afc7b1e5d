import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Found } from '../search.ts';
import { SearchResults } from './search-results.tsx';

interface SearchingParts {
  readonly channel: string;
  /** What it is called. */
  readonly shown: string;
  readonly isOpen: boolean;
  onOpen(isOpen: boolean): void;
  onGo(found: Found): void;
}

/** The way to look for words in a channel: a button, then a field with what it finds. */
export function Searching({ channel, shown, isOpen, onOpen, onGo }: SearchingParts) {
  const say = useWords();
  const [wanted, want] = useState('');
  if (!isOpen) {
    return (
      <Row>
        <Button kind="quiet" className="small" onClick={() => onOpen(true)}>
          {say('talk.search')}
        </Button>
      </Row>
    );
  }
  return (
    <>
      <Row className="searching">
        <Field
          label={say('talk.search-words', { channel: shown })}
          value={wanted}
          onChange={want}
          autoFocus
          onKeyDown={({ key }) => {
            if (key === 'Escape') onOpen(false);
          }}
        />
        <Button kind="quiet" className="small" onClick={() => onOpen(false)}>
          {say('talk.search-close')}
        </Button>
      </Row>
      {wanted.trim() !== '' && <SearchResults channel={channel} wanted={wanted} onGo={onGo} />}
    </>
  );
}
