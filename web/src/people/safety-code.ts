const PREFIX = 'MOOT-SAFETY:';

/** What the picture of a safety number says, in letters of which a picture needs few squares. @param number groups of digits */
export function safetyCode(number: string): string {
  return PREFIX + number.replaceAll(' ', '');
}

/** The safety number that a scanned picture says, in groups; null where it is of something else. */
export function safetyCodeIn(text: string): string | null {
  const digits = /^moot-safety:(\d{60})$/i.exec(text)?.[1];
  return digits === undefined ? null : digits.replace(/.{5}(?=.)/g, '$& ');
}
