import { useLine } from '../api/live.ts';
import { useWords } from '../texts/words.tsx';

/** Across the top: that Moot on this device does not answer. Nothing while it does. */
export function LineStrip() {
  const say = useWords();
  const line = useLine();
  return <div role="status">{line !== 'open' && <p className="strip">{say(`strip.${line}`)}</p>}</div>;
}
