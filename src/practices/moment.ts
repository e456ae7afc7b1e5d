const DAY = 86_400;

/** A moment as ISO 8601 says it, in UTC: `2026-05-12T20:00:00Z`. @param seconds since 1970, not before */
export function isoTime(seconds: number): string {
  const [year, month, day] = dateOf(Math.floor(seconds / DAY));
  const ofDay = Math.floor(seconds) % DAY;
  const clock = [ofDay / 3600, (ofDay / 60) % 60, ofDay % 60].map((part) => two(Math.floor(part))).join(':');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${clock}Z`;
}

/** A moment for people who read a terminal. Their own time zone and language are the page's business. @param iso what `isoTime` gives */
export function spokenTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** Year, month and day of a day since 1970: `civil_from_days` of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
function dateOf(days: number): readonly [year: number, month: number, day: number] {
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

function two(number: number): string {
  return String(number).padStart(2, '0');
}
