import { LIMITS } from './limits.ts';
import { utf8 } from './octets.ts';
import { accept, refuse, type Verdict } from './verdict.ts';

/** Controls, line and paragraph separators, marks that turn the direction of text, and blanks that pass for letters: they can make one name look like another. */
const TRICKS = /\u034f|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u115f\u1160\u2800\u3164\uffa0]/u;
/** Zero-width joiner and non-joiner are letters' business in many scripts and stay. */
const JOINERS = /[\u200c\u200d]/gu;

/**
 * A name as a cell keeps it: NFC, outer and repeated spaces taken away.
 * Refuses `name-empty`, `name-too-long` (in UTF-8 bytes, see `LIMITS.nameBytes`) and `name-has-hidden-letters`.
 */
export function cleanName(text: string): Verdict<string> {
  const name = text
    .normalize('NFC')
    .trim()
    .replace(/\p{Zs}+/gu, ' ');
  if (name.replace(JOINERS, '').trim() === '') return refuse('name-empty');
  if (utf8(name).length > LIMITS.nameBytes) return refuse('name-too-long');
  if (TRICKS.test(name.replace(JOINERS, ''))) return refuse('name-has-hidden-letters');
  return accept(name);
}

/** The form by which two names are the same: NFC, without regard to case or joiners. Locale plays no part. */
export function foldName(name: string): string {
  // Down, up and down again: ẞ has only a small form, and ß only a large one of two letters.
  return name.normalize('NFC').replace(JOINERS, '').toLowerCase().toUpperCase().toLowerCase().normalize('NFC');
}
