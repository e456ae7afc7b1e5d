import { useMemo } from 'react';
import { useWords } from '../texts/words.tsx';
import { differences, replaced } from './differences.ts';

/** What is compared. */
interface MarkedParts {
  readonly before: string;
  readonly after: string;
  /** Whether something else is said altogether: words that both happen to have are no thread to read along. */
  readonly isOther?: boolean;
}

/** A text with what changed in it: what came is underlined, what went is struck, and both are said to whoever listens. */
export function Marked({ before, after, isOther = false }: MarkedParts) {
  const say = useWords();
  const pieces = useMemo(() => (isOther ? replaced(before, after) : differences(before, after)), [before, after, isOther]);
  return pieces.map(({ kind, text }, at) => {
    const key = `${at} ${kind}`;
    if (kind === 'same') return <span key={key}>{text}</span>;
    const Tag = kind === 'added' ? 'ins' : 'del';
    return (
      <Tag key={key}>
        <span className="sr">{say(`decision.${kind}`)}</span>
        {text}
      </Tag>
    );
  });
}
