import type { Say } from '../../texts/words.tsx';
import type { Decision } from './standing.ts';

/** Whose turn it is in the round, and who comes after, as sentences; empty where nobody is called. @param me id of the reader's member */
export function turnInWords(
  { round: { next } }: Decision,
  me: string | undefined,
  say: Say,
): { readonly now: string; readonly after: string } {
  const named = next.map(({ member, memberId, saidLater }) => {
    const name = memberId === me ? say('turn.you') : member;
    return saidLater ? say('turn.later', { name }) : name;
  });
  const [now, ...after] = named;
  if (now === undefined) return { now: '', after: '' };
  return {
    now: say('turn.now', { name: now }),
    after: after.length === 0 ? '' : say('turn.after', { names: after.join(say('turn.and-then')) }),
  };
}
