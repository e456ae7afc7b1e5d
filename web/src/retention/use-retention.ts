import { useOperation } from '../api/operations.ts';
import { useWords } from '../texts/words.tsx';
import { lengthOfKept, readRetention } from './retention.ts';

/** What is said where the talk of a channel begins: how far back it is kept. Null until it is known. */
export function useBeginning(channel: string): string | null {
  const say = useWords();
  const { data: agreed } = useOperation('agreed', {});
  if (agreed === undefined) return null;
  const { usual, channels } = readRetention(agreed.retention.value);
  const length = lengthOfKept(channels.get(channel) ?? usual, say);
  return length === null ? say('retention.stays') : say('retention.gone', { length });
}
