import { isoDay, two } from '../cell/day.ts';

const DAY = 86_400;

/** A moment as ISO 8601 says it, in UTC: `2026-05-12T20:00:00Z`. @param seconds since 1970, not before */
export function isoTime(seconds: number): string {
  const ofDay = Math.floor(seconds) % DAY;
  const clock = [ofDay / 3600, (ofDay / 60) % 60, ofDay % 60].map((part) => two(Math.floor(part))).join(':');
  return `${isoDay(Math.floor(seconds / DAY))}T${clock}Z`;
}

/** A moment for people who read a terminal. Their own time zone and language are the page's business. @param iso what `isoTime` gives */
export function spokenTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
