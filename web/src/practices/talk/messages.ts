import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call, type Output, type Refusal } from '../../api/client.ts';
import type { Key } from '../../api/operations.ts';
import { useCellId } from '../../route/cell.ts';

/** A message as the API shows it. */
export type Message = Output<'talk'>[number];

/** What part of a channel is asked for: before or after a message, else the newest. */
interface Span {
  readonly before?: string;
  readonly after?: string;
}

const NEWEST = 200;
const A_PAGE = 500;

const sizeOf = ({ before, after }: Span): number => (before === undefined && after === undefined ? NEWEST : A_PAGE);

/** What is shown of a channel, and ways to more of it. */
export interface Messages {
  /** In order, oldest first; undefined until they are known. */
  readonly list: readonly Message[] | undefined;
  readonly refusal: Refusal | null;
  /** Null where there is nothing earlier; `run` resolves when it is there. */
  readonly earlier: More | null;
  /** Null where the newest is shown. */
  readonly later: More | null;
}

interface More {
  readonly isRunning: boolean;
  run(): void;
}

/**
 * The messages of a channel, kept as they change. At first the newest; earlier ones come when they are asked for.
 * @param after begins after this message instead of at the newest; null: at the newest
 */
export function useMessages(channel: string, after: string | null): Messages {
  const cell = useCellId();
  const first: Span = after === null ? {} : { after };
  const query = useInfiniteQuery<readonly Message[], Refusal, InfiniteData<readonly Message[], Span>, Key, Span>({
    queryKey: ['talk', cell, { channel, pagesFrom: first }],
    queryFn: ({ pageParam, signal }) => call('talk', { channel, limit: sizeOf(pageParam), ...pageParam }, cell, signal),
    initialPageParam: first,
    // "Next" is what the library calls the page that is fetched at the end of its list: here, the earlier one.
    getNextPageParam: (page, _pages, span) => {
      const [oldest] = page;
      return oldest === undefined || (span.after === undefined && page.length < sizeOf(span)) ? undefined : { before: oldest.id };
    },
    getPreviousPageParam: (page, _pages, span) => {
      const newest = page.at(-1);
      return newest === undefined || span.after === undefined || page.length < A_PAGE ? undefined : { after: newest.id };
    },
  });
  const {
    data,
    error,
    hasNextPage,
    hasPreviousPage,
    isFetchingNextPage,
    isFetchingPreviousPage,
    fetchNextPage,
    fetchPreviousPage,
    isFetchedAfterMount,
  } = query;
  // What was kept from an earlier visit does not know yet what is new.
  const list = useMemo(() => (isFetchedAfterMount ? data?.pages.toReversed().flat() : undefined), [data, isFetchedAfterMount]);
  const pages = data?.pages.length ?? 0;
  return {
    list,
    refusal: error,
    earlier: hasNextPage ? { isRunning: isFetchingNextPage, run: () => void untilLonger(pages, fetchNextPage) } : null,
    later: hasPreviousPage ? { isRunning: isFetchingPreviousPage, run: () => void untilLonger(pages, fetchPreviousPage) } : null,
  };
}

/** So often another page is asked for, while arrivals come between. */
const MOST_TRIES = 20;

/**
 * Fetches another page. When something arrives just then, what is shown is fetched anew in its place: neither is given up for the other, so it is
 * asked for again after that. @param pages how many there are now
 */
async function untilLonger(pages: number, fetchPage: FetchPage): Promise<void> {
  for (let i = 0; i < MOST_TRIES; i++) {
    const { data, isError } = await fetchPage({ cancelRefetch: false });
    if (isError || (data?.pages.length ?? 0) > pages) return;
  }
}

type FetchPage = (options: { readonly cancelRefetch: boolean }) => Promise<{
  readonly data: InfiniteData<readonly Message[], Span> | undefined;
  readonly isError: boolean;
}>;
