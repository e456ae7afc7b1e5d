import { useMemo } from 'react';
import { useWords } from '../texts/words.tsx';
import { differences } from './differences.ts';

/** A text with what changed in it: what came is underlined, what went is struck, and both are said to whoever listens. */
export function Marked({ before, after }: { readonly before: string; readonly after: string }) {
  const say = useWords();
  const pieces = useMemo(() => differences(before, after), [before, after]);
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
