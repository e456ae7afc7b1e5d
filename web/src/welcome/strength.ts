/** How long a passphrase holds against somebody who has the disk and much money. */
export type Strength = 'none' | 'hours' | 'months' | 'years' | 'never';

/**
 * Guesses in a second of somebody with a hundred strong machines: the passphrase is stretched by Argon2id with 64 MB, which takes each of
 * them about a hundredth of a second per guess.
 */
const GUESSES_A_SECOND = 10_000;
const HOUR = 3600;
const MONTH = 30 * 24 * HOUR;
const YEAR = 365 * 24 * HOUR;
const MILLION = 1_000_000;

/** Bits of a word that somebody picks from their head; of words that are drawn by dice it would be 11 to 13. */
const WORD_BITS = 10;
const LETTER_BITS = 3;
const DIGIT_BITS = 3.3;
const SIGN_BITS = 4;
const COMMON =
  /^(?:pass|word|password|passphrase|secret|qwert\w*|azerty|asdf\w*|admin|login|welcome|letmein|moot|iloveyou|dragon|monkey|hello|abc|love)$/i;

/** Bits of one part of a passphrase: letters, digits or signs in a row. */
function bitsOf(part: string): number {
  const different = new Set(part.toLowerCase()).size;
  if (COMMON.test(part)) return 1;
  if (isRun(part)) return 2;
  if (/^\p{L}+$/u.test(part)) return Math.min(WORD_BITS, different * LETTER_BITS) + (part.length > 12 ? 4 : 0);
  if (/^\d+$/.test(part)) return /^(?:19|20)\d\d$/.test(part) ? 5 : Math.min(part.length, different + 1) * DIGIT_BITS;
  return Math.min(part.length, different) * SIGN_BITS;
}

/** `abcdef`, `4321`, `aaaa`, `1234567890123`: nearly every letter stands beside its neighbour in the alphabet. */
function isRun(part: string): boolean {
  const codes = [...part].map((letter) => letter.codePointAt(0) ?? 0);
  const near = codes.slice(1).filter((code, at) => Math.abs(code - (codes[at] ?? 0)) <= 1).length;
  return codes.length >= 3 && near >= (codes.length - 1) * 0.75;
}

/** An estimate of how well a passphrase holds; it would rather say too little than too much. */
export function strengthOf(passphrase: string): Strength {
  if (passphrase.trim() === '') return 'none';
  const parts = passphrase.match(/\p{L}+|\d+|[^\p{L}\d\s]+/gu) ?? [];
  const different = [...new Set(parts.map((part) => part.toLowerCase()))];
  const bits = different.reduce((sum, part) => sum + bitsOf(part), 0);
  const seconds = 2 ** bits / 2 / GUESSES_A_SECOND;
  if (seconds < MONTH) return 'hours';
  if (seconds < YEAR) return 'months';
  return seconds < MILLION * YEAR ? 'years' : 'never';
}
