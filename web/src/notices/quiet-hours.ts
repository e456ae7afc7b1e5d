import type { QuietHours } from './choices.ts';

const MINUTE_MS = 60_000;

/** When something may be told: now, or when the quiet hours end. By this device's clock. @param now milliseconds since 1970 @returns the same */
export function afterQuiet(now: number, quiet: QuietHours | null): number {
  if (quiet === null) return now;
  const here = new Date(now);
  const minute = here.getHours() * 60 + here.getMinutes();
  const [from, until] = [minuteOf(quiet.from), minuteOf(quiet.until)];
  const isQuiet = from <= until ? from <= minute && minute < until : minute >= from || minute < until;
  if (!isQuiet) return now;
  const end = new Date(now);
  end.setHours(0, until, 0, 0);
  if (end.getTime() <= now) end.setDate(end.getDate() + 1);
  // Where the clock is set forward, an hour may be missing; where it is set back, one comes twice.
  return Math.max(end.getTime(), now + MINUTE_MS);
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
