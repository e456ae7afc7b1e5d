import { useEffect, useMemo, useState } from 'react';
import { formatLocale } from '../texts/language.ts';
import { type Say, useWords } from '../texts/words.tsx';

const DAY_MS = 86_400_000;

/** Ways to tell times to people: each takes ISO 8601 and tells it by the reader's own clock. */
export interface Moments {
  /** "09:12" */
  time(iso: string): string;
  /** "Thursday 17 November", with the year only when it is not this one. */
  day(iso: string): string;
  /** "12 May", with the year only when it is not this one. */
  date(iso: string): string;
  /** What is near by its weekday, else the date: "Thursday 20:00", "12 May". */
  near(iso: string): string;
  /** The same in a word, for a margin: "20:00" today, "Thursday", "12 Nov". */
  nearDay(iso: string): string;
  /** "20:00" today, "yesterday 18:40", else as `near`. */
  when(iso: string): string;
}

/** The ways to tell times as they are at a moment. @param now milliseconds since 1970 */
function momentsAt(now: number, locale: string, say: Say): Moments {
  const format = (iso: string, options: Intl.DateTimeFormatOptions): string => formatterFor(locale, options).format(new Date(iso));
  const year = (iso: string): Intl.DateTimeFormatOptions =>
    new Date(iso).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' };
  const daysFrom = (iso: string): number => Math.round((startOfDay(Date.parse(iso)) - startOfDay(now)) / DAY_MS);
  const time = (iso: string): string => format(iso, { hour: '2-digit', minute: '2-digit' });
  const date = (iso: string): string => format(iso, { day: 'numeric', month: 'long', ...year(iso) });
  const near = (iso: string): string => {
    const days = daysFrom(iso);
    if (days === 0) return time(iso);
    return Math.abs(days) < 7 ? `${format(iso, { weekday: 'long' })} ${time(iso)}` : date(iso);
  };
  return {
    time,
    date,
    near,
    nearDay: (iso) => {
      const days = daysFrom(iso);
      if (days === 0) return time(iso);
      return format(iso, Math.abs(days) < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'short', ...year(iso) });
    },
    day: (iso) => `${format(iso, { weekday: 'long' })} ${date(iso)}`,
    when: (iso) => (daysFrom(iso) === -1 ? say('moment.yesterday-time', { time: time(iso) }) : near(iso)),
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** A formatter is kept: to make one takes longer than all else in showing a message. */
function formatterFor(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // Whoever travels with an open page has another clock: a formatter goes by that of its making.
  const key = `${locale} ${new Date().getTimezoneOffset()} ${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(locale, options);
    formatters.set(key, formatter);
  }
  return formatter;
}

function startOfDay(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}

/** Now, in milliseconds since 1970; the page looks again each minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The ways to tell times. */
export function useMoments(): Moments {
  const [now, locale, say] = [useNow(), formatLocale(), useWords()];
  // The words change with the locale alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `say` is another function each time.
  return useMemo(() => momentsAt(now, locale, say), [now, locale]);
}
