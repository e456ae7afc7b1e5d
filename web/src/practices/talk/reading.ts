import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { call } from '../../api/client.ts';
import { useCellId } from '../../route/cell.ts';
import { announce } from '../../shell/announcer.tsx';
import { useWords } from '../../texts/words.tsx';
import { arrivedIn, type Shown } from './arrivals.ts';
import { lineOf } from './fold-text.ts';
import { keepAsRead, type Message } from './messages.ts';

const HEARD_LETTERS = 160;

/** Where what is new begins. */
export interface FreshLine {
  /** The first message under the line. */
  readonly id: string;
  /** When the last message before it was said: ISO 8601; null where there is none. */
  readonly since: string | null;
}

/** Where what is new begins in a list; null where nothing is new. */
function freshLineIn(messages: readonly Message[]): FreshLine | null {
  const at = messages.findIndex(({ unread }) => unread);
  const first = messages[at];
  return first === undefined ? null : { id: first.id, since: messages[at - 1]?.time ?? null };
}

/**
 * The line above what is new. It stays where it was when the reader came, though all is read by then; what comes before their eyes is not new.
 * @param isWatched whether the reader sees what arrives
 */
export function useFreshLine(messages: readonly Message[] | undefined, isWatched: boolean): FreshLine | null {
  const [line, setLine] = useState<FreshLine | null | undefined>(undefined);
  if (messages !== undefined && (line === undefined || (line === null && !isWatched))) {
    const found = freshLineIn(messages);
    if (found !== line) setLine(found);
  }
  return line ?? null;
}

/** Marks a channel as read. @param isWatched whether the reader sees its end @param unread how many are not read */
export function useReading(channel: string, isWatched: boolean, unread: number): void {
  const cell = useCellId();
  const client = useQueryClient();
  useEffect(() => {
    if (!isWatched || unread === 0) return;
    // Should it not be noted, as while Moot is away, it stays unread and is marked with what comes next.
    void call('read', { channel }, cell).then(
      () => {
        keepAsRead(client, cell, channel);
        return client.invalidateQueries({ queryKey: ['channels', cell] });
      },
      () => {},
    );
  }, [channel, isWatched, unread, cell, client]);
}

/** Says, to whoever listens to the page, what others have said since: one sentence for all that came together. @param isToTheEnd whether the newest is among them */
export function useArrivals(messages: readonly Message[] | undefined, isToTheEnd: boolean): void {
  const words = useRef(useWords());
  const shown = useRef<Shown | null>(null);
  useEffect(() => {
    const before = shown.current;
    shown.current = messages === undefined ? null : { ids: new Set(messages.map(({ id }) => id)), isToTheEnd };
    if (before === null || messages === undefined) return;
    const say = words.current;
    const arrived = arrivedIn(messages, before);
    const [first] = arrived;
    if (first === undefined) return;
    const names = [...new Set(arrived.map(({ author }) => author))].join(', ');
    announce(
      arrived.length === 1
        ? say('talk.arrived-one', { name: first.author, text: lineOf(first.text, HEARD_LETTERS) })
        : say('talk.arrived', { count: arrived.length, names }),
    );
  }, [messages, isToTheEnd]);
}

/** Whether an element is before the reader's eyes: on the screen, and the page not hidden behind another. */
export function useIsWatched(element: RefObject<HTMLElement | null>): boolean {
  const [isSeen, see] = useState(false);
  const [isOpen, setOpen] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const listen = (): void => setOpen(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', listen);
    return () => document.removeEventListener('visibilitychange', listen);
  }, []);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new IntersectionObserver(([entry]) => see(entry?.isIntersecting ?? false));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isSeen && isOpen;
}
