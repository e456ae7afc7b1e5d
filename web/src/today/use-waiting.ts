import { useEffect, useMemo, useRef } from 'react';
import { useOperation } from '../api/operations.ts';
import { clashesIn } from '../clashes/clash.ts';
import { AT_ONCE } from '../practices/agreements/agreement.ts';
import { useDecisions } from '../practices/decisions/latest.ts';
import { useTakesPart } from '../route/cell.ts';
import { type OwnWaiting, useOwnWaiting } from '../safeguards/own-waiting.tsx';
import { announce } from '../shell/announcer.tsx';
import type { PlaceName } from '../shell/places.ts';
import { useWords } from '../texts/words.tsx';
import { useNow } from '../time/moment.ts';
import { agreementsWaiting, withAgreements } from './agreements-waiting.ts';
import type { Counts } from './counts.ts';
import { keyOf, unreadIn, type Waiting, whatWaits } from './waiting.ts';

/** What waits in a cell. */
export interface WhatWaits {
  /** False until all of it is known. */
  readonly isFetched: boolean;
  readonly waiting: readonly Waiting[];
  /** What of the reader's own waits, in whichever cell. */
  readonly own: readonly OwnWaiting[];
  readonly counts: Counts;
}

/** What waits in the open cell. */
export function useWaiting(): WhatWaits {
  const decisions = useDecisions();
  const people = useOperation('people', {});
  const channels = useOperation('channels', {});
  const agreed = useOperation('agreed', {});
  const agreements = useOperation('agreements', { rest: AT_ONCE });
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const takesPart = useTakesPart();
  const { own, isFetched: isOwnFetched } = useOwnWaiting();
  const isFetched =
    decisions.isFetched && people.isFetched && channels.isFetched && agreed.isFetched && agreements.isFetched && isOwnFetched;
  return useMemo(() => {
    const me = people.data?.find(({ you }) => you)?.id;
    const clashes = agreed.data === undefined ? [] : clashesIn(agreed.data, decisions.data ?? []);
    // Nobody waits for whoever looks on.
    const asked = takesPart ? whatWaits(decisions.data ?? [], people.data ?? [], channels.data ?? [], clashes, me) : [];
    const toLookAt = takesPart ? agreementsWaiting(agreements.data ?? [], me, today) : [];
    const waiting = withAgreements(asked, toLookAt);
    const inPeople = waiting.filter(({ kind }) => kind === 'suspended').length;
    const inDecisions = asked.filter(({ kind }) => kind !== 'call' && kind !== 'circle').length - inPeople;
    const counts = {
      // What of their own waits stands on Today, which whoever looks on has left.
      today: takesPart ? waiting.length + own.length : 0,
      talk: unreadIn(channels.data ?? []),
      decisions: inDecisions,
      agreements: toLookAt.length,
      people: inPeople,
    };
    return { isFetched, waiting, own, counts };
  }, [decisions.data, people.data, channels.data, agreed.data, agreements.data, today, takesPart, own, isFetched]);
}

/** Tells whoever listens to the page when more has come to wait for them: one sentence, however much it is. What is there on arrival stands on Today. @param here where they are */
export function useWaitingAnnounced({ isFetched, waiting }: WhatWaits, here: PlaceName | null): void {
  const say = useWords();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!isFetched) return;
    // Who comes to the door is told by name, their own proposals they know, and Talk tells itself what is said while somebody is there.
    const isTold = ({ kind }: Waiting): boolean => kind === 'door' || kind === 'own' || (kind === 'call' && here === 'talk');
    const before = known.current;
    known.current = new Set(waiting.map(keyOf));
    const fresh = before === null ? [] : waiting.filter((one) => !before.has(keyOf(one)) && !isTold(one));
    if (fresh.length > 0) announce(say('today.arrived', { fresh: fresh.length, count: waiting.length }));
  }, [isFetched, waiting, here, say]);
}
