import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useOperation } from '../api/operations.ts';
import { clashesIn } from '../clashes/clash.ts';
import { AT_ONCE } from '../practices/agreements/agreement.ts';
import { useDecisions } from '../practices/decisions/latest.ts';
import { isDemonstration } from '../route/base.ts';
import { useCellId } from '../route/cell.ts';
import { announce } from '../shell/announcer.tsx';
import type { PlaceName } from '../shell/places.ts';
import { useWords } from '../texts/words.tsx';
import { useNow } from '../time/moment.ts';
import type { Counts } from './counts.ts';
import { type Thing, unreadIn, type Waiting, whatItIsAbout } from './waiting.ts';

/** What waits in a cell. */
export interface WhatWaits {
  /** False until it is known. */
  readonly isFetched: boolean;
  readonly things: readonly Thing[];
  readonly counts: Counts;
}

/** What waits in the open cell: the device says what, and the page shows it. */
export function useWaiting(): WhatWaits {
  const waiting = useOperation('waiting', {});
  const channels = useOperation('channels', {});
  useLookedAtEachDay();
  const isFetched = waiting.isFetched && channels.isFetched;
  return useMemo(() => {
    // Nothing of a demonstration is to be kept.
    const things = (waiting.data ?? []).filter(({ at: [place] }) => !(isDemonstration && place === 'settings'));
    const inPlace = (name: PlaceName): number => things.filter(({ at: [place] }) => place === name).length;
    const counts = {
      today: things.length,
      talk: unreadIn(channels.data ?? []),
      decisions: inPlace('decisions'),
      agreements: inPlace('agreements'),
      people: inPlace('people'),
    };
    return { isFetched, things, counts };
  }, [waiting.data, channels.data, isFetched]);
}

/** Reviews become due with the day, though nobody writes anything. */
function useLookedAtEachDay(): void {
  const [client, cell] = [useQueryClient(), useCellId()];
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const last = useRef(today);
  useEffect(() => {
    if (last.current !== today) void client.invalidateQueries({ queryKey: ['waiting', cell] });
    last.current = today;
  }, [client, cell, today]);
}

/** What waits, with what each thing is about; undefined until all of that is known. */
export function useWhatItIsAbout({ isFetched, things }: WhatWaits): readonly Waiting[] | undefined {
  const { data: decisions } = useDecisions();
  const { data: people } = useOperation('people', {});
  const { data: channels } = useOperation('channels', {});
  const { data: agreed } = useOperation('agreed', {});
  const { data: agreements } = useOperation('agreements', { rest: AT_ONCE });
  return useMemo(() => {
    if (!isFetched || decisions === undefined || people === undefined || channels === undefined) return undefined;
    if (agreed === undefined || agreements === undefined) return undefined;
    return whatItIsAbout(things, { decisions, people, channels, agreements, clashes: clashesIn(agreed, decisions) });
  }, [isFetched, things, decisions, people, channels, agreed, agreements]);
}

/** Tells whoever listens to the page when more has come to wait for them: one sentence, however much it is. What is there on arrival stands on Today. @param here where they are */
export function useWaitingAnnounced({ isFetched, things }: WhatWaits, here: PlaceName | null): void {
  const say = useWords();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!isFetched) return;
    // Who comes to the door is told by name, what is their own they know, and Talk tells itself what is said while somebody is there.
    const isTold = ({ kind, at: [place] }: Thing): boolean =>
      kind === 'door' || kind === 'own' || place === 'settings' || (kind === 'call' && here === 'talk');
    const before = known.current;
    known.current = new Set(things.map(({ key }) => key));
    const fresh = before === null ? [] : things.filter((one) => !before.has(one.key) && !isTold(one));
    if (fresh.length > 0) announce(say('today.arrived', { fresh: fresh.length, count: things.length }));
  }, [isFetched, things, here, say]);
}
