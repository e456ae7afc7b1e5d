import { accept, refuse, type Verdict } from '../bytes/verdict.ts';

const DAY_MS = 86_400_000;

/** The calendar day of a moment, in UTC, so that devices in different places name the same day: days since 1970. @param ms since 1970, not before */
export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

/** Year, month and day of a day since 1970: `civil_from_days` of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
export function dateOf(days: number): readonly [year: number, month: number, day: number] {
  // Years begin in March here, so that the day that comes and goes is a year's last; 400 years are an era and have 146,097 days.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1];
}

/** The day of a date, in days since 1970: `days_from_civil` of the same paper. */
export function daysOf(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** A day as ISO 8601 says it: `2027-05-21`. @param days since 1970 */
export function isoDay(days: number): string {
  const [year, month, day] = dateOf(days);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** Reads a day such as `2027-05-21`. Refuses `day-unclear` what is no day of the calendar, or lies before 1970. */
export function parseDay(text: string): Verdict<number> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const days = match === null ? -1 : daysOf(Number(match[1]), Number(match[2]), Number(match[3]));
  return days >= 0 && isoDay(days) === text ? accept(days) : refuse('day-unclear');
}

/** The same day so many months later; the last of the month where there is no such day. @param days since 1970 */
export function monthsLater(days: number, months: number): number {
  const [year, month, day] = dateOf(days);
  const first = daysOf(year + Math.floor((month - 1 + months) / 12), ((month - 1 + months) % 12) + 1, 1);
  const next = daysOf(year + Math.floor((month + months) / 12), ((month + months) % 12) + 1, 1);
  return Math.min(first + day, next) - 1;
}

/** A number in two digits. */
export function two(number: number): string {
  return String(number).padStart(2, '0');
}
