import { useEffect, useRef } from 'react';
import { useLine } from '../api/live.ts';
import { useWords } from '../texts/words.tsx';
import { announce } from './announcer.tsx';

/** Across the top: that Moot on this device does not answer, and what can be done meanwhile. Nothing while it does. */
export function LineStrip() {
  const say = useWords();
  const line = useLine();
  const before = useRef(line);
  useEffect(() => {
    if (line === 'open' && before.current !== 'open') announce(say('strip.back'));
    before.current = line;
  }, [line, say]);
  return <div role="status">{line !== 'open' && <p className="strip">{say(`strip.${line}`)}</p>}</div>;
}
