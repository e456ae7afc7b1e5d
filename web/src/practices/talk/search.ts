import { useEffect, useState } from 'react';
import { call, type Refusal } from '../../api/client.ts';
import { useCellId } from '../../route/cell.ts';
import type { Message } from './messages.ts';

/** A message that was found. */
export interface Found {
  readonly message: Message;
  /** A message some lines before it, after which a page can begin that shows it among the others; null where it is the first. */
  readonly after: string | null;
}

/** How far a search is. */
export interface Search {
  readonly found: readonly Found[];
  /** How many messages have been looked through. */
  readonly through: number;
  readonly isDone: boolean;
  readonly refusal: Refusal | null;
}

/** More than these are not shown. */
export const MOST_FOUND = 100;
const A_PAGE = 1000;
const LINES_BEFORE = 10;
const WAIT_MS = 250;
const NOTHING: Search = { found: [], through: 0, isDone: false, refusal: null };

/** Makes words comparable: without case, accents and the ways to write one letter as several. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Finds the messages of a page that have all the words, the newest first. @param page of a channel, in order */
function findIn(page: readonly Message[], wanted: string): readonly Found[] {
  const words = plain(wanted).split(/\s+/u).filter(Boolean);
  return page
    .flatMap((message, at) => {
      const text = plain(message.text);
      if (message.deleted || !words.every((word) => text.includes(word))) return [];
      return [{ message, after: page[Math.max(0, at - LINES_BEFORE)]?.id ?? null }];
    })
    .map((found) => (found.after === found.message.id ? { ...found, after: null } : found))
    .reverse();
}

/** Looks through a channel, from the newest back, page by page. @param wanted words that are all in what is found; empty: does not search */
export function useSearch(channel: string, wanted: string): Search {
  const cell = useCellId();
  const [search, setSearch] = useState<Search>(NOTHING);
  useEffect(() => {
    setSearch(NOTHING);
    if (wanted.trim() === '') return;
    const stop = new AbortController();
    const start = setTimeout(() => void lookThrough(channel, wanted, cell, stop.signal, setSearch), WAIT_MS);
    return () => {
      clearTimeout(start);
      stop.abort();
    };
  }, [channel, wanted, cell]);
  return search;
}

async function lookThrough(
  channel: string,
  wanted: string,
  cell: string | null,
  signal: AbortSignal,
  tell: (search: Search) => void,
): Promise<void> {
  let search = NOTHING;
  let before: string | undefined;
  try {
    while (!search.isDone) {
      const page = await call('talk', { channel, limit: A_PAGE, ...(before === undefined ? {} : { before }) }, cell, signal);
      const found = [...search.found, ...findIn(page, wanted)].slice(0, MOST_FOUND);
      search = { ...search, found, through: search.through + page.length, isDone: page.length < A_PAGE || found.length === MOST_FOUND };
      before = page[0]?.id;
      tell(search);
    }
  } catch (refusal) {
    if (!signal.aborted) tell({ ...search, isDone: true, refusal: refusal as Refusal });
  }
}
