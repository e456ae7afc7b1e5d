const MOST_LETTERS = 1500;
const MOST_LINES = 24;

/** The beginning of a long text, so that one message does not fill the sheet; null where it is short enough to be shown as it is. */
export function beginningOf(text: string): string | null {
  const short = clip(text, MOST_LETTERS);
  const lines = short.split('\n', MOST_LINES + 1);
  if (lines.length > MOST_LINES) return lines.slice(0, MOST_LINES).join('\n');
  return short === text ? null : short;
}

/** One line of a text, for where it is only pointed to. @param most letters (UTF-16 units) that are shown */
export function lineOf(text: string, most: number): string {
  const line = clip(text, most * 4)
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return line.length > most || text.length > most * 4 ? `${clip(line, most)} …` : line;
}

/** At most so many letters, and never half of one. */
function clip(text: string, most: number): string {
  const cut = text.slice(0, most);
  return cut.length < text.length && /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
