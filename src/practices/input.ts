import * as v from 'valibot';
import { LIMITS } from '../bytes/limits.ts';

// What comes from outside is checked with these. The message of a fault is the key of a text (texts.ts).

/** All fields that an input has: nothing may be missing but what is optional, and nothing else may be there. */
export function fields<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.strictObject(entries, ({ expected }) => {
    if (expected === 'never') return 'input.field-unknown';
    return expected === 'Object' ? 'input.no-fields' : 'input.field-missing';
  });
}

/** What a person wrote. Halves of letters, which no encoding of text can carry, are replaced. @param bytes the most in UTF-8 */
export function writing(bytes: number) {
  return v.pipe(
    v.string('input.no-text'),
    v.maxLength(bytes, 'input.text-too-long'),
    v.transform((text: string) => text.toWellFormed()),
    v.maxBytes(bytes, 'input.text-too-long'),
  );
}

/** The first letters of an id, or all of it: see `findId`. */
export const idLetters = v.pipe(v.string('input.no-text'), v.trim(), v.maxLength(64, 'input.id-too-long'), v.toLowerCase());

/** A name of a channel or the like, still to be cleaned. */
export const nameLetters = writing(LIMITS.nameBytes * 2);

/** A whole number from 1 on, typed or as JSON has it. */
export function count(most: number) {
  return v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.digits(), v.maxLength(9), v.transform(Number))], 'input.no-number'),
    v.integer('input.no-number'),
    v.minValue(1, 'input.number-too-small'),
    v.maxValue(most, 'input.number-too-large'),
  );
}

/** A passphrase, as it was typed. */
export const passphrase = v.pipe(v.string('input.no-text'), v.maxLength(4096, 'input.text-too-long'));
