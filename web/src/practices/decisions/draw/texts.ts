/** Words of draws. */
export const texts = {
  'decisions.standing.drawn': 'Drawn',
  'decisions.standing.drawing': 'Being drawn',

  'draw.title': 'The draw',
  'draw.lede':
    'Everybody’s device puts a part in, by itself. Only when it is fixed what it is drawn from are the parts opened: so nobody knows before, and nobody can steer it.',
  'draw.step.put': 'Parts are put in',
  'draw.step.fixed': 'It is fixed what it is drawn from',
  'draw.step.opened': 'The parts are opened',
  'draw.put': '{count} of {of}',
  'draw.needed': '{count} of {of} needed',
  'draw.done': 'Done',
  'draw.waits': 'All parts are in. It is drawn once everybody has agreed, or when the time is up and nobody objects.',
  'draw.missing': 'Not yet: {names}. It happens as soon as their devices are there.',
  'draw.from': 'Drawn from',
  'draw.in-order': 'Drawn, in this order',
  'draw.place': '{place, number}.',
  'draw.next': 'Whoever cannot is followed by {names}, in this order.',
  'draw.check': 'How to check it',
  'draw.check-how':
    'Each part was committed to before any was opened, and {count} of us are enough to open it, whoever withholds theirs. Anybody can draw again from the file, without Moot’s word for it:',
  'draw.check-save': 'Save the draw',
  'draw.check-saving': 'Saving …',
  'draw.check-saved': '{name} is with your browser’s downloads.',
  'draw.check-failed': 'It could not be saved. Try again.',
  'draw.file': 'draw.json',
  'draw.seed': 'What it was drawn with',

  'draw.outcome.drawn': 'It is drawn: {names}.',
  'draw.outcome.opening': 'It is being drawn, and nobody can stop it any more.',
  'draw.outcome.parted':
    'Devices that did not reach one another fixed different parts. Nothing was opened. Put it in new words, and it is drawn anew.',
  'draw.outcome.spoilt': 'Nothing was drawn: what was fixed does not fit together. Propose it anew.',
  'draw.outcome.too-few': 'A draw that nobody steers takes three members at least.',
  'draw.twofold': 'Devices that said two different things here: those of {names}. Talk to them.',
};
