import { useOperation } from '../api/operations.ts';
import type { Counts } from './counts.ts';
import { unreadIn, type Waiting, whatWaits } from './waiting.ts';

/** What waits in the open cell; `isFetched` is false until all of it is known. */
export function useWaiting(): { readonly isFetched: boolean; readonly waiting: readonly Waiting[]; readonly counts: Counts } {
  const decisions = useOperation('decisions', {});
  const people = useOperation('people', {});
  const channels = useOperation('channels', {});
  const me = people.data?.find(({ you }) => you)?.id;
  const waiting = whatWaits(decisions.data ?? [], people.data ?? [], me);
  return {
    isFetched: decisions.isFetched && people.isFetched && channels.isFetched,
    waiting,
    counts: { today: waiting.length, talk: unreadIn(channels.data ?? []), decisions: waiting.length },
  };
}
