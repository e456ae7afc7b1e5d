/** Words about names that may deceive. */
export const texts = {
  'name.alike': 'not the other “{other}”',
  'name.own-word': 'the name of a person',
  'name.alphabets': 'letters of several alphabets',
  'name.unseen': '(without a name)',
  'name.alike-at-length': 'This name looks like that of {other}, who is somebody else. Ask whoever invited them who it is.',
  'name.own-word-at-length': 'This name is a word that Moot itself uses. Whoever bears it could seem to speak for Moot.',
  'name.alphabets-at-length': 'This name has letters of several alphabets in one word. That is mostly done so that it looks like another.',
};
