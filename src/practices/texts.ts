import type { Texts } from './practice.ts';

/** Words that all practices share. */
export const texts = {
  'input.field-missing': 'Something is missing here.',
  'input.field-unknown': 'Moot does not know this field.',
  'input.no-fields': 'Moot expects named fields here.',
  'input.no-text': 'Moot expects a text here.',
  'input.text-too-long': 'This text is too long. Say it in several parts.',
  'input.id-too-long': 'This is longer than an id. Copy it once more.',
  'input.no-yes-or-no': 'Moot expects yes or no here.',
  'input.no-number': 'Moot expects a whole number here.',
  'input.number-too-small': 'This number is too small.',
  'input.number-too-large': 'This number is too large.',
  'refused.action-too-large': 'This is too long to be kept in one piece. Say it in several parts.',
  'refused.id-ambiguous': 'Several begin with these letters. Type more of them.',
  'refused.id-too-short': 'These are too few letters of the id. Type at least four.',
  'refused.id-unknown': 'Nothing here has this id. It may not have arrived on this device yet.',
  'refused.not-a-member': 'You are not a member of this cell, so you can look on and not take part.',
  'refused.device-revoked': 'This device was revoked, so it can look on and not take part.',
  'refused.name-empty': 'A name needs at least one letter.',
  'refused.name-too-long': 'This name is too long.',
  'refused.name-has-hidden-letters': 'This name has letters in it that nobody can see. Type it anew.',
} satisfies Texts;
