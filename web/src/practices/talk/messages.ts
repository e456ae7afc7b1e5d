import {
  type InfiniteData,
  type QueryClient,
  replaceEqualDeep,
  type UseInfiniteQueryOptions,
  useInfiniteQuery,
} from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { callKnowing, type Output, type Refusal } from '../../api/client.ts';
import { tagged, tagOf } from '../../api/known.ts';
import type { Key } from '../../api/operations.ts';
import { useCellId } from '../../route/cell.ts';
import { askedFor, asRead, type Message, type Page, pageFrom, pageOf, type Span, sharedWith, sizeOf } from './pages.ts';

export type { Message } from './pages.ts';

type Pages = InfiniteData<Page, Span>;

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
  const query = useInfiniteQuery(pagesOf(channel, cell, first));
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
    isStale,
  } = query;
  // What was kept from an earlier visit, and has changed since, does not know yet what is new.
  const isNew = isFetchedAfterMount || !isStale;
  const [wasNew, note] = useState(isNew);
  if (isNew && !wasNew) note(true);
  const isKnown = isNew || wasNew;
  const list = useMemo(() => (isKnown ? data?.pages.toReversed().flatMap(({ messages }) => messages) : undefined), [data, isKnown]);
  const pages = data?.pages.length ?? 0;
  return {
    list,
    refusal: error,
    earlier: hasNextPage ? { isRunning: isFetchingNextPage, run: () => void untilLonger(pages, fetchNextPage) } : null,
    later: hasPreviousPage ? { isRunning: isFetchingPreviousPage, run: () => void untilLonger(pages, fetchPreviousPage) } : null,
  };
}

const keyOf = (cell: string | null, channel: string, pagesFrom: Span): Key => ['talk', cell, { channel, pagesFrom }];

/** How the pages of a channel are fetched. @param first the span of the page with which it begins */
function pagesOf(channel: string, cell: string | null, first: Span): PagesOptions {
  return {
    queryKey: keyOf(cell, channel, first),
    queryFn: ({ pageParam, signal, client, queryKey }) =>
      fetchPage(channel, cell, pageParam, pageOf(pageParam, client.getQueryData<Pages>(queryKey)), signal),
    initialPageParam: first,
    // "Next" is what the library calls the page that is fetched at the end of its list: here, the earlier one.
    getNextPageParam: ({ messages: [oldest], hasEarlier }) => (oldest === undefined || !hasEarlier ? undefined : { before: oldest.id }),
    getPreviousPageParam: ({ messages }, _pages, span) => {
      const newest = messages.at(-1);
      return newest === undefined || span.after === undefined || messages.length < sizeOf(span) ? undefined : { after: newest.id };
    },
    // Each page shares what it can with the one before it already.
    structuralSharing: (before, now) => (before !== undefined && isSame(before as Pages, now as Pages) ? before : now),
    // Whatever changes in talk is told by itself.
    staleTime: Number.POSITIVE_INFINITY,
  };
}

type PagesOptions = UseInfiniteQueryOptions<Page, Refusal, Pages, Key, Span>;

/** Fetches the newest of the channel of everybody, before somebody goes there. Should it be refused, they are told when they come. */
export async function fetchNewestAhead(client: QueryClient, cell: string | null): Promise<void> {
  const [everyone] = client.getQueryData<Output<'channels'>>(['channels', cell, {}] satisfies Key) ?? [];
  if (everyone !== undefined) await client.infiniteQuery(pagesOf(everyone.name, cell, {})).catch(() => {});
}

/** Fetches a page; one that has not changed does not travel. @param there the page as it is; undefined: not yet */
async function fetchPage(channel: string, cell: string | null, span: Span, there: Page | undefined, signal: AbortSignal): Promise<Page> {
  const input = askedFor(channel, span, there);
  const known = there?.messages;
  const messages = await callKnowing('talk', input, cell, known as Message[] | undefined, signal).catch((refusal: Refusal) => {
    // The message with which it began is not there any more.
    if (input.from !== undefined && refusal.reason === 'id-unknown') return null;
    throw refusal;
  });
  if (messages === null) return fetchPage(channel, cell, span, undefined, signal);
  const page = pageFrom(tagged(sharedWith(known ?? [], messages, replaceEqualDeep), tagOf(messages)), input);
  return there !== undefined && messages === known && page.hasEarlier === there.hasEarlier ? there : page;
}

/** Whether the pages are the very same. */
function isSame(before: Pages, now: Pages): boolean {
  return before.pages.length === now.pages.length && before.pages.every((page, at) => page === now.pages[at]);
}

/** Notes in what is kept of a channel that all of it has been read. */
export function keepAsRead(client: QueryClient, cell: string | null, channel: string): void {
  const isOf = ({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean =>
    (queryKey[2] as { channel?: string }).channel === channel;
  const kept = { queryKey: ['talk', cell], predicate: isOf };
  client.setQueriesData<Pages>(kept, (data) => {
    const pages = data?.pages.map(asRead);
    return data === undefined || pages === undefined || pages.every((page, at) => page === data.pages[at]) ? data : { ...data, pages };
  });
  // What is on its way was told before it was read.
  if (client.isFetching(kept) > 0) void client.invalidateQueries(kept);
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
  readonly data: Pages | undefined;
  readonly isError: boolean;
}>;
