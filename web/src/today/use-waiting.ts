import { useOperation } from '../api/operations.ts';
import { type OwnWaiting, useOwnWaiting } from '../safeguards/own-waiting.tsx';
import type { Counts } from './counts.ts';
import { unreadIn, type Waiting, whatWaits } from './waiting.ts';

/** What waits in the open cell; `isFetched` is false until all of it is known. */
export function useWaiting(): {
  readonly isFetched: boolean;
  readonly waiting: readonly Waiting[];
  /** What of the reader's own waits, in whichever cell. */
  readonly own: readonly OwnWaiting[];
  readonly counts: Counts;
} {
  const decisions = useOperation('decisions', {});
  const people = useOperation('people', {});
  const channels = useOperation('channels', {});
  const { own, isFetched } = useOwnWaiting();
  const me = people.data?.find(({ you }) => you)?.id;
  const waiting = whatWaits(decisions.data ?? [], people.data ?? [], me);
  return {
    isFetched: decisions.isFetched && people.isFetched && channels.isFetched && isFetched,
    waiting,
    own,
    counts: { today: waiting.length + own.length, talk: unreadIn(channels.data ?? []), decisions: waiting.length },
  };
}
