/** A moment of a calendar day, such as `2027-05-21`, by which the reader's own clock tells the same day: ISO 8601. */
export function momentOf(day: string): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12).toISOString();
}
