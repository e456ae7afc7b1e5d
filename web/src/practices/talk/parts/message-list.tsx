import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../../../texts/words.tsx';
import { type Moments, useMoments } from '../../../time/moment.ts';
import type { Message } from '../messages.ts';
import type { FreshLine } from '../reading.ts';
import type { TakingBack } from '../taking-back.ts';
import { type Deeds, Said } from './said.tsx';

/** About as high as a message of two lines is, in pixels; each is measured once it is there. */
const USUAL_HEIGHT = 92;
const BEYOND_SCREEN = 6;
/** So near to its end, in pixels, a list goes on to the end when something is added. */
const NEAR_END = 160;

/** Where the list is to go: to a message by its id, or to its end. */
export interface Aim {
  readonly to: string | 'end';
}

interface ListParts {
  readonly label: string;
  readonly messages: readonly Message[];
  readonly line: FreshLine | null;
  /** A new one takes the reader there. */
  readonly aim: Aim | null;
  /** Id of the message that the reader was led to, which is marked; null: none. */
  readonly sought: string | null;
  /** Id of the message whose words are being changed; null: none. */
  readonly changing: string | null;
  readonly takingBack: ReadonlyMap<string, TakingBack>;
  readonly missing: ReadonlySet<string>;
  readonly deeds: Deeds;
  onChanged(): void;
}

/** What was said, in order. Only what is near the screen is drawn, so that thousands of messages are as light as ten. */
export function MessageList({ label, messages, line, aim, sought, changing, takingBack, missing, deeds, onChanged }: ListParts) {
  const moments = useMoments();
  const list = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  const [current, setCurrent] = useState<string | null>(null);
  const [wanted, want] = useState<string | null>(null);
  const places = useMemo(() => new Map(messages.map(({ id }, at) => [id, at])), [messages]);
  // Drawn wherever the reader scrolls: else what they have in hand would lose its focus, or its words.
  const held = [current, changing].flatMap((id) => (id === null ? [] : (places.get(id) ?? [])));
  const virtual = useWindowVirtualizer({
    count: messages.length,
    estimateSize: () => USUAL_HEIGHT,
    overscan: BEYOND_SCREEN,
    scrollMargin: top,
    anchorTo: 'end',
    scrollEndThreshold: NEAR_END,
    getItemKey: (at) => messages[at]?.id ?? at,
    rangeExtractor: (range: Range) => [...new Set([...defaultRangeExtractor(range), ...held])].sort((a, b) => a - b),
  });

  useLayoutEffect(() => {
    const now = list.current === null ? 0 : Math.round(list.current.getBoundingClientRect().top + scrollY);
    if (now !== top) setTop(now);
  });
  useFollowing(virtual, messages);
  const first = useRef({ line, aim, places });
  useEffect(() => {
    const { line: fresh, aim: given, places: then } = first.current;
    if (given !== null) return;
    // After the sheet has gone to its top, as it does when one comes to a screen.
    const frame = requestAnimationFrame(() => {
      const at = fresh === null ? undefined : then.get(fresh.id);
      if (at === undefined) virtual.scrollToEnd();
      else virtual.scrollToIndex(at, { align: 'start' });
    });
    return () => cancelAnimationFrame(frame);
  }, [virtual]);
  const reachedAim = useRef<Aim | null>(null);
  useEffect(() => {
    if (aim === null || aim === reachedAim.current) return;
    const at = places.get(aim.to);
    if (aim.to !== 'end' && at === undefined) return;
    reachedAim.current = aim;
    if (at === undefined) return virtual.scrollToEnd();
    virtual.scrollToIndex(at, { align: 'center' });
    setCurrent(aim.to);
    want(aim.to);
  }, [aim, virtual, places]);
  useEffect(() => {
    if (wanted === null) return;
    const found = list.current?.querySelector<HTMLElement>(`[data-id="${wanted}"]`);
    found?.focus({ preventScroll: true });
    if (found !== null && found !== undefined) want(null);
  });

  const goBy = (event: KeyboardEvent, at: number): void => {
    const steps: Readonly<Record<string, number>> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: messages.length - 1 };
    const next = messages[steps[event.key] ?? -1];
    if (event.target !== event.currentTarget || next === undefined) return;
    event.preventDefault();
    virtual.scrollToIndex(places.get(next.id) ?? 0, { align: 'auto' });
    setCurrent(next.id);
    want(next.id);
  };
  const reached = current !== null && places.has(current) ? current : messages.at(-1)?.id;

  return (
    <ol ref={list} className="script" aria-label={label} style={{ blockSize: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const message = messages[index];
        if (message === undefined) return null;
        return (
          <li
            key={message.id}
            ref={virtual.measureElement}
            data-index={index}
            data-id={message.id}
            className={message.id === sought ? 'is-sought' : undefined}
            style={{ transform: `translateY(${start - top}px)` }}
            aria-setsize={messages.length}
            aria-posinset={index + 1}
            // Arrow keys go from message to message, and what can be done with one shows there.
            tabIndex={message.id === reached ? 0 : -1}
            onFocus={() => setCurrent(message.id)}
            onKeyDown={(event) => goBy(event, index)}
          >
            <Before message={message} last={messages[index - 1]} line={line} moments={moments} />
            <Said
              message={message}
              answered={message.reply === null ? undefined : messages[places.get(message.reply) ?? -1]}
              isMissing={message.reply !== null && missing.has(message.reply)}
              moments={moments}
              isChanging={message.id === changing}
              takingBack={takingBack.get(message.id)}
              deeds={deeds}
              onChanged={onChanged}
            />
          </li>
        );
      })}
    </ol>
  );
}

/** Stays at the end as messages come, for a reader who is there; whoever scrolls back is left where they are. */
function useFollowing(virtual: { scrollToEnd(): void }, messages: readonly Message[]): void {
  const isFollowing = useRef(false);
  useEffect(() => {
    let last = scrollY;
    const listen = (): void => {
      const left = document.documentElement.scrollHeight - innerHeight - scrollY;
      // Further from the end without having gone back: something came, and the list is on its way there.
      if (left <= NEAR_END) isFollowing.current = true;
      else if (scrollY < last) isFollowing.current = false;
      last = scrollY;
    };
    addEventListener('scroll', listen, { passive: true });
    return () => removeEventListener('scroll', listen);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has changed is the messages.
  useEffect(() => {
    if (isFollowing.current) virtual.scrollToEnd();
  }, [messages, virtual]);
}

interface BeforeParts {
  readonly message: Message;
  readonly last: Message | undefined;
  readonly line: FreshLine | null;
  readonly moments: Moments;
}

/** What stands before a message: its day where one begins, and the line above what is new. */
function Before({ message, last, line, moments: { day, when } }: BeforeParts) {
  const say = useWords();
  const isNewDay = last === undefined || dayOf(last.time) !== dayOf(message.time);
  const now = Date.now();
  const spoken = (): string => {
    if (dayOf(message.time) === dayOf(now)) return say('talk.today');
    return dayOf(message.time) === dayOf(now - 86_400_000) ? say('talk.yesterday') : day(message.time);
  };
  return (
    <>
      {isNewDay && (
        <div className="row day">
          <span />
          <p className="in-column">{spoken()}</p>
        </div>
      )}
      {line?.id === message.id && (
        <div className="row fresh">
          <span />
          <p className="in-column">{line.since === null ? say('talk.fresh-all') : say('talk.fresh', { when: when(line.since) })}</p>
        </div>
      )}
    </>
  );
}

/** A day of the reader's calendar, to compare. */
function dayOf(time: string | number): string {
  return new Date(time).toDateString();
}
