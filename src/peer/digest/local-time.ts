/** Minutes that a device's clock on the wall is ahead of UTC at a moment: 60 or 120 in Paris, -300 in Lima. @param at milliseconds since 1970 */
export type OffsetAt = (at: number) => number;

/** Hours of the day in which nothing is told, as minutes since midnight on the wall. They may go over midnight; where both are the same there are none. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;

/** The minute of the day that a clock on the wall shows. @param at milliseconds since 1970 */
function minuteAt(at: number, offset: OffsetAt): number {
  const minutes = Math.floor(at / MINUTE_MS) + offset(at);
  return ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
}

/** Whether a moment lies in quiet hours. @param at milliseconds since 1970 */
export function isQuiet(at: number, quiet: QuietHours | null, offset: OffsetAt): boolean {
  if (quiet === null) return false;
  const [{ from, until }, minute] = [quiet, minuteAt(at, offset)];
  return from <= until ? from <= minute && minute < until : minute >= from || minute < until;
}

/**
 * The moment itself, or where it lies in quiet hours the one at which they end, to the minute. In a night in which the clock is changed it looks at one minute
 * after the other, so hours that are left out or come twice need no rule of their own. @param at milliseconds since 1970 @returns the same
 */
export function afterQuiet(at: number, quiet: QuietHours | null, offset: OffsetAt): number {
  if (quiet === null || !isQuiet(at, quiet, offset)) return at;
  let minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  const end = minute + ((quiet.until - minuteAt(at, offset) + DAY_MINUTES) % DAY_MINUTES) * MINUTE_MS;
  if (offset(end) === offset(at)) return end;
  while (isQuiet(minute, quiet, offset)) minute += MINUTE_MS;
  return minute;
}

/**
 * The first moment after another at which a clock on the wall shows one of these minutes, on one of these days. A minute that the clock leaves out comes as
 * much later as it is put ahead; of one that it shows twice the first counts (RFC 5545, section 3.3.5). Each day has each minute once.
 * @param after milliseconds since 1970 @param minutes since midnight, at least one @param day of the week, 0 is Sunday; null: each day @returns milliseconds since 1970
 */
export function nextAt(after: number, minutes: readonly number[], day: number | null, offset: OffsetAt): number {
  const wall = after + offset(after) * MINUTE_MS;
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS;
  // The day before, for a clock that has just been put back over midnight; and nine on, for a week whose moment has just gone by.
  for (let days = -1; days < 9; days++) {
    const date = midnight + days * DAY_MS;
    // The first of January 1970 was a Thursday.
    if (day !== null && (Math.floor(date / DAY_MS) + 4) % 7 !== day) continue;
    const moments = minutes.map((minute) => momentOf(date + minute * MINUTE_MS, offset)).filter((moment) => moment > after);
    if (moments.length > 0) return Math.min(...moments);
  }
  throw new Error('expected a week to have all its days');
}

/** When a clock on the wall shows this. @param wall what it shows, as if it showed UTC @returns milliseconds since 1970 */
function momentOf(wall: number, offset: OffsetAt): number {
  const [before, after] = [offset(wall - DAY_MS), offset(wall + DAY_MS)];
  const [early, late] = [wall - before * MINUTE_MS, wall - after * MINUTE_MS];
  return offset(early) !== before && offset(late) === after ? late : early;
}
